"""What a file states of itself at its head."""

from __future__ import annotations

from pathlib import Path

import pytest
from makers import read_text

from corpus.errors import FrontMatterError
from corpus.read import read_file

FRONT = """+++
id = "zz-faros"
title = "Faros"
kind = "fact_sheet"
country = "ZZ"
language = "es"
tags = ["x"]

[[sections]]
heading = "*"
voice = "context"
origin = "Plan, portada"

[[sections]]
heading = "Qué se logró"
voice = "assessed"
+++

# Faros

Hay cuatro.

## Qué se logró

Dos faros abiertos.

### Detalle

Uno al norte.
"""


def test_front_matter(tmp_path: Path) -> None:
    document = read_text(tmp_path, FRONT, "faros.md")
    assert (document.id, document.metadata.title, document.metadata.kind) == (
        "zz-faros",
        "Faros",
        "fact_sheet",
    )
    assert {"id", "title", "kind", "country", "language"}.isdisjoint(document.metadata.inferred)
    said = {document.text[block.start : block.end]: (block.voice, block.origin) for block in document.blocks}
    assert said["Hay cuatro."] == ("context", "Plan, portada")
    assert said["Qué se logró"] == said["Uno al norte."] == ("assessed", "Plan, portada")


def test_what_a_file_says_of_whose_words_it_holds_is_its_own_word(tmp_path: Path) -> None:
    own = read_text(tmp_path, FRONT, "faros.md").metadata
    assert {"origin", "voice"} <= set(own.doubtful)
    (tmp_path / "a.md").write_text(FRONT, encoding="utf-8")
    assert read_file(tmp_path / "a.md", {"kind": "fact_sheet"}).metadata.doubtful == ()


def test_front_matter_of_simple_lines(tmp_path: Path) -> None:
    document = read_text(
        tmp_path, '---\ntitle: "Faros"\nlayout: page\ndate: 2021-05\n---\n\nHay cuatro faros.\n', "f.md"
    )
    assert (document.metadata.title, document.metadata.date, document.text) == (
        "Faros",
        "2021-05",
        "Hay cuatro faros.",
    )


def test_stated_metadata_stands_over_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "faros.md"
    path.write_text(FRONT, encoding="utf-8")
    assert read_file(path, {"title": "Otro título"}).metadata.title == "Otro título"


@pytest.mark.parametrize(
    "change",
    [
        ('"Qué se logró"\nvoice', '"Qué no está"\nvoice'),
        ('"assessed"', '"shouted"'),
        ('title = "Faros"', "title = "),
        ('title = "Faros"', 'title = ["Faros"]'),
    ],
)
def test_wrong_front_matter_is_told(tmp_path: Path, change: tuple[str, str]) -> None:
    with pytest.raises(FrontMatterError):
        read_text(tmp_path, FRONT.replace(*change), "faros.md")
