"""Tables of contents: their lines repeat the headings and say nothing of their own."""

from __future__ import annotations

import re
from functools import cache

from corpus.characters import comparable
from corpus.structure.lines import Line
from corpus.structure.styles import rules

_LEADER = re.compile(r"\S.*?(?:\.{4,}|(?:\. ){4,}|…{2,}|-{5,}|_{5,}|·{4,})[\s.…_-]*\t?\s*(?:\d{1,4}|[ivxlc]{1,6})$")
_LINE_LETTERS = 300  # longer lines are none of a table of contents
_NUMBER_AT_END = re.compile(r"\S.*[^\d\s]\s*[\s\t]\d{1,3}$")


@cache
def _titles() -> frozenset[str]:
    return frozenset(comparable(title) for title in rules()["contents_titles"])


def is_contents_title(text: str) -> bool:
    return comparable(text.strip(" :.")) in _titles()


def is_leader(text: str) -> bool:
    """A line such as "Section I: Process ..... 2"."""
    return len(text) <= _LINE_LETTERS and bool(_LEADER.fullmatch(text))


def drop_contents(lines: list[Line]) -> list[Line]:
    """The lines without tables of contents. Their title goes too; the gap before what follows stays."""
    kept: list[Line] = []
    gap = False
    at = 0
    while at < len(lines):
        line = lines[at]
        if is_contents_title(line.text) and (end := _end_of_contents(lines, at + 1)) > at + 1:
            at, gap = end, True
            continue
        if is_leader(line.text):
            at, gap = at + 1, True
            continue
        line.gap, gap = line.gap or gap, False
        kept.append(line)
        at += 1
    return kept


def _end_of_contents(lines: list[Line], start: int) -> int:
    """Index behind the entries that begin at `start`; an entry ends in a page number, perhaps on its second
    line."""
    end = at = start
    while at < len(lines) and at - end < 2:
        if is_leader(lines[at].text) or _NUMBER_AT_END.fullmatch(lines[at].text):
            end = at + 1
        elif len(lines[at].text) > 160:
            break
        at += 1
    return end
