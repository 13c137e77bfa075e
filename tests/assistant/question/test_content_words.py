"""What is asked of commitments in words that no scale has: only what says so is listed, or all with a caution."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes import document

from assistant import Answer
from assistant.question.content_words import predicate

Make = Callable[..., Callable[..., Answer]]

LIGHTS = document(
    ("heading", "Progress of the commitments"),
    ("paragraph", "These commitments are told by colours:"),
    ("list_item", "Open kitchens (amber)"),
    ("list_item", "Clean rivers (red)"),
    ("list_item", "Fair rents (green)"),
    ("list_item", "Night buses (red)"),
    id="lights",
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which commitments are red?", "red"),
        ("¿Qué compromisos están en rojo?", "rojo"),
        ("¿Cuáles compromisos son urgentes?", "urgentes"),
        ("Which commitments are about water?", ""),
        ("What are the commitments of the plan?", ""),
        ("List the commitments of the second plan.", ""),
    ],
)
def test_what_is_to_be_so(question: str, words: str) -> None:
    assert predicate(question) == words


def test_only_what_says_so_is_listed(asker: Make) -> None:
    text = asker(LIGHTS)("Which commitments are red?").text
    assert "Clean rivers" in text and "Open kitchens" not in text and "Fair rents" not in text


def test_where_nothing_says_so_it_is_told(asker: Make) -> None:
    answer = asker(LIGHTS)("Which commitments are purple?")
    assert answer.status != "answered"
