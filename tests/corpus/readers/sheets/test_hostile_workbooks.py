"""Workbooks that are broken, or made to do harm: each is refused by an error of ours, or read."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import docx
import pytest
from makers import check, zip_bytes
from workbooks import HEADER, SHEET, book_of, edited, saved, shared

from corpus.errors import (
    FileDamaged,
    FileEncrypted,
    FileOldOrLocked,
    FileTimeout,
    FileTooComplex,
    FileTooLarge,
    FileWrongType,
    ReadError,
)
from corpus.read import read_bytes, read_file
from corpus.readers.limits import Limits
from corpus.readers.sandbox import Sandbox

WHOLE = shared(saved(book_of(HEADER, ["1.1", "Autoridad", "Completo"], ["1.2", "Puerto", 0.5])), b"Autoridad")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MUTANTS = 300


def word() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


WRONG: dict[str, tuple[bytes, type[ReadError]]] = {
    "half": (WHOLE[: len(WHOLE) // 2], FileDamaged),
    "no workbook": (zip_bytes("xl/workbook.xml"), FileDamaged),
    "a binary workbook": (zip_bytes("xl/workbook.bin"), FileDamaged),
    "no XML": (edited(WHOLE, SHEET, b"<sheetData>", b"<sheetData"), FileDamaged),
    "a text that is not there": (edited(WHOLE, SHEET, b't="s"><v>0<', b't="s"><v>999<'), FileDamaged),
    "no number": (edited(WHOLE, SHEET, b"<v>0.5</v>", b"<v>x</v>"), FileDamaged),
    "too many digits": (edited(WHOLE, SHEET, b"<v>0.5</v>", b"<v>" + b"9" * 5000 + b"</v>"), FileDamaged),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), FileEncrypted),
    "an old workbook": (OLE + b"\0" * 64, FileOldOrLocked),
    "a letter": (word(), FileWrongType),
    "a page": (b"%PDF-1.4 something", FileWrongType),
    "words": (b"Just,some,words", FileWrongType),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_workbook_is_refused(case: str, tmp_path: Path) -> None:
    data, error = WRONG[case]
    path = tmp_path / "tablero.xlsx"
    path.write_bytes(data)
    with pytest.raises(error, match=r"tablero\.xlsx") as caught:
        read_file(path)
    assert type(caught.value) is error and "Traceback" not in str(caught.value)


LAUGHS = b"<!DOCTYPE x [<!ENTITY a0 'ja'>" + b"".join(
    b"<!ENTITY a%d '%s'>" % (number, b"&a%d;" % (number - 1) * 10) for number in range(1, 11)
)
PARTS = (SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "docProps/core.xml")


def with_entities(part: str, declared: bytes, entity: bytes) -> bytes:
    """A workbook with a document type in one part, and a use of its entity inside the root."""
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as package:
        content = package.read(part)
    head = re.match(rb"(?:<\?xml[^>]*\?>\s*)?", content)
    assert head
    root = re.search(rb"<[^?!>]*[^/]>", content[head.end() :])
    assert root
    at = head.end() + root.end()
    return edited(WHOLE, part, content, head[0] + declared + content[head.end() : at] + entity + content[at:])


@pytest.mark.parametrize("part", PARTS)
def test_entities_do_not_grow(part: str) -> None:
    with Sandbox(Limits(seconds=20, megabytes=800)) as sandbox:
        try:
            body = sandbox.read("xlsx", with_entities(part, LAUGHS + b"]>", b"&a10;"), "tablero.xlsx")
        except FileDamaged:
            return
    assert "jaja" not in body.text and len(body.text) < 1000


@pytest.mark.parametrize("part", PARTS)
def test_entities_read_no_other_file(part: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the-secret-words")
    declared = b"<!DOCTYPE x [<!ENTITY x SYSTEM '%s'>]>" % secret.as_uri().encode()
    try:
        document = read_bytes(with_entities(part, declared, b"&x;"), "tablero.xlsx")
    except ReadError as error:
        assert "the-secret-words" not in str(error)
    else:
        assert "the-secret-words" not in str(document.to_json())


def bomb(megabytes: int) -> bytes:
    """A workbook with a sheet of so many megabytes of cells."""
    row = b"<row><c><v>1</v></c><c><v>2</v></c></row>"
    rows = b"<sheetData>" + row * (megabytes * 1_000_000 // len(row))
    return edited(WHOLE, SHEET, b"<sheetData>", rows)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(FileTooLarge, match="500"):
        read_bytes(edited(WHOLE, SHEET, b"<sheetData>", b"<sheetData>" + b" " * 501_000_000), "tablero.xlsx")


HEAVY = {
    "many cells": bomb(60),
    "everything is one cell": edited(
        WHOLE, SHEET, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
}


@pytest.mark.parametrize("case", HEAVY)
def test_a_workbook_takes_no_more_than_its_share(case: str) -> None:
    with Sandbox(Limits(seconds=6, megabytes=350)) as sandbox:
        with pytest.raises((FileTooComplex, FileTimeout)):
            sandbox.read("xlsx", HEAVY[case], "tablero.xlsx")
        assert "Autoridad" in sandbox.read("xlsx", WHOLE, "tablero.xlsx").text


HARMLESS = [
    edited(WHOLE, "xl/_rels/workbook.xml.rels", b"sheet1.xml", b"sheet9.xml"),
    edited(WHOLE, "xl/_rels/workbook.xml.rels", b"/xl/worksheets/", b"/../../etc/"),
    edited(WHOLE, SHEET, b'r="A1"', b'r="A99999999999999999999"'),
    edited(WHOLE, SHEET, b"<v>0.5</v>", b"<v>1e999</v>"),
    edited(WHOLE, SHEET, b"<v>0.5</v>", b"<v>NaN</v>"),
    edited(WHOLE, SHEET, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="C3:B2"/></mergeCells>'),
    edited(WHOLE, SHEET, b"</sheetData>", b'</sheetData><autoFilter ref="A1:C1048576"/>'),
    edited(WHOLE, SHEET, b"<sheetData>", b'<cols><col min="1" max="16384" hidden="1"/></cols><sheetData>'),
    edited(WHOLE, SHEET, b"<sheetData>", b"<sheetData>" + b"<row><c>" * 3000 + b"</c></row>" * 3000),
]


@pytest.mark.parametrize("data", HARMLESS, ids=range(len(HARMLESS)))
def test_oddities_are_read_or_refused(data: bytes) -> None:
    try:
        check(read_bytes(data, "tablero.xlsx"))
    except ReadError:
        return


def test_damaged_workbooks_are_read_or_refused() -> None:
    """Bytes and numbers changed in the parts of a workbook, and in the package."""
    chance = random.Random(7)
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as package:
        contents = {name: package.read(name) for name in package.namelist()}
    with Sandbox(Limits(seconds=20, megabytes=800)) as sandbox:
        for number in range(MUTANTS):
            if number % 3:
                part = chance.choice(sorted(contents))
                data = edited(WHOLE, part, contents[part], mutant(contents[part], chance))
            else:
                data = mutant(WHOLE, chance)
            try:
                body = sandbox.read("xlsx", data, "tablero.xlsx")
            except ReadError as error:
                assert str(error).startswith("tablero.xlsx:")
                continue
            for block in body.blocks:
                assert body.text[block.start : block.end].strip()


def mutant(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed))
        kind = chance.randrange(4)
        if kind == 0:
            changed[at] = chance.randrange(256)
        elif kind == 1:
            del changed[at : at + chance.randint(1, 30)]
        elif kind == 2:
            changed[at:at] = changed[at : at + 40]
        else:
            figure = re.search(rb"\d+", bytes(changed[at:]))
            if figure:
                changed[at + figure.start() : at + figure.end()] = str(chance.choice([-1, 0, 7, 10**9])).encode()
        if not changed:
            return b"x"
    return bytes(changed)
