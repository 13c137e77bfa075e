"""Sentences inside one block or cell, as spans."""

from __future__ import annotations

import regex

from corpus.sentence_ends import stays_open
from corpus.spans import stripped

_END = regex.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡#]*[\p{Lu}\d¿¡])|\n+|;(?=\s)")


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans [start, end) of the sentences of text[start:end], stripped and in order; a semicolon ends one too."""
    cuts: list[int] = []
    for match in _END.finditer(text, start, end):
        if not stays_open(text, cuts[-1] if cuts else start, match):
            cuts.append(match.end())
    return stripped(text, start, end, cuts)
