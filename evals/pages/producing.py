"""The files of the suite: every layout in every format it is set in, by the producers that are at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from evals.pages.as_html import html_of
from evals.pages.as_placed import pdf_of
from evals.pages.as_print import browser, print_to_pdf
from evals.pages.as_slides import pptx_of
from evals.pages.as_word import docx_of
from evals.pages.layouts import LAYOUTS, made
from evals.pages.matter import Made

LANGUAGES = ("es", "en")


@dataclass(frozen=True, slots=True)
class File:
    """A file as a producer wrote it, and what it was given. `producer` is a key of PAGES in `layouts`."""

    name: str
    producer: str
    data: bytes
    made: Made


def producers(folder: Path) -> dict[str, tuple[str, Callable[[Made], bytes]]]:
    """(ending of its files, how it makes one) of each producer at hand."""
    found: dict[str, tuple[str, Callable[[Made], bytes]]] = {
        "docx": ("docx", docx_of),
        "html": ("html", lambda one: html_of(one).encode()),
        "pptx": ("pptx", pptx_of),
    }
    if browser():
        found["chrome"] = ("pdf", lambda one: print_to_pdf(html_of(one), folder))
    if find_spec("reportlab"):
        found["placed"] = ("pdf", pdf_of)
    return found


def missing_producers() -> list[str]:
    """What would make files of the suite and is not on this machine."""
    return [name for name, here in (("browser", browser()), ("reportlab", find_spec("reportlab"))) if not here]


def page_files(folder: Path) -> Iterator[File]:
    """Each layout and format in one language, by turns; `folder` is for the browser's own files."""
    turn = 0
    at_hand = producers(folder)
    for name, layout in LAYOUTS.items():
        for producer in layout.formats.split():
            turn += 1
            if producer in at_hand:
                ending, make = at_hand[producer]
                one = made(name, producer, LANGUAGES[turn % 2])
                yield File(f"{one.name}.{ending}", producer, make(one), one)
