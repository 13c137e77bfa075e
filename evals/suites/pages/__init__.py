"""Made pages and tables, set by real producers, and how much of them the readers give back.

words          sentences in Spanish and English, drawn by a seeded grammar (words.toml)
matter         what a page holds before it is set: the truth
layouts        what stands on a page of each layout, and the formats it is set in
as_html, as_print, as_placed, as_word, as_slides        the producers of pages
producing      every layout in every format
compare        characters given and read
tables, table_drafts, table_shapes                      made tables, and what each of their rows says
table_html, table_drawn, table_files                    the producers of tables
triples        (row, header, value) given and read
measuring      files are read and compared
"""

from __future__ import annotations
