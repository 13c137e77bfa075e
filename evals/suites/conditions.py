"""Questions for the commitments of which a condition holds, over countries that nobody looked at when conditions were
read: does the answer tell those and no others, and is what cannot be weighed left unanswered?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.ledger_answer.opened import ledger_of
from assistant.reading.reader import Reader
from corpus.ledger import Ledger
from corpus.library.catalog import load_catalog
from corpus.library.library import Library
from corpus.text.normalize import fold
from evals.suites.figures import Figure, share
from evals.suites.homes import Homes
from index.building.build import build_index
from index.encoding.embedder import Embedder
from index.translation.apertium import Bridge

FILE = Path(__file__).parent / "data" / "conditions.jsonl"
FOLDERS = (Path(__file__).parents[1] / "reader" / "countries", Path(__file__).parents[1] / "fictional")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question over the documents of `library`. One of four is what a right answer does: tells these commitments of
    the `plan` by number (`right`), tells this one first (`first`), says one of these texts (`said`), or is not given as
    if it answered (`refused`)."""

    library: str
    plan: str
    language: str
    question: str
    right: frozenset[int] = frozenset()
    first: int | None = None
    said: tuple[str, ...] = ()
    refused: bool = False

    @property
    def folder(self) -> Path:
        """Where its documents and their catalog lie."""
        return next(folder / self.library for folder in FOLDERS if (folder / self.library).is_dir())

    def is_right(self, answer: Answer, ledger: Ledger) -> bool:
        """Whether the answer is what it must be."""
        if self.refused:
            return answer.status in ("partial", "not_found")
        if answer.status != "answered":
            return False
        if self.said:
            return any(one in answer.text for one in self.said)
        told = self.told(answer, ledger)
        return told[:1] == [self.first] if self.first else set(told) == self.right

    def told(self, answer: Answer, ledger: Ledger) -> list[int]:
        """Numbers of the commitments of the plan that the items of the answer begin with, by number or title."""
        titles = {
            fold(title): one.number
            for one in ledger.commitments.values()
            if one.cycle[:4] == self.plan[:4] and one.number
            for title in one.titles.values()
        }
        found = []
        for line in answer.text.splitlines():
            if not line.startswith("- "):
                continue
            item = fold(line[2:])
            number = item.partition(". ")[0]
            named = [n for title, n in titles.items() if item.startswith((title, f"{n}. {title}"))]
            found += named[:1] or ([int(number)] if number.isdigit() else [])
        return list(dict.fromkeys(found))


def load() -> list[Asked]:
    """All questions, in the order of the file."""
    rows: list[Mapping[str, Any]] = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return [
        Asked(**{**row, "right": frozenset(row.get("right", ())), "said": tuple(row.get("said", ()))}) for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Outcome:
    asked: Asked
    answer: Answer
    right: bool


def outcomes(folder: Path, embedder: Embedder, bridge: Bridge) -> Iterator[Outcome]:
    """The answers, library by library; homes are built in `folder`."""
    reader = Reader.load()
    by_library = sorted(load(), key=lambda one: one.library)
    for name, questions in groupby(by_library, key=lambda one: one.library):
        home = folder / f"conditions-{name}"
        batch = list(questions)
        catalog = load_catalog(batch[0].folder / "catalog.toml")
        Library(home).add(catalog.files(), catalog)
        build_index(home, embedder=embedder, bridge=bridge)
        assistant = Assistant.open(home, embedder=embedder, bridge=bridge, reader=reader)
        try:
            ledger = ledger_of(assistant.searcher)
            for asked in batch:
                answer = assistant.ask(asked.question, language=asked.language)
                yield Outcome(asked, answer, ledger is not None and asked.is_right(answer, ledger))
        finally:
            assistant.close()


PART = "conditions"
RIGHT = 0.8


def measure(homes: Homes) -> list[Figure]:
    """One figure for both languages, with each beside it; and how many wrong ones were given as if they answered."""
    homes.tell("asking for commitments by conditions")
    found = list(outcomes(homes.folder, homes.embedder, homes.bridge))
    wrong = [one for one in found if not one.right and one.answer.status == "answered"]
    by_language = " · ".join(
        f"{code} {_right([o for o in found if o.asked.language == code])}" for code in ("es", "en")
    )
    missed = tuple(one.asked.question for one in found if not one.right)
    return [
        Figure(PART, "right, of questions with a condition", share(len(found) - len(missed), len(found)), target=RIGHT,
               detail=by_language, missed=missed),
        Figure(PART, "wrong, and given as if they answered", share(len(wrong), len(found)), detail=f"{len(wrong)}"),
    ]  # fmt: skip


def _right(found: list[Outcome]) -> str:
    return f"{sum(one.right for one in found)} of {len(found)}"
