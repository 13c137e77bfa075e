"""Excel workbooks (.xlsx): each sheet a section, each row a table row, values as the sheet shows them."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from corpus.errors import FileDamaged
from corpus.readers.packages import check_package, comments_on_cells, embedded_files
from corpus.readers.sheets.cells import Notes, SheetCells
from corpus.structure.assemble import Body, assemble
from corpus.structure.outline import set_levels
from corpus.structure.pieces import Piece
from corpus.structure.tables.spreadsheet import sheet_pieces
from corpus.text.normalize import clean, squeeze

_DEFAULT_NAME = re.compile(
    r"(?:sheet|worksheet|hoja|hoja de c[aá]lculo|p[aá]gina|planilha|folha|feuil|feuille|tabelle|foglio|full)"
    r"[\s_]*\d*(?:\s*\(\d+\))?",
    re.I,
)
_NO_RESULT = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*</c>")  # a formula that no program has worked out yet
_SPANISH = re.compile(r"\b(?:de|la|el|los|las|del|que|y|para)\b", re.I)
_ENGLISH = re.compile(r"\b(?:the|of|and|to|for|in|is|by|with)\b", re.I)
_SAMPLE = 2000  # texts of a workbook that tell its language


def read(data: bytes, name: str) -> Body:
    """The visible rows of a workbook; what is hidden, struck or not worked out is named in the notes.

    Raises FileEncrypted, FileDamaged, FileTooLarge.
    """
    check_package(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that are left out anyway
            workbook = _workbook(data)
            notes: Notes = []
            pieces = _pieces(workbook, notes)
            notes += [*_unread_formulas(data), *comments_on_cells(data), *embedded_files(data)]
            title = squeeze(clean(workbook.properties.title or "")) or None
    except MemoryError:
        raise
    except Exception as error:  # openpyxl raises many kinds on broken packages
        raise FileDamaged(file=name, reason=f"{type(error).__name__}: {error}".strip(": ")) from error
    set_levels(pieces)
    return assemble(pieces, title=title, notes=notes)


def _workbook(data: bytes) -> Any:
    import openpyxl

    # Not read_only: only whole sheets know their merged cells and what is hidden.
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True, rich_text=True, keep_links=False)


def _pieces(workbook: Any, notes: Notes) -> list[Piece]:
    sheets = [SheetCells(sheet) for sheet in workbook.worksheets]
    language = _language(sheets)
    found: list[tuple[str, list[Piece]]] = []
    for cells in sheets:
        name = squeeze(clean(cells.sheet.title))
        if cells.sheet.sheet_state == "visible":
            found.append((name, sheet_pieces(cells.rows(language, notes))))
        elif cells.cells:
            notes.append(("hidden_sheet", name))
    counts = {
        "hidden_words": sum(cells.hidden for cells in sheets),
        "styles_unclear": sum(one.unclear for one in sheets),
    }
    notes += [(key, str(count)) for key, count in counts.items() if count]
    return list(_under_names([(name, pieces) for name, pieces in found if pieces]))


def _under_names(sheets: Sequence[tuple[str, list[Piece]]]) -> Iterator[Piece]:
    for name, found in sheets:
        # The name that the program gave the only sheet says nothing.
        if name and (len(sheets) > 1 or not _DEFAULT_NAME.fullmatch(name)):
            yield Piece("heading", name, markup=1, style="md:1", rank=1.0)
        yield from found


def _language(sheets: Sequence[SheetCells]) -> str:
    """ "es" or "en": in which language the spreadsheet program of whoever wrote this names months."""
    texts = (str(cell.value) for sheet in sheets for cell in sheet.cells if cell.data_type == "s")
    sample = "\n".join(islice(texts, _SAMPLE))
    return "en" if len(_ENGLISH.findall(sample)) > len(_SPANISH.findall(sample)) else "es"


def _unread_formulas(data: bytes) -> Notes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [entry for entry in package.namelist() if entry.startswith("xl/worksheets/sheet")]
        count = sum(len(_NO_RESULT.findall(package.read(part))) for part in parts)
    return [("formulas_without_result", str(count))] if count else []
