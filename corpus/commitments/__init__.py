"""Commitments as OGP knows them and as text names them: by id, number, place in the plan or title."""
