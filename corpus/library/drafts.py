"""Drafts that were published for comments, and the final reports that take their place (words in drafts.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import PurePath
from typing import NamedTuple

from corpus.identity.metadata import DOUBTFUL
from corpus.model import Document
from corpus.structure.draft_marks import data, marks, plain
from corpus.text.countries import without_countries
from corpus.text.normalize import any_phrase

_SPAN = re.compile(r"\b(20[0-3]\d)\s+(?:20[0-3]\d|\d\d)\b")
_WORD = re.compile(r"\w+")


class Report(NamedTuple):
    """Which report a document is, whatever its language: two documents with the same are one report."""

    kind: str
    country: str
    start: str
    sorts: frozenset[str]
    rest: frozenset[str]


def is_draft(document: Document) -> bool:
    """Whether a document says of itself that it is a draft."""
    metadata = document.metadata
    stem = PurePath(metadata.source).stem
    lines = [metadata.title, stem, metadata.id, *_head(document)]
    if any(marks().search(plain(line)) for line in lines):
        return True
    apart = data()["set_apart"]
    if any(plain(line).strip() in apart for line in _head(document)):
        return True
    if any(plain(name).split()[-1:] == [word] for name in (stem, metadata.id) for word in apart):
        return True
    return _set_apart_in(metadata.title)


def superseded(documents: Iterable[Document]) -> dict[str, str]:
    """For each draft whose final report is among `documents`: its id → the id of the final report."""
    drafts: list[Document] = []
    finals: list[Document] = []
    for document in documents:
        (drafts if is_draft(document) else finals).append(document)
    if not drafts:
        return {}
    known = [(document, report_of(document)) for document in finals]
    found = {draft.id: _final_of(draft, known) for draft in drafts}
    return {id_: final for id_, final in found.items() if final}


def report_of(document: Document) -> Report | None:
    """Which report this is; None where its title does not say enough to be sure."""
    metadata = document.metadata
    passing = {*data()["passing"]["words"], *data()["set_apart"]}
    for name in (metadata.title, " ".join([metadata.title, *_head(document)])):
        bare = marks().sub(" ", plain(name))
        sorts, rest = _sorts(bare)
        span = _SPAN.search(bare)
        start = span[1] if span else (metadata.cycle or "")[:4]
        if sorts and start and metadata.country:
            left = {word for word in _WORD.findall(without_countries(rest)) if not word.isdecimal()}
            return Report(metadata.kind, metadata.country, start, sorts, frozenset(left - passing))
    return None


def _final_of(draft: Document, finals: Sequence[tuple[Document, Report | None]]) -> str | None:
    for ending in data()["id_endings"]:
        base = draft.id.removesuffix(f"-{ending}")
        if base != draft.id and any(final.id == base and _may_replace(final, draft) for final, _ in finals):
            return base
    report = report_of(draft)
    if report is None:
        return None
    same = [final for final, other in finals if other == report]
    # Of a report in two languages, the one in the draft's own.
    same.sort(key=lambda final: (final.metadata.language != draft.metadata.language, final.id))
    return same[0].id if same else None


def _may_replace(final: Document, draft: Document) -> bool:
    """An id is easily given: the two must also be of one kind, which is known, and of one country."""
    one, other = final.metadata, draft.metadata
    return one.kind == other.kind != DOUBTFUL and one.country == other.country


def _sorts(plain: str) -> tuple[frozenset[str], str]:
    """The sorts of report that a title names, and what is left of it."""
    found = set()
    for sort, pattern in _sort_patterns():
        plain, times = pattern.subn(" ", plain)
        if times:
            found.add(sort)
    return frozenset(found), plain


def _head(document: Document) -> list[str]:
    """The short lines near the head of the text."""
    blocks = document.blocks[: data()["head_blocks"]]
    return [document.text[b.start : b.end] for b in blocks if b.end - b.start <= data()["short_line"]]


def _set_apart_in(title: str) -> bool:
    """Whether a title is marked "DRAFT Report", "Draft: report", "Report (draft)", "Report – draft"."""
    either = "|".join(data()["set_apart"])
    if re.search(rf"^\W*(?:{either})\s*[:–—-]|[(\[:–—-]\s*(?:{either})\s*[)\]]?\W*$", title, re.IGNORECASE):
        return True
    return not title.isupper() and re.search(rf"\b(?:{either.upper()})\b", title) is not None


@cache
def _sort_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((sort, any_phrase(phrases)) for sort, phrases in data()["sorts"].items())
