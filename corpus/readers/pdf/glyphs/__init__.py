"""Each letter of a PDF page: which there are, and what can be seen of them.

glyph_file  the letters as PDFium gives them    chunks   runs of letters on one line
unseen      letters that nobody can see         struck   words with a line through them
raised      marks of notes and ordinals         colours  cells that say something by their colour
damage      text whose letters cannot be told
"""
