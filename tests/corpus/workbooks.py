"""Workbooks made for tests."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

BOLD = Font(bold=True)
HEADER = ["Hito", "Responsable", "Estado"]
SHEET = "xl/worksheets/sheet1.xml"


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*rows: list[Any], title: str = "Hoja1") -> Any:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def bold(sheet: Any, *rows: int) -> None:
    for row in rows:
        for cell in sheet[row]:
            cell.font = BOLD


def edited(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook with bytes of one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new)
            after.writestr(name, content)
    return out.getvalue()


def shared(data: bytes, words: bytes) -> bytes:
    """The workbook with `words` of its first sheet kept where Excel keeps them: in the table of shared strings."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    data = edited(data, "[Content_Types].xml", b"</Types>", override)
    data = edited(data, SHEET, b't="inlineStr"><is><t>%s</t></is>' % words, b't="s"><v>0</v>')
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        package.writestr("xl/sharedStrings.xml", b'<sst xmlns="%s"><si><t>%s</t></si></sst>' % (space, words))
    return out.getvalue()
