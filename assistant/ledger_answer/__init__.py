"""Rows of the ledger that answer a question, and the answer made of them."""
