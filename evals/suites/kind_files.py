"""The forty written documents (`kinds_written.toml`) as files of their formats."""

from __future__ import annotations

import html
import io
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "kinds_written.toml"
_LINE = 78  # characters of a line on a page
_SIZES = {0: 11.0, 1: 18.0, 2: 14.0}


@dataclass(frozen=True, slots=True)
class Written:
    """One document and what its head says of it; None for what nothing says. `open`: its kind must be in doubt."""

    name: str
    format: str
    kind: str
    text: str
    country: str | None = None
    cycle: str | None = None
    date: str | None = None
    open: bool = False

    @property
    def source(self) -> str:
        return f"{self.name}.{self.format}"

    def content(self) -> bytes:
        """The bytes of the file, made by the libraries people make such files with."""
        return _MAKERS[self.format](self.blocks())

    def blocks(self) -> list[tuple[int, str]]:
        """(level of a heading or 0, text) of each block; rows of a table keep their bars."""
        found = []
        for part in self.text.strip().split("\n\n"):
            for line in part.split("\n") if part.startswith("|") else [part]:
                marks = len(line) - len(line.lstrip("#"))
                found.append((marks, line[marks:].strip()))
        return found


def load() -> list[Written]:
    """All forty."""
    return [Written(**entry) for entry in tomllib.loads(FILE.read_text(encoding="utf-8"))["document"]]


Blocks = list[tuple[int, str]]


def _markdown(blocks: Blocks) -> bytes:
    return "\n\n".join(f"{'#' * level} {text}" if level else text for level, text in blocks).encode()


def _plain(blocks: Blocks) -> bytes:
    return "\n\n".join(text for _, text in blocks).encode()


def _html(blocks: Blocks) -> bytes:
    body = "".join(
        f"<h{level}>{html.escape(t)}</h{level}>" if level else f"<p>{html.escape(t)}</p>" for level, t in blocks
    )
    return f"<!doctype html><html><head><meta charset='utf-8'></head><body><main>{body}</main></body></html>".encode()


def _word(blocks: Blocks) -> bytes:
    import docx

    document = docx.Document()
    for level, text in blocks:
        document.add_heading(text, level) if level else document.add_paragraph(text)
    return _saved(document)


def _slides(blocks: Blocks) -> bytes:
    import pptx

    deck = pptx.Presentation()
    slide: Any = None
    for level, text in blocks:
        if level or slide is None:
            slide = deck.slides.add_slide(deck.slide_layouts[1])
            slide.shapes.title.text = text
        else:
            slide.placeholders[1].text = text
    return _saved(deck)


def _workbook(blocks: Blocks) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for _, text in blocks:
        book.active.append([cell.strip() for cell in text.strip("|").split("|")])
    return _saved(book)


def _pdf(blocks: Blocks) -> bytes:
    """Pages set by matplotlib, in letters that a reader can map to characters."""
    import textwrap

    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    with rc_context({"pdf.fonttype": 42, "font.family": "DejaVu Sans"}):
        page = Figure(figsize=(8.27, 11.69))
        at = 0.93
        for level, text in blocks:
            size = _SIZES.get(level, 11.0)
            for line in textwrap.wrap(text, int(_LINE * 11 / size)):
                page.text(0.1, at, line, size=size, weight="bold" if level else "normal")
                at -= size * 1.5 / 842
            at -= 0.015
        out = io.BytesIO()
        FigureCanvasPdf(page).print_pdf(out)
    return out.getvalue()


def _saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


_MAKERS = {
    "md": _markdown,
    "txt": _plain,
    "html": _html,
    "docx": _word,
    "pptx": _slides,
    "xlsx": _workbook,
    "pdf": _pdf,
}
