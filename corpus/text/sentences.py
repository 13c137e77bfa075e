"""Where sentences start and end in a run of text, in Spanish and English.

Rules, not a model: a sentence ends at . ! ? … (with closing quotes or brackets) before white space and something that
can start a sentence, unless the full stop belongs to an abbreviation, an initial, an ordinal, a label or a decimal. A
line break inside a block ends one too, since lists inside cells and items are written that way.

There are two grains. `sentence_spans` gives what a person reads: a long sentence is cut at its semicolons, and a run
too short to answer anything is joined to its neighbour. `clauses` gives what says one thing: a semicolon ends it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import pairwise

import regex

from corpus.data import table
from corpus.text.given_word import governs

_END = regex.compile(r"(?:[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡#]*[\p{Lu}\d¿¡•●-])|\n+|[.!?…]+[\"'”’»)\]]*$)")
_CLAUSE_END = regex.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡#]*[\p{Lu}\d¿¡])|\n+|;(?=\s)")
_SEMICOLON = regex.compile(r";(?=\s)")
_STOPS = regex.compile(r"\.+")
_MIN = 14  # a shorter run is joined to its neighbour: "No." or "a)" alone answer nothing
_LONG = 420  # a longer sentence is also cut at semicolons
_WORD = 24  # characters looked at for an abbreviation before a full stop; none is longer
_LABEL_LETTERS = 48
_LAST = regex.compile(r"[\p{L}\d.]*$")
_DOTTED = regex.compile(r"(?:\p{L}\.)+\p{L}")
_FIGURE = regex.compile(r"\s+[#n]?[º°]?\s*(?:\d|[IVXL]+\b)")
_NAMED = regex.compile(r"\s+\p{Lu}")
_ITEM = regex.compile(r"\W*(?:\d{1,2}|\d{1,2}(?:\.\d{1,2})+|[IVX]{1,5}|\p{L})")
# "El Kit 8.", "Compromiso núm. 12.", "Art. 5.", "#4.": the name of what follows, or its number
_LABEL = regex.compile(
    r"\W*(?:\p{L}+\s+){0,2}?(?:\p{Lu}\p{L}*\.?\s+(?:\p{L}{1,3}[.º°]{1,2}\s*)?|\p{Lu}?\p{L}{0,3}[.º°]{1,2}\s*|#)#?"
    r"(?:\d{1,3}(?:\.\d{1,2})*|[IVXL]{1,6})"
)


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans [start, end) of the sentences in text[start:end]: stripped, in order, covering every non-space."""
    end = len(text) if end is None else end
    long_cuts: list[int] = []
    for left, right in _cut(text, start, end, _END):
        long_cuts.append(right)
        if right - left > _LONG and not _introduces(text[left:right]):
            long_cuts += [match.end() for match in _SEMICOLON.finditer(text, left, right)]
    return _join_short(_stripped(text, start, end, sorted(long_cuts)))


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans [start, end) of the sentences of text[start:end], stripped and in order; a semicolon ends one too."""
    return _cut(text, start, end, _CLAUSE_END)


def is_abbreviated(text: str, at: int) -> bool:
    """Does the full stop at `at` belong to an abbreviation, an initial or a number?"""
    match = _STOPS.match(text, at)
    return match is not None and _stays_open(text, 0, match)


def _cut(text: str, start: int, end: int, ends: regex.Pattern[str]) -> list[tuple[int, int]]:
    cuts: list[int] = []
    for match in ends.finditer(text, start, end):
        if not _stays_open(text, cuts[-1] if cuts else start, match):
            cuts.append(match.end())
    return _stripped(text, start, end, cuts)


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = table("corpus.text", "abbreviations")
    always = frozenset(word for key in ("es", "en") for word in data[key])
    return always, frozenset(data["numbered"]), frozenset(data["before_names"])


def _stays_open(text: str, begin: int, match: regex.Match[str]) -> bool:
    """Whether the stop that `match` found ends no sentence; `begin`: where the sentence begins that it stands in."""
    if not match.group().startswith(".") or match.end() >= len(text):
        return False
    before = text[max(begin, match.start() - _WORD) : match.start()]
    last = _LAST.search(before)
    word = last.group().lower() if last else ""
    always, numbered, before_names = _abbreviations()
    if (len(word) == 1 and word.isalpha()) or word in always or _DOTTED.fullmatch(word):
        return True
    if word in before_names and last and last.group()[:1].isupper() and _NAMED.match(text, match.end()):
        return True  # "Gen. Black", while "… in the capt." ends a sentence
    if word in numbered and _FIGURE.match(text, match.end()):
        return True
    if match.start() - begin > _LABEL_LETTERS:
        return False
    opening = text[begin : match.start()]
    return bool(_ITEM.fullmatch(opening) or _LABEL.fullmatch(opening))


def _introduces(sentence: str) -> bool:
    """Whether a sentence begins by denying what it tells behind its colon, or by giving somebody the word for it: none
    of that may stand alone."""
    before, colon, _ = sentence.partition(":")
    return bool(colon) and len(before) <= _LONG and governs(before)


def _stripped(text: str, start: int, end: int, cuts: Iterable[int]) -> list[tuple[int, int]]:
    """Spans [start, end) of what lies between the cuts in text[start:end], without the white space around it; spans
    that hold nothing else are left out."""
    spans = []
    for left, right in pairwise([start, *cuts, end]):
        piece = text[left:right]
        left += len(piece) - len(piece.lstrip())
        right -= len(piece) - len(piece.rstrip())
        if left < right:
            spans.append((left, right))
    return spans


def _join_short(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for span in spans:
        if joined and (span[1] - span[0] < _MIN or joined[-1][1] - joined[-1][0] < _MIN // 2):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return joined
