"""Institutions: one key for all their names, and what they are called in the other language."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus
from corpus.data import table
from corpus.ledger.resolve.directory import directory
from corpus.text.institutions import institutions_in, plain_name
from corpus.text.normalize import fold


def test_every_country_of_the_catalog_has_its_institutions() -> None:
    known = table("corpus.text", "institutions")
    for path in (Path(corpus.__file__).parent / "catalog").glob("*.toml"):
        entries = known[path.stem.upper()]
        assert len(entries) >= 15, path.stem
        names = [fold(name) for forms in entries.values() for name in set(forms)]
        assert len(names) == len(set(names)), f"{path.stem}: one name for two bodies"
        assert all(" " in forms[0] for forms in entries.values() if forms[0].isupper()), "the full name comes first"


@pytest.mark.parametrize(
    ("country", "text", "key"),
    [
        ("AR", "la Agencia de Acceso a la Información Pública (AAIP)", "AAIP"),
        ("CL", "el Consejo para la Transparencia", "CPLT"),
        ("CO", "led by the National Administrative Department of Statistics", "DANE"),
        ("CR", "el MIDEPLAN", "MIDEPLAN"),
        ("ES", "Consejo de Transparencia y Buen Gobierno", "CTBG"),
        ("GB", "the Department for Environment, Food and Rural Affairs", "DEFRA"),
        ("GB", "the DfE and schools", "DfE"),
    ],
)
def test_bodies_of_other_countries_have_one_key(country: str, text: str, key: str) -> None:
    assert [mention.key for mention in directory(country, []).mentions(text)] == [key]


@pytest.mark.parametrize(
    ("english", "spanish"),
    [("Ministry of Health", "Ministerio de Salud"), ("Supreme Court", "Corte Suprema")],
)
def test_what_an_institution_is_called_in_the_other_language(english: str, spanish: str) -> None:
    assert list(institutions_in(f"the {english} did", "en", "es")) == [(4, 4 + len(english), spanish)]
    assert not list(institutions_in("the Ministry of Health Insurance", "en", "es"))


def test_a_name_is_compared_by_its_words() -> None:
    assert plain_name("Secretaría de la Función-Pública.") == "secretaria de la funcion publica"
