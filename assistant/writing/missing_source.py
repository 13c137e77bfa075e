"""Documents that would say it, that those of the collection cite, and that are not in it: data in cited.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import regex

from assistant.data import table
from assistant.question.question import Question
from assistant.question.sources_asked import annexes_in, source_pattern
from assistant.retrieval.candidate import Candidate
from corpus.ledger.plan_names import ordinals, plan_years
from corpus.model import Metadata
from corpus.text.normalize import fold
from index.search import Searcher

_PLACES = 40  # passages near the question that are read


@dataclass(frozen=True, slots=True)
class Cited:
    """`name` as a document writes it, `by` the documents that do; the nearest to the question first."""

    name: str
    by: tuple[Metadata, ...]


def cited_elsewhere(
    searcher: Searcher,
    question: Question,
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
    return _plan(question, places, documents) or _report(question, places, documents)


def _annex(
    searcher: Searcher, question: Question, places: Sequence[Candidate], documents: Sequence[Metadata]
) -> Cited | None:
    pattern, wanted = source_pattern("annex", "mention"), question.annexes
    if not wanted or any(annexes_in(metadata.title) & wanted for metadata in documents):
        return None

    def meant(match: regex.Match[str]) -> bool:
        return match.group("number") in wanted

    found = _mentions(pattern, places, meant)
    for document in {c.passage.document for c in places if c.metadata in (found.by if found else ())}:
        rows = searcher.content.passages_of_document(document)
        for passage in searcher.content.passages(rows).values():
            if any(pattern.match(fold(part).lstrip()) and annexes_in(part) & wanted for part in passage.section):
                return None  # the annex is a part of a document that is here
    return found


def _plan(question: Question, places: Sequence[Candidate], documents: Sequence[Metadata]) -> Cited | None:
    """The action plan that the question names by its number or years."""
    numbers, years = question.plan.numbers, question.plan.years
    if len(numbers) + len(years) != 1:
        return None
    for metadata in documents:
        if metadata.kind not in table("cited")["plan"]["kinds"] or _of_another_country(metadata, question):
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
        pattern = source_pattern("plan", "ordinal")
    return _mentions(pattern, places, lambda match: not numbers or ordinals(match.group()) == numbers)


def _report(question: Question, places: Sequence[Candidate], documents: Sequence[Metadata]) -> Cited | None:
    """A report of the kind that tells what the question asks for."""
    for name in question.reports:
        if any(_is(metadata, name, question) for metadata in documents):
            continue
        mention = source_pattern("report", name, "mention")
        found = _mentions(mention, [c for c in places if not _is(c.metadata, name, question)])
        if found:
            return found
    return None


def _is(metadata: Metadata, report: str, question: Question) -> bool:
    """Is the document such a report, of a country that is asked about?"""
    titled = source_pattern("report", report, "mention").search(fold(metadata.title)) is not None
    kinds = table("cited")["report"][report]["kinds"]
    return not _of_another_country(metadata, question) and (titled or metadata.kind in kinds)


def _of_another_country(metadata: Metadata, question: Question) -> bool:
    return bool(question.countries and metadata.country and metadata.country not in question.countries)


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
