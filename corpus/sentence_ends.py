"""Which full stops end a sentence, in Spanish and English: not those of abbreviations, initials, numbers and labels."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import regex

_WORD = 24  # characters looked at for an abbreviation before a full stop; none is longer
_LABEL_LETTERS = 48
_LAST = regex.compile(r"[\p{L}\d.]*$")
_DOTTED = regex.compile(r"(?:\p{L}\.)+\p{L}")
_FIGURE = regex.compile(r"\s+[#n]?[º°]?\s*(?:\d|[IVXL]+\b)")
_ITEM = regex.compile(r"\W*(?:\d{1,2}|\d{1,2}(?:\.\d{1,2})+|[IVX]{1,5}|\p{L})")
# "El Kit 8.", "Compromiso núm. 12.", "Art. 5.", "#4.": the name of what follows, or its number
_LABEL = regex.compile(
    r"\W*(?:\p{L}+\s+){0,2}?(?:\p{Lu}\p{L}*\.?\s+(?:\p{L}{1,3}[.º°]{1,2}\s*)?|\p{Lu}?\p{L}{0,3}[.º°]{1,2}\s*|#)#?"
    r"(?:\d{1,3}(?:\.\d{1,2})*|[IVXL]{1,6})"
)


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    data = tomllib.loads((files("corpus") / "abbreviations.toml").read_text(encoding="utf-8"))
    return frozenset(word for key in ("es", "en") for word in data[key]), frozenset(data["numbered"])


def stays_open(text: str, begin: int, match: regex.Match[str]) -> bool:
    """Whether the stop that `match` found ends no sentence; `begin`: where the sentence begins that it stands in."""
    if not match.group().startswith(".") or match.end() >= len(text):
        return False
    before = text[max(begin, match.start() - _WORD) : match.start()]
    last = _LAST.search(before)
    word = last.group().lower() if last else ""
    always, numbered = _abbreviations()
    if (len(word) == 1 and word.isalpha()) or word in always or _DOTTED.fullmatch(word):
        return True
    if word in numbered and _FIGURE.match(text, match.end()):
        return True
    if match.start() - begin > _LABEL_LETTERS:
        return False
    opening = text[begin : match.start()]
    return bool(_ITEM.fullmatch(opening) or _LABEL.fullmatch(opening))
