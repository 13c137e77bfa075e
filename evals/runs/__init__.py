"""A run, what it leaves behind, and what runs are held against.

run       what was to be run and under which conditions it was; what was asked and what came back, one row a question
scores    what the rows are worth: marks, and rates with intervals
store     the files of a run: written as it goes on, read again by whoever compares or reports
runner    asks every system of every library (ask: several at a time), marks, writes; takes an interrupted run up again
compare   two runs, question by question (notes: what became different) and rate by rate
gate      does the assistant still reach the committed scores (baseline)?
"""
