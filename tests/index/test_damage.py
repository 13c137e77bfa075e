"""Files of an index that are missing or not as they were written: named, and never a traceback."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fakes import HashedEmbedder, WordBridge

from index.errors import IndexDamaged, IndexMissing, IndexPointerLost
from index.search import Searcher
from index.status import index_status, verify_index
from index.vectors import write_vectors

QUESTION = "¿Cuántas bibliotecas públicas hicieron elecciones?"


Damage = Callable[[bytes], bytes | None]


def flipped(at: float) -> Callable[[bytes], bytes]:
    def flip(data: bytes) -> bytes:
        changed = bytearray(data)
        if changed:
            changed[int(at * (len(changed) - 1))] ^= 0xD5
        return bytes(changed)

    return flip


DAMAGES: dict[str, Damage] = {
    "removed": lambda data: None,
    "emptied": lambda data: b"",
    "cut in half": lambda data: data[: len(data) // 2],
    "grown": lambda data: data + b"\0",
    "first byte": flipped(0),
    "byte in the middle": flipped(0.5),
    "last byte": flipped(1),
}
# Chroma writes to this file whenever it is opened, so it has no checksum; what it holds is compared.
CHROMA = "chroma.sqlite3"


@pytest.fixture
def copied(valdoria_home: Path, tmp_path: Path) -> Path:
    """A copy of the home to do harm to."""
    home = tmp_path / "home"
    shutil.copytree(valdoria_home / "index" / "generations", home / "index" / "generations")
    shutil.copy(valdoria_home / "index" / "CURRENT", home / "index")
    return home


@contextmanager
def damaged(home: Path, file: Path, damage: Damage) -> Iterator[bool]:
    """The file with the damage done, and afterwards as it was. False where the damage changes nothing."""
    data = (home / file).read_bytes()
    changed = damage(data)
    if changed is None:
        (home / file).unlink()
    else:
        (home / file).write_bytes(changed)
    yield changed != data
    (home / file).write_bytes(data)


def files_of(home: Path) -> list[Path]:
    (generation,) = (home / "index" / "generations").iterdir()
    files = [path.relative_to(home) for path in sorted(generation.rglob("*")) if path.is_file()]
    assert len(files) > 20
    return files


def verified(home: Path) -> list[str]:
    return [str(problem) for problem in verify_index(home, embedder=HashedEmbedder(), bridge=WordBridge())]


def opened(home: Path) -> Searcher:
    return Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge())


def test_a_whole_index_has_no_problems(valdoria_home: Path) -> None:
    assert verified(valdoria_home) == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_to_any_file_is_named_and_refused(copied: Path, damage: str) -> None:
    for file in files_of(copied):
        if file.name == CHROMA:
            continue
        with damaged(copied, file, DAMAGES[damage]) as changed:
            if not changed:
                continue
            problems = verified(copied)
            assert problems, f"{file}: nothing found"
            assert any(file.name in problem for problem in problems), f"{file}: {problems}"
            with pytest.raises(IndexDamaged):
                opened(copied)
            assert index_status(copied).exists
    assert verified(copied) == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_vector_store_is_refused_or_answers_as_before(valdoria_home: Path, copied: Path, damage: str) -> None:
    file = next(file for file in files_of(copied) if file.name == CHROMA)
    with damaged(copied, file, DAMAGES[damage]):
        problems = verified(copied)
        if damage in {"removed", "emptied", "cut in half", "first byte"}:
            assert problems
        if problems:
            assert all("vector store" in problem for problem in problems)
            return
        whole, other = opened(valdoria_home), opened(copied)
        try:
            found = [[hit.passage for hit in searcher.search(QUESTION)] for searcher in (whole, other)]
        finally:
            whole.close()
            other.close()
    assert found[0] == found[1]


def test_a_vector_store_with_other_vectors_is_noticed(copied: Path) -> None:
    """As a folder restored from the backup of another index would be."""
    searcher = opened(copied)
    vectors = searcher.passage_vectors[::-1].copy()
    searcher.close()
    store = next((copied / "index" / "generations").iterdir()) / "chroma"
    shutil.rmtree(store)
    write_vectors(store, vectors)
    assert verified(copied)


@pytest.mark.parametrize("content", [b"", b"\n", b"../../etc", b".", b"\xff\xfe", b"\0", b"20200101T000000000000\n"])
def test_a_damaged_pointer_to_the_generation_is_refused(copied: Path, content: bytes) -> None:
    (copied / "index" / "CURRENT").write_bytes(content)
    assert verified(copied)
    with pytest.raises(IndexDamaged):
        opened(copied)
    status = index_status(copied)
    assert status.exists
    assert isinstance(status.problem, IndexDamaged)


@pytest.mark.parametrize("gone", [True, False])
def test_a_lost_pointer_is_told_as_what_it_is_and_nothing_else_is_lost(copied: Path, gone: bool) -> None:
    pointer = copied / "index" / "CURRENT"
    pointer.unlink() if gone else pointer.write_text("20990101T000000000000\n")
    there = set((copied / "index" / "generations").iterdir())
    with pytest.raises(IndexPointerLost, match="index/CURRENT"):
        opened(copied)
    status = index_status(copied)
    assert status.exists and isinstance(status.problem, IndexPointerLost)
    assert all("index/CURRENT" in problem for problem in verified(copied)) and len(verified(copied)) == 1
    assert set((copied / "index" / "generations").iterdir()) == there


def test_what_a_broken_off_first_build_left_is_no_index(tmp_path: Path) -> None:
    half = tmp_path / "index" / "generations" / "20200101T000000000000"
    half.mkdir(parents=True)
    (half / "content.sqlite").write_bytes(b"half")
    with pytest.raises(IndexMissing):
        opened(tmp_path)


def test_a_removed_generation_is_refused(copied: Path) -> None:
    shutil.rmtree(copied / "index" / "generations")
    assert verified(copied)
    with pytest.raises(IndexDamaged):
        opened(copied)


@pytest.mark.parametrize("content", [b"[]", b"{}", b"null", b'{"format": 2}', b'{"format": 1}', b'{"format": 99}'])
def test_a_manifest_of_another_make_is_refused(copied: Path, content: bytes) -> None:
    file = next(file for file in files_of(copied) if file.name == "manifest.json")
    (copied / file).write_bytes(content)
    assert verified(copied)
    with pytest.raises(IndexDamaged):
        opened(copied)


def test_without_an_index_nothing_is_made(tmp_path: Path) -> None:
    for home in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(IndexMissing) as caught:
            opened(home)
        assert str(home) in str(caught.value)
        with pytest.raises(IndexMissing):
            verified(home)
        status = index_status(home)
        assert not status.exists
        assert isinstance(status.problem, IndexMissing)
    assert list(tmp_path.iterdir()) == []
