"""The questions and what a right answer tells (`questions.jsonl`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from corpus.ledger import Ledger
from corpus.text.normalize import fold

FILE = Path(__file__).parent / "questions.jsonl"
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
