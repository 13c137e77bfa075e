"""Paragraphs that go on for pages are cut, without losing a letter."""

from __future__ import annotations

import pytest

from corpus.model import Document
from corpus.read import read_here
from corpus.structure.long_paragraphs import LONGEST

SENTENCE = "The office counted the bridges of the valley and published them all. "


def read(paragraph: str) -> Document:
    return read_here(f"# Report of works\n\n{paragraph}\n\nThe last one.".encode(), "works.md")


@pytest.mark.parametrize("paragraph", [SENTENCE * 400, "bridges of the valley " * 20_000, "x" * 30_000])
def test_a_paragraph_of_pages_is_cut_and_nothing_of_it_is_lost(paragraph: str) -> None:
    document = read(paragraph)
    pieces = [document.text[one.start : one.end] for one in document.blocks]
    assert max(map(len, pieces)) <= LONGEST and len(pieces) > 6
    assert "".join("".join(pieces).split()) == "".join(document.text.split())
    assert all(piece == piece.strip() for piece in pieces)
    torn = not paragraph.startswith(SENTENCE)
    assert (("long_sentences", "1") in document.notes) == torn
    if not torn:
        assert all(piece.endswith(".") for piece in pieces[1:])


def test_other_paragraphs_stay_whole() -> None:
    assert len(read(SENTENCE * 40).blocks) == 3
