"""From bytes to text: encodings, and what is no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import FileWrongType
from corpus.read import read_file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("El niño midió el caudal – “mucho” – según la señal.".encode(encoding))
    assert read_file(path).text == "El niño midió el caudal – “mucho” – según la señal."


def test_binary_content_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 8)
    with pytest.raises(FileWrongType):
        read_file(path)
