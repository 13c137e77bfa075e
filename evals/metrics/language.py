"""Is the answer written in the language that was asked?

Judged from the answer's words and the gold question's language alone; what the system took the language to be has no
part in it.
"""

from __future__ import annotations

import regex

from corpus.text.language import spanish_confidence
from evals.cases import Language
from evals.metrics.prose import lines

# Names stay as they are in either language: capitalised words, with the short words between them ("Secretaría de la
# Función Pública"). The first word of a sentence goes with them; what is left is enough.
_NAME = regex.compile(r"\p{Lu}[\w'’&-]*(?:(?:\s+\p{Ll}{1,4}){0,3}\s+\p{Lu}[\w'’&-]*)*")
_LETTER = regex.compile(r"\p{L}")
# Tried on 3,800 runs of 1 to 20 words from sentences of known language (gold questions, fact sheets, Spanish documents
# with English names in them). With names left in, 1 to 10 % of the runs of 20 letters or more were said to be surely in
# the other language. Without, none of the 2,356 with 10 letters or more, and 1 % of the shorter ones; 15 is on the safe
# side of that. Of 330 answers of the assistant, none is then called wrong and two cannot be told (names only).
LETTERS = 15
SURE = 0.9


def language_matches(text: str, asked: Language) -> bool | None:
    """None where too little is left to tell by, once names, figures, quotations and titles in italics are gone.

    One line (heading, paragraph, list item, cell) that is surely in the other language makes it False.
    """
    told = [language for line in lines(text, own=True) if (language := _language(line)) is not None]
    return all(language == asked for language in told) if told else None


def _language(line: str) -> Language | None:
    words = _NAME.sub(" ", line)
    if len(_LETTER.findall(words)) < LETTERS:
        return None
    spanish = spanish_confidence(words)
    if spanish >= SURE:
        return "es"
    return "en" if spanish <= 1 - SURE else None
