"""What a made page holds, before any producer sets it: the text given to the producer is the truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

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
