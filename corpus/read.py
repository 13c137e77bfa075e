"""One file becomes one document."""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from corpus.errors import (
    FileDamaged,
    FileEmpty,
    FileEncrypted,
    FileMissing,
    FileOldOrLocked,
    FileTooLarge,
    FileUnreadable,
    FileWrongType,
    FormatUnknown,
    NoText,
    ReadError,
)
from corpus.identity.metadata import complete
from corpus.identity.stated import as_stated
from corpus.kinds import kind
from corpus.model import Document
from corpus.readers import SUFFIXES, reader_for, suffix_of
from corpus.readers.encoding import decode
from corpus.readers.front_matter import FrontMatter, apply_sections, split_front_matter
from corpus.readers.sniff import CONTENT_NAMES, looks_like
from corpus.structure.assemble import Body
from corpus.structure.given_word import with_given_word
from corpus.structure.long_paragraphs import in_pieces
from corpus.structure.public_speech import with_speakers
from corpus.text.normalize import clean, squeeze

DEFAULT_MAX_MB = 50
_LOCKED_PARTS = ("EncryptedPackage", "EncryptionInfo", "DataSpaces")
_LONG_TEXT = 2_000_000  # characters from which a person is told how long building the index takes
_INDEXED = 700_000  # characters in a minute, on two cores with the built-in model (docs/figures.md)
TOO_DEEP = "its parts are nested too deeply"


def max_file_bytes() -> int:
    """The size limit for a file in bytes: `OGP_MAX_FILE_MB` megabytes, else 50."""
    try:
        megabytes = float(os.environ.get("OGP_MAX_FILE_MB", ""))
    except ValueError:
        megabytes = DEFAULT_MAX_MB
    if not 0 < megabytes < math.inf:  # nor is "nan" a size
        megabytes = DEFAULT_MAX_MB
    return int(megabytes * 1_000_000)


def read_file(path: str | Path, metadata: Mapping[str, str] | None = None, *, max_bytes: int | None = None) -> Document:
    """Read one file of any known format.

    `metadata` (keys of Metadata, as a catalog gives them) stands over the file's own front matter; what
    neither says is inferred and named in `Metadata.inferred`. `max_bytes` limits the file's size (default:
    max_file_bytes); what reading it may take is limited by corpus.readers.limits. Raises a subclass of
    ReadError.
    """
    path = Path(path)
    data = _bytes(path, max_file_bytes() if max_bytes is None else max_bytes)
    return read_bytes(data, path.name, metadata)


def read_bytes(data: bytes, name: str, metadata: Mapping[str, str] | None = None, *, infer: bool = True) -> Document:
    """As read_file, for content that is already at hand; `name` is the file's name with its ending.

    A child process reads it (corpus.readers.sandbox): whatever it holds, it takes no more than the limits.
    `infer=False` leaves open what nobody states and a document can do without (country, cycle, date).
    """
    from corpus.readers import sandbox

    _suffix(name)  # nobody needs a child to refuse these
    if not data.strip():
        raise FileEmpty(file=name)
    return sandbox.document(data, name, metadata or {}, infer=infer)


def read_here(
    data: bytes, name: str, metadata: Mapping[str, str] | None = None, *, infer: bool = True, ocr: str = ""
) -> Document:
    """As read_bytes, in this process, for as long and as much as it takes: for content that can be trusted.

    `ocr`: the languages in which text is recognised on pages that are pictures.
    """
    suffix = _suffix(name)
    if not data.strip():
        raise FileEmpty(file=name)
    reader, notes = _reader(data, suffix, name)
    front = FrontMatter()
    try:
        if reader == "text":
            from corpus.readers.text import read_text

            front, text = split_front_matter(decode(data, name), name)
            body = read_text(text, markdown=suffix == ".md")
        else:
            options = {"ocr": ocr} if reader == "pdf" and ocr else {}
            body = reader_for(reader)(data, name, **options)
    except (ReadError, MemoryError):
        raise
    except RecursionError as error:
        raise FileDamaged(file=name, reason=TOO_DEEP) from error
    except Exception as error:  # a reader's own slip on a strange file must not stop the rest
        raise FileDamaged(file=name, reason=f"{type(error).__name__}: {error}") from error
    if not body.blocks:
        raise FileEmpty(file=name) if reader != "pdf" else NoText(file=name, pages=len(body.page_offsets))
    return _document(body, front, data, name, metadata or {}, notes, infer)


def _suffix(name: str) -> str:
    suffix = suffix_of(Path(name))
    if suffix not in SUFFIXES:
        raise FormatUnknown(file=name, suffix=suffix or "—", known=", ".join(SUFFIXES))
    return suffix


def _document(
    body: Body,
    front: FrontMatter,
    data: bytes,
    name: str,
    stated: Mapping[str, str],
    notes: tuple[tuple[str, str], ...],
    infer: bool,
) -> Document:
    own = {key: squeeze(clean(value)) for key, value in front.values.items() if key not in stated}
    values = {**as_stated(own, name), **{key: squeeze(clean(value)) for key, value in stated.items()}}
    source = squeeze(clean(name))  # a name may hold bytes that are no text, line ends and marks that turn it round
    # A built-in sheet (without `infer`) is vouched for by the program.
    claimed = front.values.keys() - stated.keys() if infer else ()
    digest = hashlib.sha256(data).hexdigest()
    metadata = complete(values, body, source=source, sha256=digest, all_fields=infer, claimed=claimed)
    if infer and "kind" not in stated:
        doubts = dict.fromkeys((*metadata.doubtful, *front.claims()))
        metadata = replace(metadata, doubtful=tuple(doubts))
    spoken = with_speakers(body.blocks, body.text)
    given = with_given_word(spoken, body.text, kind(metadata.kind).voice, body.quotations)
    whole = apply_sections(given, front.sections, body.text, name)
    blocks, torn = in_pieces(whole, body.text)
    if len(body.text) > _LONG_TEXT:
        notes += (("long_to_index", str(math.ceil(len(body.text) / _INDEXED))),)
    if torn:
        notes += (("long_sentences", str(torn)),)
    return Document(metadata, body.text, blocks, body.page_offsets, notes + body.notes, body.page_labels)


def _bytes(path: Path, limit: int) -> bytes:
    try:
        if not path.is_file():
            if path.exists():
                raise FileUnreadable(file=path.name, reason="not a file")
            raise FileMissing(file=str(path))
        size = path.stat().st_size
        if size > limit:
            raise FileTooLarge(file=path.name, megabytes=f"{size / 1e6:.1f}", limit=f"{limit / 1e6:g}")
        if size == 0:
            raise FileEmpty(file=path.name)
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise FileUnreadable(file=path.name, reason=reason) from error


def _reader(data: bytes, suffix: str, name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The reader for this content; the file's ending must not promise something else."""
    expected = SUFFIXES[suffix]
    found = looks_like(data)
    if found == expected:
        return expected, ()
    if expected in ("docx", "xlsx", "pptx") and found == "an old or encrypted Office document":
        if any(part.encode("utf-16-le") in data for part in _LOCKED_PARTS):
            raise FileEncrypted(file=name)
        raise FileOldOrLocked(file=name, expected=CONTENT_NAMES[expected], found=found)
    elif expected == "text" and found == "html":
        return "html", (("read_as_html", name),)
    elif expected in ("html", "csv") and found == "text":
        return expected, ()
    raise FileWrongType(file=name, expected=CONTENT_NAMES[expected], found=CONTENT_NAMES.get(found, found))
