"""The answer as people read it: statements and citations, a refusal, what is missing, Markdown."""
