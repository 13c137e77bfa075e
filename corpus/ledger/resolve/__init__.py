"""Which names are one commitment, and where documents disagree.

directory  the institutions of a country       titles   how alike two titles are
records    names → commitments                 entries  the records of the ledger
disagree   findings that differ                totals   stated totals against what is listed
"""
