"""Fonts of which a file says that their codes stand for other letters than the ones they draw.

A font that does not come with the file is drawn by the names that its encoding gives to codes (PDF 32000-1, 9.6.6); the
table that says what to copy (ToUnicode) may say something else, and is then passed over.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

_ENCODINGS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman", "/StandardEncoding": "ascii"}
_SYMBOLS = ("symbol", "dingbats", "wingdings", "webdings")
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_FIGURES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DEEPEST = 4  # drawings in each other
_BLOCK = re.compile(rb"beginbf(char|range)(.{0,20000}?)endbf", re.S)
_PAIR = re.compile(rb"<([0-9a-fA-F]{2})>\s*<([0-9a-fA-F]{2,16})>")
_RANGE = re.compile(rb"<([0-9a-fA-F]{2})>\s*<([0-9a-fA-F]{2})>\s*(?:<([0-9a-fA-F]{2,4})>|\[([^\]]*)\])")
_HEX = re.compile(rb"<([0-9a-fA-F]{2,16})>")
_MOST = 2000  # fonts, counted on each page


def without_lies(reader: Any, data: bytes) -> bytes:
    """The file without tables of fonts that say other letters than are drawn; pypdf's reader, too, has none of them
    afterwards."""
    lying = []
    with suppress(Exception):  # damaged files are told of when they are read
        seen: set[int] = set()
        for page in reader.pages:
            for font in _fonts(page.get("/Resources"), _DEEPEST):
                if id(font) not in seen and len(seen) < _MOST:
                    seen.add(id(font))
                    if "/ToUnicode" in font and _lies(font):
                        lying.append(font)
    if not lying:
        return data
    from pypdf import PdfWriter

    for font in lying:
        del font["/ToUnicode"]
    written = io.BytesIO()
    PdfWriter(clone_from=reader).write(written)
    return written.getvalue()


def _fonts(resources: Any, depth: int) -> Iterator[Any]:
    resources = resources.get_object() if resources is not None else {}
    fonts = resources.get("/Font")
    for font in fonts.get_object().values() if fonts is not None else ():
        yield font.get_object()
    drawings = resources.get("/XObject") if depth else None
    for drawing in drawings.get_object().values() if drawings is not None else ():
        drawing = drawing.get_object()
        if drawing.get("/Subtype") == "/Form":
            yield from _fonts(drawing.get("/Resources"), depth - 1)


def _lies(font: Any) -> bool:
    described = font.get("/FontDescriptor")
    described = described.get_object() if described is not None else {}
    named = str(font.get("/BaseFont") or "").lower()
    if font.get("/Subtype") not in ("/Type1", "/TrueType", "/MMType1") or any(key in described for key in _FILES):
        return False
    if any(symbol in named for symbol in _SYMBOLS):
        return False
    if font.get("/Encoding") is None and font["/Subtype"] == "/TrueType":
        return False
    drawn = _drawn(font.get("/Encoding"))
    for code, told in _said(font["/ToUnicode"].get_object().get_data()):
        letter = drawn.get(code, "")
        if len(told) == 1 and told.isalnum() and letter.isalnum() and told.casefold() != letter.casefold():
            return True
    return False


def _said(table: bytes) -> Iterator[tuple[int, str]]:
    """The codes of one byte and what the table says of each."""
    for kind, block in _BLOCK.findall(table):
        if kind == b"char":
            yield from ((int(code, 16), _letters(told)) for code, told in _PAIR.findall(block))
            continue
        for first, last, told, listed in _RANGE.findall(block):
            codes = range(int(first, 16), int(last, 16) + 1)
            if listed:
                yield from zip(codes, map(_letters, _HEX.findall(listed)), strict=False)
            elif told:
                yield from ((code, _letters(b"%04x" % (int(told, 16) + code - codes[0]))) for code in codes)


def _letters(told: bytes) -> str:
    digits = told.decode("ascii")
    return bytes.fromhex(digits.zfill(4)).decode("utf-16-be", "replace") if len(digits) % 2 == 0 else ""


def _drawn(encoding: Any) -> dict[int, str]:
    """The letters and figures by their codes; {} where the encoding is one of the font's own."""
    encoding = encoding.get_object() if encoding is not None else "/StandardEncoding"
    given = encoding if isinstance(encoding, dict) else {}
    base = _ENCODINGS.get(str(given.get("/BaseEncoding", "/StandardEncoding") if given else encoding))
    if base is None:
        return {}
    found = {code: bytes([code]).decode(base, "replace") for code in range(32, 256)}
    code = 0
    for one in given.get("/Differences") or ():
        one = one.get_object()
        if isinstance(one, str):
            name = one.removeprefix("/")
            found[code] = str(_FIGURES.index(name)) if name in _FIGURES else name if len(name) == 1 else ""
            code += 1
        else:
            code = int(one)
    return {code: letter for code, letter in found.items() if letter.isalnum()}
