"""Small characters above or below the line: marks of foot notes go, ordinals, exponents of units and indices stay."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.readers.pdf.glyphs.glyph_file import Glyph
from corpus.structure.raised import raised as kept_of

# All of these are shares of the larger type.
SMALL = 0.87  # browsers set raised letters in five sixths of the size
_RAISED = (0.1, 0.75)
_LOWERED = (0.04, 0.45)
_LOOKED_AT = 20  # letters
_BEHIND = 16  # letters behind a mark
_TOGETHER = 0.3  # between the characters of one mark
_NEAR = (-0.3, 0.45)  # from the end of what it belongs to, to the mark


@dataclass(slots=True, eq=False)
class Row:
    """Characters on one base line; `size` the largest type among them."""

    base: float
    size: float
    glyphs: list[Glyph] = field(default_factory=list)


def settle_marks(rows: Sequence[Row]) -> None:
    """Take what is small and stands a little above or below a line out of its own row: into the line or away."""
    notes = _letters_of_notes(rows)
    for row in rows:
        near = [
            other
            for other in rows
            if other is not row and -_LOWERED[1] * other.size <= row.base - other.base <= _RAISED[1] * other.size
        ]
        if not near:
            continue
        for mark in _runs(row.glyphs):
            for host in near:
                if _settled(mark, row, host, notes):
                    break


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if glyph.text.isspace():
            continue
        if runs and glyph.along - runs[-1][-1].end <= _TOGETHER * glyph.size and _alike(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _alike(one: Glyph, other: Glyph) -> bool:
    return abs(one.size - other.size) <= 0.1 * max(one.size, other.size)


def _letters_of_notes(rows: Sequence[Row]) -> frozenset[str]:
    """Small letters that stand raised at the head of a line: the notes of the page."""
    found = set()
    for row in rows:
        first = next((glyph for glyph in row.glyphs if not glyph.text.isspace()), None)
        if first is None or not (first.text.isalpha() and first.text.islower()):
            continue
        for host in rows:
            rise = row.base - host.base
            if host is not row and _RAISED[0] * host.size <= rise <= _RAISED[1] * host.size and host.glyphs:
                head = next((glyph for glyph in host.glyphs if not glyph.text.isspace()), first)
                if first.size <= SMALL * head.size and first.along < head.along and head.text.isupper():
                    found.add(first.text)
    return frozenset(found)


def _settled(mark: list[Glyph], row: Row, host: Row, notes: frozenset[str]) -> bool:
    size, text = mark[0].size, "".join(glyph.text for glyph in mark)
    before = [glyph for glyph in host.glyphs if glyph.along <= mark[0].along + 0.01 and not glyph.text.isspace()]
    after = [glyph for glyph in host.glyphs if glyph.along > mark[0].along + 0.01 and not glyph.text.isspace()]
    last = before[-1] if before else None
    if last and size <= SMALL * last.size and _is_near(mark[0].along - last.end, last):
        rise = (mark[0].base - host.base) / last.size
        raised, lowered = _RAISED[0] <= rise <= _RAISED[1], _LOWERED[0] <= -rise <= _LOWERED[1]
        if not raised and not lowered:
            return False
        words = kept_of(_end_of(before), text, _end_of(after[:_BEHIND]), notes) if raised else text
        if not words:  # nor does a mark leave a blank behind
            host.glyphs[host.glyphs.index(last)] = last._replace(end=max(last.end, mark[-1].end))
        elif words == text:
            _move(mark, host)
        else:
            _move([mark[0]._replace(text=words, end=mark[-1].end)], host)
    elif after and size <= SMALL * after[0].size and -0.3 <= (after[0].along - mark[-1].end) / after[0].size <= 1.5:
        if not _RAISED[0] <= (mark[0].base - host.base) / after[0].size <= _RAISED[1]:
            return False
        _move(mark, host)  # the figure of the note itself, at its head
        blank = mark[-1]._replace(text=" ", along=mark[-1].end, base=host.base)
        insort(host.glyphs, blank, key=lambda glyph: (glyph.along, glyph.order))
    else:
        return False
    row.glyphs = [glyph for glyph in row.glyphs if glyph not in mark]
    return True


def _end_of(glyphs: Sequence[Glyph]) -> str:
    """The last letters, with a blank where they stand apart."""
    text = ""
    for last, glyph in pairwise([None, *glyphs[-_LOOKED_AT:]]):
        apart = last is not None and glyph is not None and glyph.along - last.end > 0.12 * glyph.size
        text += (" " if apart else "") + (glyph.text if glyph else "")
    return text


def _is_near(gap: float, last: Glyph) -> bool:
    return _NEAR[0] <= gap / last.size <= _NEAR[1]


def _move(mark: list[Glyph], host: Row) -> None:
    base = host.base
    for glyph in mark:
        insort(host.glyphs, glyph._replace(base=base), key=lambda glyph: (glyph.along, glyph.order))
