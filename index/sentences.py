"""Where sentences start and end in a run of text, in Spanish and English.

Rules, not a model: a sentence ends at . ! ? … (with closing quotes or brackets) before white space and something that
can start a sentence, unless the full stop belongs to an abbreviation, an initial, an ordinal or a decimal. A semicolon
or a line break inside a block ends one too, since lists inside cells and items are written that way.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import regex

from corpus.spans import stripped

_END = regex.compile(r"(?:[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡]*[\p{Lu}\d¿¡•●-])|\n+|[.!?…]+[\"'”’»)\]]*$)")
_MIN = 14  # a shorter run is joined to its neighbour: "No." or "a)" alone answer nothing
_WORD = 24  # characters looked at for an abbreviation before a full stop; none is longer
_LONG = 420  # a longer sentence is also cut at semicolons


@cache
def _abbreviations() -> frozenset[str]:
    data = tomllib.loads((files("index") / "abbreviations.toml").read_text(encoding="utf-8"))
    return frozenset(word.lower() for words in data.values() for word in words)


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans [start, end) of the sentences in text[start:end]: stripped, in order, covering every non-space."""
    end = len(text) if end is None else end
    first = next((at for at in range(start, end) if not text[at].isspace()), end)
    cuts = [m.end() for m in _END.finditer(text, start, end) if not _is_abbreviation(text, first, m)]
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
    return match is not None and _is_abbreviation(text, 0, match)


def _is_abbreviation(text: str, first: int, match: regex.Match[str]) -> bool:
    """`first` is where the run's first character other than a space stands."""
    if not match.group().startswith(".") or match.end() >= len(text):
        return False
    before = text[max(first, match.start() - _WORD) : match.start()]
    word = regex.search(r"[\p{L}\d.]*$", before)
    last = word.group() if word else ""
    single_letter = len(last) == 1 and last.isalpha()
    dotted = bool(regex.fullmatch(r"(?:\p{L}\.)+\p{L}", last))
    # "1." at the start of an item is its number; "in 2022." ends a sentence
    number = last.isdigit() and len(last) <= 2 and match.start() - len(last) <= first
    return single_letter or dotted or number or last.lower() in _abbreviations()


def _join_short(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for span in spans:
        if joined and (span[1] - span[0] < _MIN or joined[-1][1] - joined[-1][0] < _MIN // 2):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return joined
