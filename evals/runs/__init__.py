"""A run and what it leaves behind.

configuration   what was to be run, and under which conditions it was
rows            what was asked and what came back, one line a question
scores          what the rows are worth, one line a rate
folder          the files of a run: written as it goes on, read again by whoever compares or reports
aggregate       from marks to scores, with intervals
runner          asks every system of every library, marks, and writes; takes an interrupted run up again
"""
