"""Things that running text counts."""

from __future__ import annotations

import pytest

from corpus.ledger.extract.counts import about_key, counts


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Se abrieron siete oficinas rurales en el norte.", [("7", "oficinas rurales")]),
        ("Six civil society organisations took part.", [("6", "civil society organisations")]),
        ("Hubo ferias en 12 de las 20 comunas.", [("12", "comunas / 20")]),
        ("Los tres poderes firmaron en 2021, a los 18 meses.", []),
        ("Nine out of ten visitors came by bus.", []),
        ("Costó 40 000 pesos y un 30 % más.", []),
    ],
)
def test_what_is_counted(sentence: str, found: list[tuple[str, str]]) -> None:
    assert [(count.number, count.about) for count in counts(sentence)] == found


def test_the_same_thing_is_counted_in_two_languages() -> None:
    assert about_key("organizaciones de la sociedad civil") == about_key("civil society organisations")
    assert about_key("programas sociales") != about_key("programas rurales")
