"""Which value of a default is best? Several of each are tried, and none is changed: how long a passage is, how much
each search counts, how many passages are read for an answer. `python -m evals.reader calibrate` fits the thresholds.

Chosen on the development half of the gold questions, reported on the rest. docs/decisions/evals.md says what followed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from assistant.assistant import PASSAGES, Assistant
from evals.cases import LANGUAGES
from evals.errors import NothingToAsk
from evals.libraries import Libraries, OpenLibrary
from evals.metrics.citations import Rows, is_exact
from evals.metrics.judge import WordingJudge
from evals.metrics.retrieval import Ranking, rank_scores
from evals.names import asked
from evals.suites import suite
from evals.suites.base import DEPTH, Marking
from evals.suites.figures import Figure, Skipped, Tell, Wanted, each
from evals.suites.homes import Homes, Remembering
from evals.suites.sweep import Measure, Outcome, Setting, Sweep, figures
from evals.systems.assistant import AssistantSystem
from index.building.build import build_index
from index.building.passages import TARGET
from index.encoding.embedder import open_embedder
from index.fusion import Weights
from index.generation import index_folder
from index.query import Query
from index.search import Hit, Searcher

INTRODUCTION = "# Defaults\n\nWhat `python -m evals.suites sweeps` measured last.\n\n"
SIZES = (600, 900, 1200, 1600, 2400)  # characters of a passage
NUMBERS = (4, 8, 12, 20)  # passages read for an answer
FACTORS = {"× 0": 0.0, "× ½": 0.5, "× 2": 2.0}  # of a weight
INSTEAD = (0.25, 0.5)  # tried for a weight that is 0
STANDS = "as they are"
FIRST_FIVE, MRR = Measure("recall@5", "gold place in the first five"), Measure("rr@20", "MRR")
FOUND = (FIRST_FIVE, Measure("complete@5", "all its parts there"), MRR)
ANSWERED = (
    Measure("right", "right answers"),
    Measure("found_and_said", "found and said"),
    Measure("wrong_refusal", "wrong refusals", least=True),
    Measure("answered_unanswerable", "unanswerables answered", least=True),
)


class Found(Protocol):
    """What is asked of a hit here."""

    @property
    def source(self) -> str: ...

    @property
    def text(self) -> str: ...


Search = Callable[[str, int], Sequence[Found]]  # a question and how many hits, best first
Sweeping = Callable[[Homes, list[OpenLibrary]], Sweep]


def here(homes: Homes, names: Iterable[str] = ()) -> list[OpenLibrary]:
    """The libraries of these names (or all that have gold) whose documents are here; of the others it is told that they
    are not. Errors: NothingToAsk where none is, and those of `Libraries.open`."""
    found = []
    for name in asked(names):
        try:
            found.append(homes.open(name))
        except Skipped as reason:
            homes.tell(f"left out: {reason}")
    if not found:
        raise NothingToAsk(suite="sweeps")
    return found


def measure(wanted: Wanted, tell: Tell) -> tuple[list[Figure], dict[str, str]]:
    libraries = Libraries(wanted.kept / "libraries", shared=wanted.shared, embedder=Remembering(open_embedder()))
    with closing(libraries), closing(Homes(libraries.folder, wanted.shared, tell, libraries)) as homes:
        found = here(homes)
        chosen = {name: sweep for name, sweep in PARTS.items() if name in (wanted.only or PARTS)}
        rows = each({name: partial(_figures, sweep, homes, found) for name, sweep in chosen.items()})
    return rows, {"libraries (question pairs)": ", ".join(f"{one.name} ({len(one.cases)})" for one in found)}


def _figures(sweep: Sweeping, homes: Homes, found: list[OpenLibrary]) -> list[Figure]:
    return list(figures(sweep(homes, found)))


def sweep_passage(homes: Homes, libraries: list[OpenLibrary], sizes: tuple[int, ...] = SIZES) -> Sweep:
    """Every library indexed anew in each size, and the places of its questions looked for."""
    settings = []
    for size in sizes:
        found: list[Outcome] = []
        passages = 0
        for library in libraries:
            homes.tell(f"passages of {size} characters, {library.name}")
            home = _home(homes, library, size)
            with closing(Searcher.open(home, embedder=homes.embedder, bridge=homes.bridge)) as searcher:
                passages += searcher.manifest.passages
                found += find_all(library, searcher.search)
        settings.append(Setting(f"{size}", tuple(found), passages))
    return Sweep("passage", f"{TARGET}", FOUND, tuple(settings))


def sweep_weights(homes: Homes, libraries: list[OpenLibrary], weightings: Mapping[str, Weights] | None = None) -> Sweep:
    """How much each search counts: one weight at a time left out, halved and doubled."""
    weightings = weightings or variants(Weights())
    found: dict[str, list[Outcome]] = {name: [] for name in weightings}
    for library in libraries:
        homes.tell(f"{len(weightings)} weightings, {library.name}")
        prepared: dict[str, Query] = {}
        for name, weights in weightings.items():
            found[name] += find_all(library, _search(library.assistant.searcher, weights, prepared))
    settings = tuple(Setting(name, tuple(outcomes)) for name, outcomes in found.items())
    return Sweep("weights", STANDS, (FIRST_FIVE, MRR), settings)


def sweep_k(homes: Homes, libraries: list[OpenLibrary], numbers: tuple[int, ...] = NUMBERS) -> Sweep:
    """How many of the best passages are read for an answer."""
    settings = []
    for number in numbers:
        found: list[Outcome] = []
        for library in libraries:
            homes.tell(f"answers from {number} passages, {library.name}")
            searcher, reader = library.assistant.searcher, homes.libraries.reader
            assistant = Assistant(library.folder, searcher, homes.bridge, reader=reader, passages=number)
            found += answer_all(library, assistant)
        settings.append(Setting(f"{number}", tuple(found)))
    return Sweep("k", f"{PASSAGES}", ANSWERED, tuple(settings))


PARTS: Mapping[str, Sweeping] = {"passage": sweep_passage, "weights": sweep_weights, "k": sweep_k}


def variants(weights: Weights) -> dict[str, Weights]:
    """The weights as they are and with each one changed alone, by what is changed."""
    found = {STANDS: weights}
    for field in fields(Weights):
        value = getattr(weights, field.name)
        changed = (
            {name: value * factor for name, factor in FACTORS.items()} if value else {f"= {v}": v for v in INSTEAD}
        )
        found |= {f"{field.name} {name}": replace(weights, **{field.name: new}) for name, new in changed.items()}
    return found


def answer_all(library: OpenLibrary, assistant: Assistant) -> list[Outcome]:
    """Every question in both languages, answered; marks as `evals.metrics.answers` names them."""
    answers, system = suite("answers"), AssistantSystem(assistant)
    rows = [answers.perform(system, library, task) for task in answers.tasks(library.cases, LANGUAGES)]
    documents = {document.id: document for document in library.documents}
    marking = Marking(partial(is_exact, documents=documents), WordingJudge(), Rows(library.documents).share)
    marks = answers.mark(rows, {case.id: case for case in library.cases}, marking)
    return [Outcome(f"{row.library}/{row.case}", row.language, row.split, marks[row.key]) for row in rows]


def find_all(library: OpenLibrary, search: Search) -> list[Outcome]:
    """Every question with a place, in both languages, searched; marks as `evals.metrics.retrieval` names them."""
    tasks = suite("retrieval").tasks(library.cases, LANGUAGES)
    rankings = {}
    for task in tasks:
        found = [task.case.parts_in([(hit.source, hit.text)]) for hit in search(task.question, DEPTH)]
        rankings[task.key] = Ranking(task.case.parts, tuple(found))
    marks = rank_scores(rankings)
    return [Outcome(f"{library.name}/{t.case.id}", t.language, t.case.split, marks[t.key]) for t in tasks]


def _search(searcher: Searcher, weights: Weights, prepared: dict[str, Query]) -> Search:
    """A search under these weights; `prepared` holds the questions that were made ready before."""

    def search(question: str, k: int) -> list[Hit]:
        if question not in prepared:
            prepared[question] = searcher.prepare(question)
        return searcher.rank(prepared[question], k, weights=weights)

    return search


def _home(homes: Homes, library: OpenLibrary, size: int) -> Path:
    """A home of that library cut to that size. Units are the same in every size: what was embedded for the library's
    own index is not done again."""
    home = library.folder.parent.parent / "sweeps" / f"{library.name}-{size}"
    own, known = (index_folder(folder) / "cache.sqlite" for folder in (library.folder, home))
    if own.exists() and not known.exists():
        known.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(own, known)
    documents, embedder, bridge = library.documents, homes.embedder, homes.bridge
    build_index(home, documents=documents, embedder=embedder, bridge=bridge, passage_size=size)
    return home
