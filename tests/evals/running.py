"""Stand-ins for what a run asks: libraries without an index, and systems that answer from a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from fakes import document

from assistant.answer import Answer, Citation, Statement
from evals.cases import Case, Gold, Language, Nugget
from evals.errors import LibraryAbsent
from evals.libraries import OpenLibrary
from evals.runs.runner import Runner
from evals.systems.base import Place

SAID = "It opened in May, as the government had promised to everyone in the plan of that year."
TEXT = "The register opened in May. It has twelve members."


def citation(quote: str, source: str = "plan.md", translation: str | None = None) -> Citation:
    start = max(TEXT.find(quote), 0)
    return Citation(
        1, "plan", source, "Plan", "action_plan", None, None, None, (), None, None, "promised", "en", quote,
        translation, start, start + len(quote),
    )  # fmt: skip


def answer(text: str, quote: str = TEXT, *, language: str = "en", status: Any = "answered") -> Answer:
    if status != "answered":
        return Answer("?", language, status, text)
    return Answer("?", language, status, text, (Statement(text, (1,), "promised"),), (citation(quote),))


def case(number: int, **changes: Any) -> Case:
    """A question whose answer is "May"; odd numbers are of the development half."""
    made = Case(
        id=f"made-{number}",
        kind="date",
        es=f"¿En qué mes abrió el registro número {number}?",
        en=f"In which month did register number {number} open?",
        expected="answered",
        gold=(Gold("plan.md", "opened in May"),),
        nuggets=(Nugget(True, ("May", "mayo")),),
        split="dev" if number % 2 else "test",
    )
    return replace(made, **changes)


UNANSWERABLE = case(
    90, kind="unanswerable", es="¿Cuánto costó?", en="What did it cost?", expected="not_found", gold=(), nuggets=()
)


class ListedSystem:
    """Answers each question by `reply`, and keeps what it was asked; `interrupt` is raised after so many answers."""

    def __init__(
        self,
        reply: Callable[[str], Answer] = lambda question: answer(SAID),
        *,
        name: str = "listed",
        at_once: int = 1,
        places: Sequence[Place] = (),
        fail: Mapping[str, Exception] | None = None,
        interrupt: tuple[int, BaseException] | None = None,
    ) -> None:
        self.name = name
        self.at_once = at_once
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self._reply = reply
        self._places = list(places)
        self._fail = dict(fail or {})
        self._interrupt = interrupt

    def answer(self, question: str, history: Sequence[Mapping[str, str]], language: Language) -> Answer:
        if self._interrupt and len(self.asked) >= self._interrupt[0]:
            raise self._interrupt[1]
        self.asked.append((question, tuple(message["content"] for message in history)))
        for part, error in self._fail.items():
            if part in question:
                raise error
        return replace(self._reply(question), question=question)

    def places(self, question: str, k: int) -> list[Place]:
        self.asked.append((question, ()))
        return self._places[:k]

    def describe(self) -> dict[str, str]:
        return {"version": "1"}

    def close(self) -> None:
        pass


class ListedLibraries:
    """Libraries of these cases over one made-up document; names in `absent` cannot be opened."""

    translates = True

    def __init__(
        self, cases: Iterable[Case], absent: Iterable[str] = (), *, embedder: str = "model-1", gold: str = "gold-1"
    ) -> None:
        self.embedder = SimpleNamespace(name=embedder, fingerprint=embedder)
        self._cases = tuple(cases)
        self._absent = set(absent)
        self._gold = gold

    def open(self, name: str) -> OpenLibrary:
        if name in self._absent:
            raise LibraryAbsent(library=name, missing="shared/documents")
        plan = document(("paragraph", TEXT), id="plan")
        plan = replace(plan, metadata=replace(plan.metadata, source="plan.md"))
        assistant: Any = SimpleNamespace(searcher=SimpleNamespace(close=lambda: None))
        embedder: Any = self.embedder
        return OpenLibrary(name, self._cases, (plan,), assistant, embedder, Path("nowhere"), self._gold, "index-1")


def runner_of(runs: Path, system: ListedSystem, libraries: ListedLibraries, told: list[str] | None = None) -> Runner:
    def progress(stage: str, done: int, total: int) -> None:
        if told is not None:
            told.append(f"{stage} {done}/{total}")

    made: Any = libraries
    return Runner(libraries=made, runs=runs, open_system=lambda name, library: system, progress=progress)
