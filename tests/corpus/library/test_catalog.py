"""Catalog files."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import CatalogError
from corpus.library.catalog import load_catalog

ENTRY = '[[document]]\nfile = "in/faros.txt"\nid = "zz-faros"\ntitle = "Faros"\nkind = "guide"\ncountry = "ZZ"\n'


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "catalog.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_entries_are_found_by_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = load_catalog(written(tmp_path, ENTRY))
    (tmp_path / "in").mkdir()
    assert catalog.entry_for(tmp_path / "in" / "faros.txt") == {
        "id": "zz-faros",
        "title": "Faros",
        "kind": "guide",
        "country": "ZZ",
    }
    monkeypatch.chdir(tmp_path / "in")
    assert catalog.entry_for("../in/faros.txt") is not None
    assert catalog.entry_for(tmp_path / "faros.txt") is None
    assert catalog.files() == [(tmp_path / "in" / "faros.txt").resolve()]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (ENTRY.replace('kind = "guide"', 'kind = "novel"'), "novel"),
        (ENTRY.replace('title = "Faros"\n', ""), "title"),
        (ENTRY.replace('id = "zz-faros"\n', ""), "id"),
        (ENTRY.replace('file = "in/faros.txt"\n', ""), "file"),
        (ENTRY + ENTRY.replace("faros.txt", "boyas.txt"), "zz-faros"),
        (ENTRY + ENTRY.replace("zz-faros", "zz-boyas"), "twice"),
        (ENTRY + 'colour = "red"\n', "colour"),
        (ENTRY + "date = [2021]\n", "date"),
        ("[document]\nid = 1\n", "[[document]]"),
        ("this is no TOML", "line 1"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_entry(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(CatalogError) as caught:
        load_catalog(written(tmp_path, text))
    assert "catalog.toml" in str(caught.value) and reason in str(caught.value)


def test_a_missing_catalog(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"nowhere\.toml"):
        load_catalog(tmp_path / "nowhere.toml")
