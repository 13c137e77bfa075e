"""Whether pypdf's reading of a page can be trusted, or its characters have to be put together by their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.readers.pdf.glyphs.glyph_file import count_words
from corpus.readers.pdf.glyphs.raised import SMALL
from corpus.readers.pdf.lines import PageLine
from corpus.readers.pdf.page import PageContent
from corpus.readers.pdf.placing import lines_of_page
from corpus.readers.pdf.tables.rules import Point

_TORN = 2  # lines that go on where another of the same height ends
_TORN_SHARE = 0.03
_SINGLE = 2  # words
_LETTERS_A_PIECE = 2.2  # letters that are placed with one move of the pen; type-setters place a line or a word at once
_LEAST_LETTERS = 30
_DIFFERING, _DIFFERING_SHARE = 3, 0.01  # words more or less than there are
_UNMAPPED = re.compile(r"[\ufffd\x00-\x08\x0e-\x1f]|\(cid:\d+\)")
_UNMAPPED_SHARE = 0.02
_TWICE = re.compile(r"\b(?:([^\W_])\1){3,}\b|\b(\w{3,}) \2 (\w{3,}) \3\b")  # "MMeettaa", "Meta Meta abierta abierta"
_MOST_TWICE = 2
_SPACED_OUT = re.compile(r"(?<!\S)(?:[^\W\d_] ){5,}[^\W\d_](?!\S)")  # "R E P O R T"
_MARKS = re.compile(r"[\d\s,*†‡]+")
_BACK, _BACK_SHARE = 3, 0.05  # moves of the pen to the left of what stands on the same height


def is_damaged(content: PageContent, words: int | None = None) -> bool:
    """Whether words or lines are torn, letters are placed one by one, doubled or without meaning, or lifted.

    `words` is how many another reader, which knows how wide letters are, finds on the page.
    """
    if content.rises:
        return True
    if words is not None:
        own = count_words("".join(chunk.text for chunk in content.chunks))
        if abs(own - words) >= max(_DIFFERING, _DIFFERING_SHARE * words):
            return True
    lines = lines_of_page(content, [], None, b"")
    text = "\n".join(line.text for line in lines)
    letters = sum(not char.isspace() for char in text)
    if letters >= _LEAST_LETTERS and letters < _LETTERS_A_PIECE * len(content.shown):
        return True
    if letters and len(_UNMAPPED.findall(text)) > _UNMAPPED_SHARE * letters:
        return True
    if len(_TWICE.findall(text)) >= _MOST_TWICE or _SPACED_OUT.search(text) or _goes_back(content.shown):
        return True
    if any(_is_stray(line, lines) for line in lines):
        return True
    # In whatever order they are drawn; longer pieces side by side are columns.
    single = [line for line in lines if len(line.text.split()) <= _SINGLE]
    in_rows = sorted(single, key=lambda line: (-round(line.y), line.x))
    torn = max(sum(_is_torn(before, line) for before, line in pairwise(order)) for order in (lines, in_rows))
    return torn >= _TORN or torn > _TORN_SHARE * len(lines)


def _is_stray(mark: PageLine, lines: Sequence[PageLine]) -> bool:
    """Whether a line is nothing but marks of foot notes, which stand above the letters of another."""
    return bool(_MARKS.fullmatch(mark.text)) and any(
        mark.size <= SMALL * line.size
        and 0.1 * line.size <= mark.y - line.y <= 0.75 * line.size
        and line.x < mark.x <= line.end + line.size
        for line in lines
    )


def _goes_back(shown: Sequence[Point]) -> bool:
    """Whether words are drawn before those on their left, or twice."""
    back = sum(abs(y - before_y) < 1 and x < before_x - 1 for (before_x, before_y), (x, y) in pairwise(shown))
    return back >= _BACK and back > _BACK_SHARE * len(shown)


def _is_torn(before: PageLine, line: PageLine) -> bool:
    """Whether a line goes on with the one before it; a mark above the line may be what tore them apart."""
    small, large = sorted((before.size, line.size))
    rise = 0.6 if small <= SMALL * large else 0.15
    if abs(before.y - line.y) > rise * large or line.x <= before.x:
        return False
    return -3 * large < line.x - before.end < 1.5 * large
