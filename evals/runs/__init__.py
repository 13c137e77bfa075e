"""A run and what it leaves behind.

rows       what was asked and what came back, one line a question
scores     what the rows are worth, one line a rate
"""
