"""Names of a claim, also at the beginning of a sentence, where no capital tells them from other words."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.names import missing_names, named, of_their_kind, other_forms, strange_names


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


def test_names_are_capitalised_within_a_sentence_and_acronyms() -> None:
    assert named("El informe de la Red Azul llegó al CGAV.") == {"red", "azul", "cgav"}


NAMES = st.text(alphabet="bcdfghjklmnpqrstvwxz", min_size=4, max_size=9).map(str.capitalize)


@given(name=NAMES, other=NAMES, quote=st.text(alphabet="aeiou ñ|*_<>&\t\u0301", max_size=30))
def test_a_name_that_nothing_beside_it_holds_is_missing(name: str, other: str, quote: str) -> None:
    text = f"see {name} there"
    assert not missing_names(text, [f"{quote} {name}"])
    assert missing_names(text, [quote]) or not named(text)
    if other != name:
        assert missing_names(text, [f"{quote} {other}"]) or not named(text)


def test_official_forms_and_words_of_one_kind_are_other_names() -> None:
    assert {"IRM", "MRI"} & set(other_forms("el MRI")) and "Mexico" in other_forms("en México")
    assert any("ministry" in kind.split() for kind in of_their_kind(["Ministerio de Salud"]))
