"""What a file's content looks like, whatever its name says."""

from __future__ import annotations

import re

from corpus.readers.encoding import is_binary

_MARKUP = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--(?>.*?-->)\s*)*)<(?:!doctype\s+html|html\b)", re.I | re.S
)
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
# The first part decides: a document of one kind may hold one of another.
_OFFICE_PART = re.compile(
    rb"(word)/|(xl)/(?:workbook|worksheets|sharedStrings|styles|theme|_rels)|(ppt)/(?:presentation|slides|slideLayouts|slideMasters|theme|_rels)"
)
_OFFICE = {b"word": "docx", b"xl": "xlsx", b"ppt": "pptx"}
# What is looked for, in words; texts of the screens have these as keys.
CONTENT_NAMES = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "xlsx": "an Excel workbook",
    "pptx": "a PowerPoint presentation",
    "csv": "a table of values (CSV)",
    "html": "an HTML page",
    "text": "plain text",
}
_UTF_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


def looks_like(data: bytes) -> str:
    """ "pdf", "docx", "xlsx", "pptx", "html", "text", or a few words that name something else."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_name(data)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if _MARKUP.match(data[:4096]):
        return "html"
    if data.startswith(_UTF_MARKS) or not is_binary(data):
        return "text"
    return "binary data"


def _zip_name(data: bytes) -> str:
    if part := _OFFICE_PART.search(data):
        return _OFFICE[part[part.lastindex or 0]]
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]:
        return "an OpenDocument file"
    return "a zip archive"
