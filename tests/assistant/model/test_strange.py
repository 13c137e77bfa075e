"""Names at the beginning of a sentence, which no capital tells from other words."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.model.strange import strange_names


class Words:
    """A dictionary of a few words, and documents that hold one."""

    def known(self, words: Sequence[str], language: str) -> frozenset[str]:
        return frozenset(words) & {"register", "alcaldía", "canceló"}

    def knows(self, stem: str, language: str) -> bool:
        return stem == "lirio"


@pytest.fixture
def searcher() -> Any:
    return SimpleNamespace(bridge=SimpleNamespace(dictionary=Words()), knows=Words().knows)


@pytest.mark.parametrize(
    ("text", "beside", "expected"),
    [
        ("Zorblax cancelled the tender.", (), ["Zorblax"]),
        ("Zorblax cancelled the tender.", ("the zorblax company",), []),
        ("Register of owners.", (), []),
        ("Alcaldía de Lirio. Brontix ganó.", (), ["Brontix"]),
        ("Lirio canceló.", (), []),
        ("INAI canceló.", (), []),
        ("The end.", (), []),
        ("", (), []),
    ],
)
def test_what_nothing_vouches_for_is_a_name(
    searcher: Any, text: str, beside: Sequence[str], expected: list[str]
) -> None:
    assert strange_names(searcher, text, beside) == expected


def test_without_a_dictionary_nothing_can_be_told() -> None:
    without: Any = SimpleNamespace(bridge=SimpleNamespace(dictionary=None))
    assert strange_names(without, "Zorblax cancelled the tender.", ()) == []
