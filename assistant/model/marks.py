"""Signs that a statement may hold only where its quotations do: foreign letters and figures, and words in quotation
marks, which say that somebody wrote them so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import regex

from corpus.text.normalize import fold

_MARKED = regex.compile(
    r"«([^«»]+)»|“([^“”]+)”|„([^„“”]+)[“”]|\"([^\"]+)\"|‹([^‹›]+)›|(?<!\w)[‘']([^‘’']{2,})[’'](?!\w)"
)
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
# Figures are those of every document; another sign for one ("⁹", "九", "½") is nobody's to read as he likes.
_FOREIGN = regex.compile(r"(?!\p{Latin})\p{L}|(?![0-9ªº])[\p{N}]|[ªº]\p{N}")


def foreign_signs(text: str, beside: Iterable[str]) -> bool:
    """Does it hold letters of another script, or figures that are not 0 to 9, which no text beside it holds?"""
    found = set(_FOREIGN.findall(text))
    return bool(found) and bool(found - set("".join(beside)))


def marked_otherwise(text: str, beside: Iterable[str]) -> bool:
    """Does it put in quotation marks what stands in none of the texts beside it, word for word?"""
    marked = [_words(next(filter(None, match.groups()))) for match in _MARKED.finditer(text)]
    if not marked:
        return False
    told = [f" {_words(one)} " for one in beside]
    return any(run and not any(f" {run} " in one for one in told) for run in marked)


def _words(text: str) -> str:
    return " ".join(_WORD.findall(fold(unicodedata.normalize("NFC", text))))
