"""From bytes to clean text."""

from __future__ import annotations

import codecs

from corpus.errors import FileWrongType
from corpus.text.normalize import clean

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
PAGE_BREAK = "\f"
_BINARY_SHARE = 0.02


def decode(data: bytes, name: str) -> str:
    """Clean text: by its byte order mark, else UTF-8, else Windows-1252; raises FileWrongType for binary
    content.

    Form feeds stay: they part pages.
    """
    return PAGE_BREAK.join(clean(page) for page in decode_raw(data, name).split(PAGE_BREAK))


def decode_raw(data: bytes, name: str) -> str:
    """As `decode`, with the characters as they are."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if is_binary(data):
        raise FileWrongType(file=name, expected="text", found="binary data")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Five byte values mean nothing in Windows-1252; they are dropped rather than shown as damage.
        return data.decode("cp1252", errors="ignore")


def is_binary(data: bytes) -> bool:
    """Whether bytes without a byte order mark are something else than text."""
    head = data[:65536]
    if b"\0" in head:
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in head)
    return controls > _BINARY_SHARE * len(head)
