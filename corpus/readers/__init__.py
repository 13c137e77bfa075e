"""One reader for each format: bytes in, a Body out (text, blocks, pages)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus.structure.assemble import Body

Read = Callable[..., Body]
"""(content of the file, its name for errors) → Body; pdf also takes `ocr`; raises ReadError."""

SUFFIXES: dict[str, str] = {
    ".txt": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".pptx": "pptx",
    ".csv": "csv",
    ".tsv": "csv",
}
"""File endings and the reader of each."""

_MODULES = {
    "text": "text",
    "html": "html.document",
    "pdf": "pdf.document",
    "docx": "word.document",
    "xlsx": "sheets.workbook",
    "pptx": "slides.presentation",
    "csv": "sheets.csv",
}


def reader_for(name: str) -> Read:
    """The reader of that name; its libraries are loaded now, not when this package is."""
    from importlib import import_module

    read: Read = import_module(f"{__name__}.{_MODULES[name]}").read
    return read


def suffix_of(path: Path) -> str:
    return path.suffix.casefold()
