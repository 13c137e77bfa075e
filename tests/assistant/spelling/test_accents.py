"""Spanish typed without accents: what is sure is put in, and nothing else is touched."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.spelling.accents import Accents
from index.vocabulary import Vocabulary

COLLECTION = "el público opinó en la capital; el costo del convenio fue más alto según México y el término del plan"
KNOWN = {"llego", "llegó", "costo", "costó", "ratificó", "termino", "terminó", "opino", "articuló", "artículo"}


class Words:
    """A dictionary of a few words."""

    def known(self, words: Sequence[str], language: str) -> frozenset[str]:
        return frozenset(words) & KNOWN if language == "es" else frozenset()


ACCENTS = Accents(Vocabulary.of({"es": [COLLECTION], "en": []}), Words())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Cuantos compromisos tiene el plan de accion?", "Cuántos compromisos tiene el plan de acción?"),
        ("cuando llego el convenio?", "cuándo llegó el convenio?"),
        ("En que mes y cuando se ratifico?", "En qué mes y cuándo se ratificó?"),
        ("Por que bajo el costo?", "Por qué bajo el costo?"),
        ("cuanto costo el convenio y cual fue el costo?", "cuánto costó el convenio y cuál fue el costo?"),
        ("Que opino el publico de Mexico?", "Qué opinó el público de México?"),
        ("el plan lo cual es mas alto", "el plan lo cual es más alto"),
        ("Con la pandemia, que hizo posible el plan?", "Con la pandemia, qué hizo posible el plan?"),
        ("Quien dijo que el plan sigue?", "Quién dijo que el plan sigue?"),
        ("el articulo dos", "el articulo dos"),
        ("hace dos anos", "hace dos años"),
        ("QUE ES EL IRM", "QUE ES EL IRM"),
        ("mx0087 cual es?", "mx0087 cuál es?"),
    ],
)
def test_what_is_sure_is_put_in(typed: str, meant: str) -> None:
    assert ACCENTS.put_in(typed, "es") == meant


@pytest.mark.parametrize("message", ["¿Qué opino?", "¿Cuándo llego?", "el niño llego"])
def test_who_types_accents_means_what_is_typed(message: str) -> None:
    assert ACCENTS.put_in(message, "es") == message


def test_english_is_left_alone() -> None:
    assert ACCENTS.put_in("que accion", "en") == "que accion"


@given(st.text(alphabet="abcdeinoqu ,.?¿ACIONq1@", max_size=60))
def test_only_accents_change(message: str) -> None:
    told = ACCENTS.put_in(message, "es")
    bare = "".join(c for c in unicodedata.normalize("NFD", told) if not unicodedata.combining(c))
    assert bare == message


def test_without_a_dictionary_the_collection_still_tells() -> None:
    accents = Accents(Vocabulary.of({"es": [COLLECTION], "en": []}), None)
    assert accents.put_in("que opino el publico", "es") == "qué opinó el público"
