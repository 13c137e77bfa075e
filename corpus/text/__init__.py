"""What Spanish and English text says, whatever document or question it stands in: one module for each notion.

    normalize     clean, squeeze, fold, comparable; patterns of phrases
    sentences     where sentences and clauses begin and end
    numbers       in figures, in words, in Roman figures; places in a row
    running_numbers  the numbers of running text in one form; ids of commitments
    dates         days, months and years; written in the other language
    date_parts    day, month and year, as far as they are given; do two say the same?
    signs         a text in the form in which copies of it are the same
    names         proper names, and the names that a list of institutions holds
    countries     codes and names
    institutions  known names, the keys they have, and what they are called in the other language
    acronyms      initials and what they stand for
    speakers      who is given the word: the IRM, the government, the public
    language      Spanish, English or another one
    terms         official forms of the same thing in both languages

Data files stand beside the modules that read them. Nothing here knows documents, questions or the ledger.
"""
