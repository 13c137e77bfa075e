"""Office documents (.docx, .xlsx, .pptx) are zip archives of XML: what makes one unfit to be unpacked, and
what it carries beside its text (files put inside, comments on cells), which is named or counted and not read."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import suppress

import regex
from lxml import etree

from corpus.errors import FileDamaged, FileEncrypted, FileTooLarge

_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an encrypted document is not a zip but an OLE container
_UNPACKED_LIMIT = 500_000_000


def check_package(data: bytes, name: str) -> None:
    """Raises FileEncrypted, FileDamaged, and FileTooLarge for what would be too much once it is unpacked."""
    if data.startswith(_CFB):
        raise FileEncrypted(file=name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(entry.file_size for entry in package.infolist())
    except zipfile.BadZipFile as error:
        raise FileDamaged(file=name, reason=str(error)) from error
    if size > _UNPACKED_LIMIT:
        raise FileTooLarge(file=name, megabytes=size // 1_000_000, limit=_UNPACKED_LIMIT // 1_000_000)


# Of the parts that people see: the data behind a chart is no file put in.
_PARTS = regex.compile(r"(?:word|ppt/slides|xl/worksheets)/_rels/[^/]+\.rels")
_KINDS = ("/oleObject", "/package")
_COMMENTS = regex.compile(r"xl/(?:comments/?[^/]*|threadedComments/[^/]+)\.xml")
_COMMENT = regex.compile(rb"<(?:\w+:)?(?:comment|threadedComment)[\s>]")
_MOST = 1000


def embedded_files(data: bytes) -> list[tuple[str, str]]:
    """A note for each file inside the package `data` that a document, slide or sheet shows as an object."""
    names: list[str] = []
    with suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as package:  # the reader says what is damaged
        for part in filter(_PARTS.fullmatch, package.namelist()):
            names += _targets(package.read(part))
    return [("attached_file", name) for name in dict.fromkeys(names[:_MOST])]


def _targets(relations: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for one in etree.fromstring(relations, parser):
        if str(one.get("Type", "")).endswith(_KINDS) and one.get("TargetMode") != "External":
            yield posixpath.basename(str(one.get("Target", "")))


def comments_on_cells(data: bytes) -> list[tuple[str, str]]:
    """A note with the number of comments in the workbook `data`; none where there are none."""
    counts = {"comments": 0, "threaded": 0}
    with suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in filter(_COMMENTS.fullmatch, package.namelist()):
            counts["threaded" if "threaded" in part else "comments"] += len(_COMMENT.findall(package.read(part)))
    count = max(counts.values())  # each thread has a comment of the old kind beside it
    return [("comments_left_out", str(count))] if count else []
