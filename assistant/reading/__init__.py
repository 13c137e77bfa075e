"""Reading: which words of the passages that were found answer a question, and whether any do."""
