"""What a file's content looks like, whatever its name says."""

from __future__ import annotations

import pytest

from corpus.readers.sniff import looks_like


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"junk before\n%PDF-1.7 ...", "pdf"),
        (b"PK\x03\x04....word/document.xml", "docx"),
        (b"PK\x03\x04....xl/workbook.xml", "xlsx"),
        (b"PK\x03\x04....ppt/slides/slide1.xml", "pptx"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument file"),
        (b"PK\x03\x04....photos/", "a zip archive"),
        (b"\x89PNG....", "a PNG image"),
        (b"<!-- a page -->\n<!DOCTYPE html><p>", "html"),
        ("\ufeffPlan de acción".encode("utf-16"), "text"),
        ("Plan de acción".encode("cp1252"), "text"),
        (bytes(range(32)) * 4, "binary data"),
    ],
)
def test_content_is_told_by_its_first_bytes(data: bytes, found: str) -> None:
    assert looks_like(data) == found
