"""How many honest paraphrases do the checks of a model's claims drop, and how many false ones do they let through?

`python -m evals.paraphrases` puts claims written by hand over the documents of two fictional countries, half of them
true and half with one flaw each, to `assistant.llm.claims.Checker`. Those with an odd number in their id are for
development, the others for the test: whoever changes the checks looks at the first alone.

claims.jsonl   the claims, each with the words that find the sentence or cell it quotes
claims         reads them, and sees to it that they are well formed and that what they quote is in the documents
quoted         the sentences and cells of an open library, as sources of a prompt
measure        what becomes of each claim
figures        that as shares, by half, language and flaw
"""
