"""Sentences inside one block or cell, as spans."""

from __future__ import annotations

import regex

from corpus.spans import stripped

_END = regex.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡]*[\p{Lu}\d¿¡])|\n+|;(?=\s)")
# Endings that close no sentence: one capital ("A.C."), an ordinal or item number, a few abbreviations.
_OPEN = regex.compile(
    r"(?:(?<!\p{L})\p{Lu}|(?<!\p{L})(?:[Nn]o|[Nn]úm|[Aa]rt|[Dd]r|[Dd]ra|[Ss]r|[Ss]ra|vs|etc|U\.S|St|Mr|Ms)|^\s*\d{1,2})$"
)


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans [start, end) of the sentences of text[start:end], stripped and in order; a semicolon ends one too."""
    cuts = [
        match.end()
        for match in _END.finditer(text, start, end)
        if not (match.group().startswith(".") and _OPEN.search(text[start : match.start()]))
    ]
    return stripped(text, start, end, cuts)
