"""What one file or one damaged part of the library must not take from the others."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.atomic import is_full, unwritable
from corpus.errors import DiskFull, FileEncrypted, FileOldOrLocked, FileTooComplex, IdHeld, IdTooLong, LinkOutside
from corpus.identity.metadata import slug
from corpus.library.library import Library
from corpus.library.shelf import Record, Shelf, mark
from corpus.read import read_bytes
from corpus.readers.limits import Limits
from corpus.readers.sandbox import Sandbox
from corpus.readers.worker import is_memory

WORDS = "Los faros de {} se abren al público cada mes, y su lista se publica en el puerto."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def put(path: Path, words: str, id_: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((f'+++\nid = "{id_}"\n+++\n' if id_ else "") + WORDS.format(words), encoding="utf-8")
    return path


def test_a_stated_id_that_is_taken_needs_to_be_said(home: Path, tmp_path: Path) -> None:
    library = Library(home)
    library.add([put(tmp_path / "a" / "faros.md", "Norte")])
    forged = put(tmp_path / "b" / "x.md", "Sur", id_="faros")
    (refused,) = library.add([forged])
    assert refused.status == "failed" and isinstance(refused.error, IdHeld) and "--replace" in str(refused.error)
    assert "Norte" in library.get("faros").text
    assert library.add([forged], replace=True)[0].status == "updated"
    assert "Sur" in library.get("faros").text
    assert library.add([put(forged, "Sur y Este", id_="faros")])[0].status == "updated", "its own file goes on"


def test_links_that_lead_out_of_a_folder_are_not_followed(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    inside, outside = put(folder / "dentro.md", "Norte"), put(tmp_path / "fuera.md", "Sur")
    (folder / "otro.txt").symlink_to(outside)
    (folder / "mismo.txt").symlink_to(inside)
    by_name = {outcome.path.name: outcome for outcome in Library(home).add([folder])}
    assert isinstance(by_name["otro.txt"].error, LinkOutside)
    assert len(Library(home).documents()) == 1
    assert Library(home).add([folder / "otro.txt"])[0].status == "added", "who names a link means it"


def test_long_names_are_stored_and_told_apart(home: Path, tmp_path: Path) -> None:
    names = ["n" * 200 + end for end in ("a.md", "b.md")]
    outcomes = Library(home).add([put(tmp_path / name, name[-4]) for name in names])
    assert [outcome.status for outcome in outcomes] == ["added", "added"]
    assert len({slug(name) for name in names}) == 2 and slug("plan.md") == "plan"
    (long,) = Library(home).add([put(tmp_path / "c.md", "Este", id_="ñ" * 200)])
    assert isinstance(long.error, IdTooLong)


def test_what_cannot_be_written_is_told_as_what_it_is(tmp_path: Path) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    assert isinstance(unwritable("a", full, tmp_path), DiskFull) and is_full(full)
    assert is_full(RuntimeError("database or disk is full")) and not is_full(OSError(errno.EACCES, "denied"))


def test_a_locked_document_is_told_so() -> None:
    packed = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000
    with pytest.raises(FileOldOrLocked, match="password"):
        read_bytes(packed, "plan.docx")
    with pytest.raises(FileEncrypted):
        read_bytes(packed + "EncryptionInfo".encode("utf-16-le"), "plan.docx")


def test_want_of_memory_is_told_as_such() -> None:
    error = ValueError("x")
    error.__cause__ = RuntimeError("Memory allocation failed : building node")
    assert is_memory(error) and not is_memory(ValueError("damaged"))
    with Sandbox(Limits(seconds=60, megabytes=350)) as sandbox:
        with pytest.raises(FileTooComplex, match="350 MB"):
            sandbox.document(b"<p>a</p>" * 2_000_000, "grande.html", {})
        assert "faros" in sandbox.document(WORDS.format("Norte").encode(), "a.md", {}).text


@pytest.mark.parametrize(
    "name",
    [b"bad\xff\xfename.txt", b"\xff\xfe.txt", b"two\nlines.txt", "turned‮eman.txt".encode(), b"an\x1b[2Jescape.txt"],
)
def test_a_name_that_is_no_text_is_kept_as_one(home: Path, tmp_path: Path, name: bytes) -> None:
    library = Library(home)
    file = tmp_path / os.fsdecode(name)
    try:
        file.write_text("The ministry publishes its budget every month.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    [added] = library.add([file])
    assert added.status == "added" and added.document_id
    metadata = library.get(added.document_id).metadata
    for value in (metadata.source, metadata.title):
        assert value.encode() and value.isprintable() and value
    assert library.add([file])[0].status == "unchanged"


def test_what_a_file_says_of_itself_is_one_plain_line(home: Path, tmp_path: Path) -> None:
    head = '+++\ntitle = "One\\u0000\\u202eplan\\nAdded: another.pdf"\npublisher = "A\\u001b[2Jministry"\n+++\n'
    library = Library(home)
    file = tmp_path / "plan.md"
    file.write_text(f"{head}# Plan\n\nThe ministry publishes its budget every month.\n", encoding="utf-8")
    [added] = library.add([file])
    metadata = library.get(added.document_id or "").metadata
    assert metadata.title == "Onenalp Added: another.pdf" and metadata.publisher == "A[2Jministry"


def test_an_older_document_whose_name_is_no_text_is_named_and_set_aside(tmp_path: Path) -> None:
    """Names of files were stored as they came, once; nothing can write them down."""
    home = tmp_path / "home"
    library = Library(home)
    for name in ("first.md", "second.md"):
        (tmp_path / name).write_text(f"# Plan {name}\n\nThe town will open its archives to all visitors.\n")
    library.add([tmp_path / "first.md", tmp_path / "second.md"])
    shelf = Shelf(next((home).rglob("second.json")).parent)
    stored = shelf.load("second")
    for metadata in (
        replace(stored.metadata, source="plan\udcff.md"),
        replace(stored.metadata, id="third\udcff"),
    ):
        older = replace(stored, metadata=metadata)
        shelf.save(older, mark(older), "2025-01-01T00:00:00", Record())
    library = Library(home)
    assert [document.id for document in library.kept()] == ["first"]
    named = [str(problem.values["file"]) for problem in library.damaged()]
    assert "second.json" in named and len(named) == 2 and all(name.isascii() for name in named)
    assert library.fingerprint()
