"""Where sentences start and end in a run of text, in Spanish and English.

Rules, not a model: a sentence ends at . ! ? … (with closing quotes or brackets) before white space and something that
can start a sentence, unless the full stop belongs to an abbreviation, an initial, an ordinal or a decimal. A semicolon
or a line break inside a block ends one too, since lists inside cells and items are written that way.
"""

from __future__ import annotations

import regex

from corpus.sentence_ends import stays_open
from corpus.spans import stripped

_END = regex.compile(r"(?:[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡#]*[\p{Lu}\d¿¡•●-])|\n+|[.!?…]+[\"'”’»)\]]*$)")
_MIN = 14  # a shorter run is joined to its neighbour: "No." or "a)" alone answer nothing
_LONG = 420  # a longer sentence is also cut at semicolons


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans [start, end) of the sentences in text[start:end]: stripped, in order, covering every non-space."""
    end = len(text) if end is None else end
    cuts: list[int] = []
    for match in _END.finditer(text, start, end):
        if not stays_open(text, cuts[-1] if cuts else start, match):
            cuts.append(match.end())
    spans = stripped(text, start, end, cuts)
    long_cuts: list[int] = []
    for left, right in spans:
        long_cuts.append(right)
        if right - left > _LONG:
            long_cuts += [m.end() for m in regex.finditer(r";(?=\s)", text, pos=left, endpos=right)]
    return _join_short(stripped(text, start, end, sorted(long_cuts)))


def is_abbreviated(text: str, at: int) -> bool:
    """Does the full stop at `at` belong to an abbreviation, an initial or a number?"""
    match = regex.compile(r"\.+").match(text, at)
    return match is not None and stays_open(text, 0, match)


def _join_short(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for span in spans:
        if joined and (span[1] - span[0] < _MIN or joined[-1][1] - joined[-1][0] < _MIN // 2):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return joined
