"""Every question asked of the assistant over the documents of its country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.ledger_answer.opened import ledger_of
from assistant.reading.reader import Reader
from corpus.library.catalog import load_catalog
from corpus.library.library import Library
from evals.conditions.asked import Asked, load
from index.bridge import Bridge
from index.build import build_index
from index.embed import Embedder


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
