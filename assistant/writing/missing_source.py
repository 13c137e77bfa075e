"""Documents that would say it, that those of the collection cite, and that are not in it: data in cited.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from assistant.data import table
from assistant.question.entities import Understanding
from assistant.retrieval.candidate import Candidate
from corpus.ledger.periods import ordinal_words, ordinals, plan_years
from corpus.model import Metadata
from corpus.terms import fold
from index.search import Searcher

_PLACES = 40  # passages near the question that are read


@dataclass(frozen=True, slots=True)
class Cited:
    """`name` as a document writes it, `by` the documents that do; the nearest to the question first."""

    name: str
    by: tuple[Metadata, ...]


def cited_elsewhere(
    searcher: Searcher,
    question: str,
    asked: Understanding,
    candidates: Sequence[Candidate],
    *,
    annexes_only: bool = False,
) -> Cited | None:
    """The first document that the question wants, that passages near it cite and the collection lacks. Of a plan or a
    report other documents may tell what is asked; `annexes_only` leaves those aside."""
    documents = list(searcher.documents().values())
    places = list({c.passage.n: c for c in candidates}.values())[:_PLACES]
    found = _annex(searcher, question, places, documents)
    if found or annexes_only:
        return found
    return _plan(question, asked, places, documents) or _report(question, asked, places, documents)


def _annex(
    searcher: Searcher, question: str, places: Sequence[Candidate], documents: Sequence[Metadata]
) -> Cited | None:
    pattern = _pattern("annex", "mention")
    wanted = {match.group("number") for match in pattern.finditer(fold(question))}
    if not wanted or any(_numbers(pattern, metadata.title) & wanted for metadata in documents):
        return None

    def meant(match: regex.Match[str]) -> bool:
        return match.group("number") in wanted

    found = _mentions(pattern, places, meant)
    for document in {c.passage.document for c in places if c.metadata in (found.by if found else ())}:
        rows = searcher.content.passages_of_document(document)
        for passage in searcher.content.passages(rows).values():
            if any(pattern.match(fold(part).lstrip()) and _numbers(pattern, part) & wanted for part in passage.section):
                return None  # the annex is a part of a document that is here
    return found


def _plan(
    question: str, asked: Understanding, places: Sequence[Candidate], documents: Sequence[Metadata]
) -> Cited | None:
    """The action plan that the question names by its number or years."""
    numbers = ordinals(question)
    years = {(first, last) for first, last, *_ in plan_years(question)}
    if len(numbers) + len(years) != 1:
        return None
    for metadata in documents:
        if metadata.kind not in table("cited")["plan"]["kinds"] or _of_another_country(metadata, asked):
            continue
        told = {(first, last) for first, last, *_ in plan_years(metadata.title)}
        first_years = {first for first, _ in told} | {int(y) for y in regex.findall(r"^\d{4}", metadata.cycle or "")}
        held = {first for first, _ in years} & first_years if years else ordinals(metadata.title) & numbers
        if held or not (first_years if years else ordinals(metadata.title)):
            return None  # it is here, or what is here may be it
    if years:
        first, last = next(iter(years))
        pattern = regex.compile(rf"(?:{table('cited')['plan']['names']})[^.;:\n\d]{{0,40}}{first}\s*[-–—/]\s*{last}")
    else:
        pattern = _pattern("plan", "ordinal")
    return _mentions(pattern, places, lambda match: not numbers or ordinals(match.group()) == numbers)


def _report(
    question: str, asked: Understanding, places: Sequence[Candidate], documents: Sequence[Metadata]
) -> Cited | None:
    """A report of the kind that tells what the question asks for."""
    folded = fold(question)
    for name, entry in table("cited")["report"].items():
        mention = _pattern("report", name, "mention")
        wanted = mention.search(folded) or regex.search(entry["ask"], folded)
        if not wanted or any(_is(metadata, entry, mention, asked) for metadata in documents):
            continue
        found = _mentions(mention, [c for c in places if not _is(c.metadata, entry, mention, asked)])
        if found:
            return found
    return None


def _is(metadata: Metadata, entry: Mapping[str, Any], mention: regex.Pattern[str], asked: Understanding) -> bool:
    """Is the document such a report, of a country that is asked about?"""
    titled = mention.search(fold(metadata.title)) is not None
    return not _of_another_country(metadata, asked) and (titled or metadata.kind in entry["kinds"])


def _of_another_country(metadata: Metadata, asked: Understanding) -> bool:
    return bool(asked.countries and metadata.country and metadata.country not in asked.countries)


def _mentions(
    pattern: regex.Pattern[str],
    places: Iterable[Candidate],
    meant: Callable[[regex.Match[str]], bool] = lambda match: True,
) -> Cited | None:
    name = ""
    by: dict[str, Metadata] = {}
    for candidate in places:
        text = candidate.passage.text
        for match in pattern.finditer(fold(text)):
            if meant(match):
                name = name or " ".join(text[match.start() : match.end()].split())
                by.setdefault(candidate.metadata.id, candidate.metadata)
    return Cited(name, tuple(by.values())) if name else None


def _numbers(pattern: regex.Pattern[str], text: str) -> set[str]:
    return {match.group("number") for match in pattern.finditer(fold(text))}


@cache
def _pattern(*path: str) -> regex.Pattern[str]:
    entry: Any = table("cited")
    for key in path:
        entry = entry[key]
    return regex.compile(entry.replace("{ordinal}", ordinal_words()))
