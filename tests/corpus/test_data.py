"""The data files of all packages."""

from __future__ import annotations

import pytest

from corpus.data import table


def test_a_file_is_read_once_from_the_folder_of_its_package() -> None:
    assert table("corpus.text", "numbers") is table("corpus.text", "numbers")
    assert table("corpus.text", "numbers")["words"]["en"]["two"] == 2
    with pytest.raises(FileNotFoundError):
        table("corpus.text", "agua")
