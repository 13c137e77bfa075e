"""PDF files (pypdf): pages of lines become running text."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from corpus.errors import FileDamaged, FileEncrypted, FileTooComplex, NoText, OcrFoundNothing, OcrUnavailable, ReadError
from corpus.readers.pdf.flow import to_items
from corpus.readers.pdf.fonts import without_lies
from corpus.readers.pdf.furniture import without_furniture
from corpus.readers.pdf.lines import PageLine
from corpus.readers.pdf.ocr import recognise, usable
from corpus.readers.pdf.order import in_reading_order
from corpus.readers.pdf.outline import Outline, outline_of
from corpus.readers.pdf.pages import pages_of
from corpus.structure.assemble import Body, assemble
from corpus.structure.flow import flow
from corpus.structure.headings import mark_headings
from corpus.structure.hyphens import Hyphens
from corpus.structure.lists import BULLETS, DASHES
from corpus.structure.outline import set_levels
from corpus.structure.pieces import Line
from corpus.structure.wrapping import Wrapping
from corpus.text.normalize import clean, squeeze

_CUTS_WITH_ITS_OWN_SIGN = "Skia/PDF"  # Chrome and Google Docs: a word that they cut ends in U+2010


def read(data: bytes, name: str, ocr: str = "") -> Body:
    """What a PDF holds; raises FileEncrypted, FileDamaged, FileTooComplex, NoText, OcrFoundNothing, OcrUnavailable.

    `ocr` names the languages in which text is recognised on pages that have none ("spa+eng"); "" leaves them.
    """
    from pypdf.errors import LimitReachedError

    with _quiet():
        try:
            reader = _open(data, name)
            data = without_lies(reader, data)
            pages, notes = pages_of(reader, data)
            title = squeeze(clean(str((reader.metadata or {}).get("/Title") or ""))) or None
            made_by = str((reader.metadata or {}).get("/Producer") or "")
            outline = outline_of(reader)
            empty = [number for number, page in enumerate(pages, 1) if not page]
            recognised = recognise(data, empty, ocr) if ocr else {}
        except (ReadError, MemoryError):
            raise
        except LimitReachedError as error:
            raise FileTooComplex(file=name, megabytes="75", reason=str(error)) from error
        except RecursionError as error:
            raise FileDamaged(file=name, reason="objects that refer to each other") from error
        except Exception as error:  # pypdf lets bare errors of many kinds through on damaged files
            raise FileDamaged(file=name, reason=f"{type(error).__name__}: {error}".strip(": ")) from error
    pages = [recognised.get(number, page) for number, page in enumerate(pages, 1)]
    lacking = ocr if ocr and empty and not usable(ocr) else ""
    if not any(pages):
        if lacking:
            raise OcrUnavailable(file=name, languages=lacking)
        raise (OcrFoundNothing if ocr else NoText)(file=name, pages=len(pages))
    left = "page_ocr_found_nothing" if ocr and not lacking else "page_without_text"
    notes += [("page_read_by_ocr" if number in recognised else left, str(number)) for number in empty]
    if lacking:
        notes.append(("ocr_unavailable", lacking))
    return _body(pages, title, outline, name, notes, made_by)


def _body(
    pages: list[list[PageLine]],
    title: str | None,
    outline: Outline,
    name: str,
    notes: list[tuple[str, str]],
    made_by: str,
) -> Body:
    kept = [in_reading_order(page) for page in without_furniture(pages, outline)]
    words = "\n".join(words for page in kept for line in page for words in _words(line))
    hyphens = Hyphens(words, typed=_CUTS_WITH_ITS_OWN_SIGN in made_by)
    items = to_items(kept, outline, hyphens)
    lines = [item for item in items if isinstance(item, Line)]
    pieces = flow(items, Wrapping.of_pages(lines), hyphens=hyphens, loose=BULLETS + DASHES)
    if not pieces:
        raise NoText(file=name, pages=len(pages))
    mark_headings(pieces)
    set_levels(pieces)
    return assemble(pieces, pages=len(pages), title=title, notes=notes, page_labels=outline.printed())


def _words(line: PageLine) -> Iterator[str]:
    yield line.text
    if line.table is not None:
        yield from (inner.text for cell in line.table.cells for inner in cell.lines)


def _open(data: bytes, name: str) -> Any:
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    # Many files carry restrictions but open with an empty password, as every viewer does.
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise FileEncrypted(file=name)
    if not len(reader.pages):
        raise FileDamaged(file=name, reason="no pages")
    return reader


@contextmanager
def _quiet() -> Iterator[None]:
    """pypdf tells of every irregularity it mends; a person reading the result has no use for it."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)
