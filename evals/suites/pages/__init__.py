"""Made pages and tables, set by real producers, and how much of them the readers give back.

matter      what a page holds before it is set: the truth, in sentences that a seeded grammar draws (words.toml)
layouts     what stands on a page of each layout, and the formats it is set in
tables, shapes                                 made tables, and what each of their rows says
as_html, as_placed, as_drawn, as_office        the producers; files: every layout and shape by each that is at hand
compare     characters given and read; triples: (row, header, value) given and read
measure     files are read and compared
"""
