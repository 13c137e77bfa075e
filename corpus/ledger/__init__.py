"""The ledger of commitments: what was promised, what is reported, what was assessed, what is recommended.

model      commitments, findings, proposals, disagreements
"""
