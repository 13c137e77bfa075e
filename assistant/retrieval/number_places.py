"""Where the number of a commitment stands that no passage is about: before it is said that no document describes it,
the ledger, the rows, the lists and the text are looked through."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.ledger_answer.opened import ledger_of
from assistant.question.plans import other_plans
from assistant.question.question import Question
from corpus.commitments.commitment_numbers import numbers_named
from corpus.ledger import Locator
from corpus.model import Metadata
from index.search import Searcher

_MOST = 2  # places that are quoted
_LONG = 300  # characters of a line
_WHOLE = 1 << 30  # characters: more than any document has
_NO_PLAN = frozenset({"guide", "methodology"})  # what these number are steps of their own


def places_of(searcher: Searcher, question: Question) -> list[Locator]:
    """Lines in which a commitment that is asked for by number is named or listed, the surest first;
    none of documents about another country or plan than those that are named."""
    found: list[tuple[int, Locator]] = []
    others = other_plans(question.plan, searcher.documents().values())
    for n, metadata in searcher.documents().items():
        elsewhere = question.countries and metadata.country and metadata.country not in question.countries
        if elsewhere or metadata.id in others:
            continue
        for reference in question.references:
            if reference.number is not None:
                found += _in_document(searcher, n, metadata, reference.number)
    found.sort(key=lambda one: one[0])
    return [at for _, at in found[:_MOST]]


def _in_document(searcher: Searcher, n: int, metadata: Metadata, number: int) -> Iterator[tuple[int, Locator]]:
    """The best place of one document, with a rank."""
    text = searcher.content.run(n, 0, _WHOLE)
    spans = [(0, at.start, at.end) for at in _in_ledger(searcher, metadata.id, number)]
    # a heading "Commitments" and the number of the item below it are two lines
    named = (one for one in numbers_named(text) if one.number == number)
    spans += [(1, one.start, one.end) for one in named if "\n" not in text[one.start : one.end]]
    if metadata.kind not in _NO_PLAN:
        listed = regex.compile(rf"^\W{{0,3}}(?P<number>0?{number})(?:\s*[.:)–—-]+\s+|\t)\p{{L}}", regex.MULTILINE)
        spans += [(2, match.start("number"), match.end("number")) for match in listed.finditer(text)]
    for rank, start, end in sorted(spans)[:1]:
        left, right = _line(text, start, end)
        section = _section(searcher, n, left)
        place = searcher.content.pages(n).place(left, right)
        yield rank, Locator(metadata.id, metadata.source, left, right, section, language=metadata.language, **place)


def _in_ledger(searcher: Searcher, document: str, number: int) -> Iterator[Locator]:
    ledger = ledger_of(searcher)
    for commitment in ledger.commitments.values() if ledger else ():
        if commitment.number == number:
            yield from (at for at in commitment.named if at.document == document and at.end > at.start)


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """The line around a run, or of a long one the part around it."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    right = len(text) if right < 0 else right
    if right - left > _LONG:
        stop = text.rfind(". ", left, start)
        left = stop + 2 if stop >= 0 else left
        stop = text.find(". ", end, right)
        right = min(stop + 1 if stop >= 0 else right, left + _LONG)
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    return left, right


def _section(searcher: Searcher, n: int, at: int) -> tuple[str, ...]:
    for passage in searcher.content.passages(searcher.content.passages_of_document(n)).values():
        if passage.start <= at < passage.end:
            return passage.section
    return ()
