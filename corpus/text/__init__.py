"""What words say, one module for each notion that corpus, index and assistant all read in running text.

numerals  numbers in words, in Roman figures and as places in a row: patterns and values
numbers   the numbers of a text, in figures or in words, in one form
dates     the dates of a text, as day, month and year, and in the other language
"""
