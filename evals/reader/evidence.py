"""What the assistant gathers for the development questions, with where their answers stand; and the documents that
training never saw, each a library by itself with the questions that were written over it.

What is fitted on them holds for documents nobody looked at: the gold questions are few, and their near misses fewer.
Each stands alone, since another document of its country may answer what this one does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.assistant import Assistant
from assistant.ledger_answer.ledger_reader import LedgerReader
from assistant.question.parse import parse_alone
from assistant.question.question import Question
from assistant.reading.reader import BlockReader
from assistant.retrieval.candidate import Candidate
from assistant.retrieval.one_commitment import of_one_commitment
from assistant.retrieval.retrieve import gather
from corpus.library.catalog import load_catalog
from corpus.library.library import Library
from evals.cases import LANGUAGES, Case, Expected, Gold
from evals.fingerprints import of_code, of_file
from evals.libraries import Libraries, OpenLibrary
from evals.reader.mixture import is_held_out, names
from evals.reader.written import HERE, Row, rows
from index.building.build import build_index
from index.search import Searcher


@dataclass(frozen=True, slots=True)
class Evidence:
    """One question's candidates, best first by the present weights; `right` says of each whether it is a gold place."""

    library: str
    case: Case
    language: str
    question: Question
    candidates: list[Candidate]
    right: list[bool]

    @property
    def answerable(self) -> bool:
        return self.case.expected == "answered"


def evidence_of(
    library: OpenLibrary, reader: BlockReader | None, passages: int, split: str = "dev"
) -> Iterator[Evidence]:
    """The evidence of each question of that half that stands alone and that passages have to answer: not the ledger."""
    searcher: Searcher = library.assistant.searcher
    ledger = LedgerReader()
    topics = ledger.topics(searcher)
    for case in library.cases:
        if case.split != split or case.before:
            continue
        for language in LANGUAGES:
            question = parse_alone(searcher, case.question(language), language)
            if ledger.answer(searcher, question.rows, language, question.initials) is not None:
                continue
            found = gather(searcher, reader, question, passages, topics)
            found, _ = of_one_commitment(found, question)
            right = [_is_gold(case, candidate) for candidate in found]
            yield Evidence(library.name, case, language, question, found, right)


def weighed(one: Evidence, weights: Mapping[str, float]) -> Evidence:
    """The same candidates, scored by these weights and best first."""
    scored = [
        (replace(c, score=sum(weights.get(name, 0.0) * value for name, value in c.signs.items())), right)
        for c, right in zip(one.candidates, one.right, strict=True)
    ]
    scored.sort(key=lambda pair: (-pair[0].score, pair[0].unit.n))
    return replace(one, candidates=[c for c, _ in scored], right=[right for _, right in scored])


def _is_gold(case: Case, candidate: Candidate) -> bool:
    return any(gold.anchor and gold.is_in(candidate.metadata.source, candidate.unit.text) for gold in case.gold)


def held_out(libraries: Libraries, shared: Path, share: float) -> Iterator[OpenLibrary]:
    """Built under the folder of `libraries`, `share` as in the recipe; real documents where `shared` has them.
    Errors: RowWrong, and those of reading and of building an index."""
    for name in names():
        by_document: dict[str, list[Row]] = {}
        for row in rows(HERE / "questions" / f"{name}.jsonl"):
            if is_held_out(f"{name} {row.document}", share):
                by_document.setdefault(row.document, []).append(row)
        for file, about in by_document.items():
            made = HERE / "countries" / name / file
            path = made if made.exists() else shared / "corpus" / "training" / file
            if path.exists():
                home = _built(libraries, path, made.parent / "catalog.toml" if path == made else None)
                yield _opened(libraries, home, [_case(row) for row in about])


def _built(libraries: Libraries, path: Path, catalog: Path | None) -> Path:
    """The home of the document's library, built where the document or the code has changed."""
    home = libraries.folder / "held" / f"{path.parent.name}-{path.name}"
    stamp, now = home / "stamp.txt", f"{of_file(path)} {of_code('corpus', 'index')} {libraries.embedder.fingerprint}"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != now:
        for outcome in Library(home).add([path], load_catalog(catalog) if catalog else None):
            if outcome.error is not None:
                raise outcome.error
        build_index(home, embedder=libraries.embedder, bridge=libraries.bridge)
        stamp.write_text(now, encoding="utf-8")
    return home


def _opened(libraries: Libraries, home: Path, cases: list[Case]) -> OpenLibrary:
    assistant = Assistant.open(home, embedder=libraries.embedder, bridge=libraries.bridge, reader=libraries.reader)
    documents = tuple(Library(home).documents())
    return OpenLibrary(home.name, tuple(cases), documents, assistant, libraries.embedder, home, "", "")


def _case(row: Row) -> Case:
    """The row as a gold question; any of its runs will do."""
    runs = (row.anchor, *row.also) if row.answerable else ()
    gold = tuple(Gold(row.document, anchor) for anchor in runs)
    expected: Expected = "answered" if row.answerable else "not_found"
    return Case(row.id, row.kind, row.questions["es"], row.questions["en"], expected, gold, (), "dev")
