"""What a made page holds, before any producer sets it: the text given to the producer is the truth. Its sentences speak
of plans that do not exist, and are drawn by a seeded grammar (words.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, Literal

_MOST_HEADINGS = 40  # there are a few more
_SLOT = re.compile(r"\{(\w+)\}")


@cache
def vocabulary() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("evals.suites.pages") / "words.toml").read_text("utf-8"))


class Words:
    """Draws text in one language ("es" or "en"); the same seed draws the same."""

    def __init__(self, language: str, seed: str) -> None:
        self.language = language
        self.random = Random(seed)
        self._words = vocabulary()[language]
        self._headings: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        """An entry of the vocabulary as it stands."""
        return self._words[name]

    def draw(self, name: str) -> str:
        """One of the texts of that name, its slots filled; a capital first."""
        text = self.fill(self.random.choice(self._words[name]))
        first = next((at for at, char in enumerate(text) if char.isalpha()), 0)
        return text[:first] + text[first].upper() + text[first + 1 :]

    def heading(self) -> str:
        """One that the document does not have yet: what is repeated at the head of pages would be a running head."""
        drawn = self.draw("heading")
        while drawn in self._headings and len(self._headings) < _MOST_HEADINGS:
            drawn = self.draw("heading")
        self._headings.add(drawn)
        return drawn

    def fill(self, text: str) -> str:
        return _SLOT.sub(lambda match: self._slot(match[1]), text)

    def sentences(self, count: int) -> str:
        return " ".join(self.draw("sentences") for _ in range(count))

    def number(self, least: int = 12, most: int = 980) -> str:
        return str(self.random.randint(least, most))

    def _slot(self, name: str) -> str:
        if name == "number":
            return self.number()
        if name == "year":
            return str(self.random.randint(2011, 2029))
        if name not in self._words or not isinstance(self._words[name], list):
            return f"{{{name}}}"
        return str(self.random.choice(self._words[name]))


Look = Literal["plain", "raised", "struck", "hidden", "small-caps", "bold"]
Kind = Literal["title", "heading", "text", "item", "note", "box", "aside", "quote", "caption", "figure", "table"]


@dataclass(frozen=True, slots=True)
class Run:
    """Text set in one way. What is raised marks a note, what is struck or hidden is not part of the text."""

    text: str
    look: Look = "plain"

    @property
    def is_text(self) -> bool:
        return self.look not in ("raised", "struck", "hidden")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page; `marker` is drawn before it ("1.", "•"), `level` is the depth of a list item from 0.

    `rows` are the cells of a table, its header first.
    """

    kind: Kind
    runs: tuple[Run, ...] = ()
    marker: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """What has to be read of the block."""
        if self.rows:
            return " ".join(cell for row in self.rows for cell in row)
        return f"{self.marker} {''.join(run.text for run in self.runs if run.is_text)}".strip()


Page = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A document to be set. `head` and `foot` run over its pages, "{page}" and "{pages}" in them count; they are
    furniture, not text. `columns` of running text; `spaced`: titles are set wide; `placing`: what a producer that
    places everything itself draws at once.
    """

    name: str
    layout: str
    language: str
    pages: tuple[Page, ...]
    head: str = ""
    foot: str = ""
    columns: int = 1
    landscape: bool = False
    justified: bool = False
    spaced: bool = False
    placing: Literal["line", "word", "letter", "shuffled"] = "line"

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks())

    def blocks(self) -> Iterator[Block]:
        for page in self.pages:
            yield from page

    def secrets(self) -> list[str]:
        """Texts that no reader may give out: what is struck or hidden."""
        return [run.text for block in self.blocks() for run in block.runs if run.look in ("struck", "hidden")]

    def marked(self) -> list[tuple[str, str]]:
        """(figure, mark of a note right behind it)."""
        return [
            (run.text.split()[-1], mark.text)
            for block in self.blocks()
            for run, mark in zip(block.runs, block.runs[1:], strict=False)
            if mark.look == "raised" and run.is_text and run.text[-1:].isdigit()
        ]


def plain(kind: Kind, text: str, marker: str = "", level: int = 0) -> Block:
    return Block(kind, (Run(text),), marker, level)
