"""Tables of contents: their lines repeat the headings and say nothing of their own, but for commitments that the
document names nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.commitments.commitment_numbers import numbers_named
from corpus.structure.pieces import Line
from corpus.structure.styles import rules
from corpus.text.normalize import comparable

_LEADER = re.compile(r"\S.*?(?:\.{4,}|(?:\. ){4,}|…{2,}|-{5,}|_{5,}|·{4,})[\s.…_-]*\t?\s*(?:\d{1,4}|[ivxlc]{1,6})$")
_PAGE = re.compile(
    r"\s*(?:\.{4,}|(?:\. ){4,}|…{2,}|-{5,}|_{5,}|·{4,})[\s.…_-]*\t?\s*(?:\d{1,4}|[ivxlc]{1,6})$|[\s\t]+\d{1,3}$"
)
_LINE_LETTERS = 300  # longer lines are none of a table of contents
_OPENING = 40  # letters in which a commitment is named that a line opens with
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
    """The lines without tables of contents. Their title goes too; the gap before what follows stays.

    An entry stays that names a commitment which no other line opens with, without the number of its page.
    """
    dropped: set[int] = set()
    entries: list[tuple[Line, str]] = []
    at = 0
    while at < len(lines):
        end = at + 1
        if is_contents_title(lines[at].text) and (after := _end_of_contents(lines, at + 1)) > at + 1:
            end = after
            entries += _entries(lines[at + 1 : end])
        elif is_leader(lines[at].text):
            entries.append((lines[at], _PAGE.sub("", lines[at].text)))
        else:
            at = end
            continue
        dropped |= {id(line) for line in lines[at:end]}
        at = end
    return _kept(lines, dropped, dict(_only_there(entries, [line for line in lines if id(line) not in dropped])))


def _kept(lines: list[Line], dropped: set[int], stays: dict[int, str]) -> list[Line]:
    kept: list[Line] = []
    gap = False
    for line in lines:
        if id(line) in stays:
            line.text, line.gap, line.breaks, gap = stays[id(line)], True, True, True
            kept.append(line)
        elif id(line) in dropped:
            gap = True
        else:
            line.gap, gap = line.gap or gap, False
            kept.append(line)
    return kept


def _entries(lines: list[Line]) -> Iterator[tuple[Line, str]]:
    """(last line, words without the page's number) of each entry, which may go over two lines."""
    before = ""
    for line in lines:
        words = f"{before} {line.text}".strip()
        if is_leader(line.text) or _NUMBER_AT_END.fullmatch(line.text):
            yield line, _PAGE.sub("", words)
            before = ""
        else:
            before = words


def _only_there(entries: list[tuple[Line, str]], others: list[Line]) -> Iterator[tuple[int, str]]:
    """(id of the line, words) of the entries that name a commitment of which no other line begins to tell."""
    numbered = [(line, words, number) for line, words in entries if (number := _commitment(words)) is not None]
    told = {_commitment(line.text) for line in others} if numbered else set()
    for line, words, number in numbered:
        if number not in told:
            yield id(line), words


def _commitment(text: str) -> int | None:
    """The number of the commitment that a line opens with."""
    if not text[:1].isalpha() or len(text) > _LINE_LETTERS:
        return None
    return next((named.number for named in numbers_named(text[:_OPENING]) if named.start == 0), None)


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
