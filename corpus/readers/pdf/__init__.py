"""PDF files: pages of placed letters become lines, lines become blocks.

document     bytes → Body            pages, page   what each page holds, in the order it is drawn
placing, lines, order, apart         which letters make a line, and in which order lines are read
flow         lines → blocks          outline       the headings that the file itself lists
forms        fields that are filled in             annotations   comments, and files put inside
ocr          text of pages that are pictures       doubts       what may not be seen, or not be read
glyphs       what can be seen of each letter       tables        cells between rules or blanks
"""
