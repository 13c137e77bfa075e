"""The files of the suite: every layout in every format it is set in, every shape of table as HTML, PDF, Word and Excel,
by the producers that are at hand."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from evals.suites.pages.as_html import browser, html_of, html_of_table, print_to_pdf
from evals.suites.pages.as_office import docx_of, pptx_of
from evals.suites.pages.as_placed import pdf_of
from evals.suites.pages.layouts import LAYOUTS, made
from evals.suites.pages.matter import Made
from evals.suites.pages.shapes import SHAPES, table
from evals.suites.pages.tables import Table

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


@dataclass(frozen=True, slots=True)
class TableFile:
    name: str
    data: bytes
    table: Table


def table_files(folder: Path) -> Iterator[TableFile]:
    """Each shape by each producer that is at hand, in one language, by turns."""
    makers: dict[str, tuple[str, Callable[[Table], bytes]]] = {
        "docx": ("docx", docx_of_table),
        "html": ("html", lambda one: html_of_table(one).encode()),
        "xlsx": ("xlsx", xlsx_of_table),
    }
    if browser():
        makers["chrome"] = ("pdf", lambda one: print_to_pdf(html_of_table(one), folder))
    if find_spec("reportlab"):
        from evals.suites.pages.as_drawn import pdf_of_table

        makers["drawn"] = ("pdf", pdf_of_table)
    for turn, (shape, producer) in enumerate((shape, producer) for shape in SHAPES for producer in sorted(makers)):
        ending, make = makers[producer]
        one = table(shape, producer, LANGUAGES[turn % 2])
        yield TableFile(f"{one.name}.{ending}", make(one), one)


def docx_of_table(one: Table) -> bytes:
    import docx
    from docx.enum.section import WD_ORIENT

    document = docx.Document()
    if one.turned:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading(one.title, 1)
    document.add_paragraph(one.before)
    drawn = document.add_table(len(one.rows), one.width, style="Table Grid" if one.ruled else None)
    for at, column, cell in one.placed():
        place = drawn.cell(at, column)
        if cell.across > 1 or cell.down > 1:
            place = place.merge(drawn.cell(at + cell.down - 1, column + cell.across - 1))
        run = place.paragraphs[0].add_run(cell.text)
        run.bold = cell.bold or None
        if cell.fill:
            _shade(place._tc, cell.fill)
    if one.key:
        _key_in_word(document, one)
    document.add_paragraph(one.after)
    return _saved(document.save)


def _key_in_word(document: Any, one: Table) -> None:
    key = document.add_table(len(one.key), 2)
    for row, (colour, name) in zip(key.rows, one.key, strict=True):
        _shade(row.cells[0]._tc, colour)
        row.cells[1].text = name


def _shade(cell: Any, colour: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    fill = colour.lstrip("#").upper()
    cell.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'))


def xlsx_of_table(one: Table) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill

    book = Workbook()
    sheet = book.active
    for at, column, cell in one.placed():
        place = sheet.cell(at + 1, column + 1)
        place.value = int(cell.text) if cell.text.isdigit() and at >= one.heads else cell.text or None
        place.font = Font(bold=cell.bold)
        if cell.fill:
            place.fill = PatternFill("solid", fgColor=cell.fill.lstrip("#").upper())
        if cell.across > 1 or cell.down > 1:
            end = {"end_row": at + cell.down, "end_column": column + cell.across}
            sheet.merge_cells(start_row=at + 1, start_column=column + 1, **end)
    for n, (colour, name) in enumerate(one.key, len(one.rows) + 3):
        sheet.cell(n, 1).fill = PatternFill("solid", fgColor=colour.lstrip("#").upper())
        sheet.cell(n, 2).value = name
    return _saved(book.save)


def _saved(save: Callable[[Any], object]) -> bytes:
    held = io.BytesIO()
    save(held)
    return held.getvalue()
