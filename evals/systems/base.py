"""What a system must do to be evaluated, and an answer made of nothing but passages, for systems that only search."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer, Citation, Statement
from assistant.writing.render import escape
from corpus.kinds import kind
from corpus.model import Document, Metadata
from evals.cases import Language
from index.search import Hit, Searcher


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that a system found: its document's file name and its text."""

    source: str
    text: str


class System(Protocol):
    """One system over one library. Asked from one thread unless `at_once` is more than 1."""

    @property
    def name(self) -> str: ...

    @property
    def at_once(self) -> int:
        """How many questions may be under way at the same time."""
        ...

    def answer(self, question: str, history: Sequence[Mapping[str, str]], language: Language) -> Answer:
        """`history` holds the conversation so far as {"role", "content"} messages.

        Errors: SystemFailed, when no answer could be had at all.
        """
        ...

    def places(self, question: str, k: int) -> list[Place]:
        """The `k` places that fit best, best first."""
        ...

    def describe(self) -> Mapping[str, str]:
        """What makes it that system: models, index, code. Two runs of equal descriptions give equal scores."""
        ...

    def close(self) -> None: ...


SHOWN = 4  # passages in an answer, as many as the usual tutorial retrieves


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a document's canonical text: `text == document.text[start:end]`."""

    metadata: Metadata
    text: str
    start: int
    end: int
    language: str
    voice: str
    section: tuple[str, ...] = ()
    page: int | None = None
    commitment: str | None = None
    origin: str | None = None


def run_of_hit(hit: Hit) -> Run:
    """The whole passage, with all that the index knows of it."""
    stored = hit.stored
    return Run(
        metadata=hit.metadata,
        text=hit.text,
        start=stored.start,
        end=stored.end,
        language=hit.language,
        voice=stored.voice or kind(hit.metadata.kind).voice,
        section=hit.section,
        page=hit.page,
        commitment=stored.commitment,
        origin=stored.origin,
    )


def run_of_text(document: Document, text: str, near: int = 0) -> Run | None:
    """Where `text` stands in a document, None where it does not.

    Looked for at `near` first, then anywhere, then with white space of any other width; the run is the document's own
    in every case. Headings are not known to whoever cuts by length, so the run has no section.
    """
    span = _span(document.text, text, near)
    if span is None:
        return None
    return Run(
        metadata=document.metadata,
        text=document.text[span[0] : span[1]],
        start=span[0],
        end=span[1],
        language=document.metadata.language,
        voice=kind(document.metadata.kind).voice,
        page=document.page_at(span[0]),
    )


def passages_as_answer(question: str, language: str, runs: Sequence[Run]) -> Answer:
    """The passages themselves, best first, each of them one statement with one citation that quotes all of it.

    The status is "answered" whatever was asked: a search always has a nearest passage, and nothing here weighs whether
    it answers. Only where nothing at all was found (no word of the question stands in any passage) is it "not_found".
    The text is in the documents' languages: nobody translates it.
    """
    statements = tuple(Statement(_one_line(run.text), (n,), run.voice) for n, run in enumerate(runs, start=1))
    return Answer(
        question=question,
        language=language,
        status="answered" if runs else "not_found",
        text="\n\n".join(f"{escape(statement.text)} [{statement.citations[0]}]" for statement in statements),
        statements=statements,
        citations=tuple(citation_of(run, n) for n, run in enumerate(runs, start=1)),
        composer="passages",
    )


def citation_of(run: Run, number: int) -> Citation:
    return Citation.of(
        run.metadata,
        number=number,
        section=run.section,
        page=run.page,
        commitment=run.commitment or run.metadata.commitment,
        voice=run.voice,
        language=run.language,
        quote=run.text,
        translation=None,
        start=run.start,
        end=run.end,
        origin=run.origin,
    )


def fingerprint_of(searcher: Searcher) -> str:
    """Changes with any passage. (The index's own fingerprint is of its home's library, which may be another where
    it was built of documents that were handed to it.)"""
    ids = "\n".join(identifier for _, _, identifier in searcher.content.spans())  # each holds a hash of its text
    return hashlib.sha256(ids.encode()).hexdigest()


def _span(whole: str, text: str, near: int) -> tuple[int, int] | None:
    if not text.strip():
        return None
    if near >= 0 and whole.startswith(text, near):
        return near, near + len(text)
    start = whole.find(text)
    if start >= 0:
        return start, start + len(text)
    match = re.search(r"\s+".join(map(re.escape, text.split())), whole)
    return match.span() if match else None


def _one_line(text: str) -> str:
    return " ".join(text.split())
