"""What a document is, concluded from its head: title page, imprint and the properties of its file.

Running text is never asked: a text about reports names them more often than a report names itself.
"""
