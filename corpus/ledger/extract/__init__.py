"""What one document says of commitments, before it is known which are the same.

profile   how a kind of document is read      scan      one pass over its blocks: who is spoken of, under which label
openings, lines, lists, rows, columns, sheets where a commitment is named, and what a table says of it
subjects  what a name stands for, in whose voice
values, ratings, amounts, counts              what a run of text under a label comes to
plans, targets, requests, mentions            what is said of the whole plan, of goals, of what should come, in passing
"""
