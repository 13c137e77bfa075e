"""Examples from the questions written for this, over real documents (by reference) and documents of made-up countries.

A row of `questions/*.jsonl` names a document, a run of it (the anchor) and a question in each language. The block is
read from the document as the index cuts it, so that training sees what the product sees.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.reading.blocks import Block, block_of
from corpus.model import Document
from corpus.read import read_file
from evals.errors import RowWrong
from evals.reader.examples import Example
from index.building.passages import Passage, passages_of

HERE = Path(__file__).parent
LANGUAGES = ("es", "en")
NEAR = 6  # of the passages of the same document most like a question: the nearest one that does not answer it is read
WRONG = 1  # as wrong, and as many more of them

Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was written; `also` are other runs of the document that answer as well."""

    id: str
    document: str
    anchor: str
    answerable: bool
    kind: str
    questions: Mapping[str, str]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    block: int
    header: str
    text: str


class Source:
    """A document cut into passages, as the reader is shown them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.passages: list[Passage] = list(passages_of(document))

    @cached_property
    def blocks(self) -> list[Block]:
        return [self._block(passage) for passage in self.passages]

    def runs(self, anchor: str) -> list[tuple[int, tuple[int, int, int]]]:
        """Where a run stands: (passage, (part, start, end)); a run that goes on in the next part is cut there."""
        pattern = re.compile(r"\s+".join(re.escape(word) for word in anchor.split()))
        found = []
        for match in pattern.finditer(self.document.text):
            for number, passage in enumerate(self.passages):
                for part, unit in enumerate(passage.units):
                    if unit.start <= match.start() < unit.end:
                        run = (part, match.start() - unit.start, min(match.end(), unit.end) - unit.start)
                        found.append((number, run))
        return found

    def _block(self, passage: Passage) -> Block:
        text = self.document.text
        units = [_Unit(unit.block, unit.header, text[unit.start : unit.end]) for unit in passage.units]
        return block_of(self.document.metadata.title, passage.section, units)


def rows(path: Path) -> Iterator[Row]:
    """The rows of a file. Errors: RowWrong, with file and line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            told: dict[str, Any] = json.loads(line)
            yield Row(
                told["id"],
                told["document"],
                told["anchor"],
                told["answerable"],
                told["kind"],
                {code: told[code] for code in LANGUAGES},
                tuple(told.get("also", ())),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise RowWrong(file=path.name, line=number, reason=repr(error)) from error


def sources(name: str, shared: Path) -> dict[str, Source]:
    """The documents that the rows of `questions/<name>.jsonl` are about, by file name. Errors: RowWrong, ReadError."""
    wanted = {row.document for row in rows(HERE / "questions" / f"{name}.jsonl")}
    folder = HERE / "countries" / name
    if not folder.is_dir():
        return {file: Source(read_file(shared / "corpus" / "training" / file)) for file in sorted(wanted)}
    listed = tomllib.loads((folder / "catalog.toml").read_text(encoding="utf-8"))["document"]
    return {
        entry["file"]: Source(read_file(folder / entry["file"], _metadata(entry)))
        for entry in listed
        if entry["file"] in wanted
    }


def _metadata(entry: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in entry.items() if key != "file"}


def written(name: str, documents: Mapping[str, Source], encode: Encode, seed: int = 1) -> Iterator[Example]:
    """The examples of `questions/<name>.jsonl`: each question over the passage that answers (or comes nearest), and
    over passages of the same document that do not. `encode` gives unit vectors. Errors: RowWrong."""
    by_document: dict[str, list[Row]] = defaultdict(list)
    for row in rows(HERE / "questions" / f"{name}.jsonl"):
        by_document[row.document].append(row)
    for file, about in by_document.items():
        if file not in documents:
            raise RowWrong(file=f"{name}.jsonl", line=about[0].id, reason=f"no document {file}")
        yield from _of_document(documents[file], about, name, encode, random.Random(f"{seed} {file}"))


def _of_document(
    source: Source, about: Sequence[Row], name: str, encode: Encode, chance: random.Random
) -> Iterator[Example]:
    texts = [" ".join((block.head, *(part.text for part in block.parts))) for block in source.blocks]
    vectors = encode([f"passage: {text}" for text in texts])
    for row in about:
        places = [place for run in (row.anchor, *row.also) for place in source.runs(run)]
        if not places:
            continue  # told by `check`, which every test run calls
        right = {number for number, _ in places}
        for language in LANGUAGES:
            question = row.questions[language]
            group = f"{name} {row.document}"
            kind = f"{name} {language}"
            asked = encode([f"query: {question}"])[0]
            for number in sorted(right) if row.answerable else [places[0][0]]:
                answers = tuple(run for at, run in places if at == number) if row.answerable else ()
                yield Example(question, source.blocks[number], answers, group, kind)
            if not row.answerable:
                continue  # the nearest passage is wrong enough
            order = [int(n) for n in np.argsort(-(vectors @ asked)) if int(n) not in right]
            near = order[1:NEAR]
            for number in [*order[:1], *chance.sample(near, min(WRONG, len(near)))]:
                yield Example(question, source.blocks[number], (), group, f"{kind} wrong")
