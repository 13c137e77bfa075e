"""What a question asks of the ledger: which commitments, which fields, under which conditions."""
