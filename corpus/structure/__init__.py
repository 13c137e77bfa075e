"""From lines and tables to blocks: what every reader shares.

lines       one line of a file, with what its format tells of it
markup      Markdown and HTML inside plain text
wrapping    which lines belong to one paragraph
flow        lines → pieces (paragraphs, list items, tables)
tables      grids → rows that know their headers
headings    which pieces are headings
outline     how deep a heading is
pieces      one block before it has a place in the text
assemble    pieces → canonical text and blocks
"""
