"""Messages all in capitals."""

from __future__ import annotations

import pytest

from assistant.message.clean import quiet
from corpus.text.normalize import fold
from index.vocabulary import Vocabulary

VOCABULARY = Vocabulary.of({"es": ["El MRI de Valdoria evaluó el plan"], "en": ["The IRM read the plan of Valdoria"]})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("¿QUÉ EVALUÓ EL MRI DE VALDORIA?", "¿Qué evaluó el MRI de Valdoria?"),
        ("QUE EVALUO EL MRI", "Que evaluo el MRI"),
        ("WHAT DID THE IRM READ ABOUT MX0087 AND 3 PLANS", "What did the IRM read about MX0087 and 3 plans"),
        ("What did the IRM read?", "What did the IRM read?"),
        ("MRI VALDORIA", "MRI VALDORIA"),
        ("", ""),
        ("¿?", "¿?"),
    ],
)
def test_only_what_is_shouted_is_put_in_small_letters(typed: str, meant: str) -> None:
    assert quiet(typed, VOCABULARY) == meant


@pytest.mark.parametrize("typed", ["ÑANDÚ ÑANDÚ ÑANDÚ ß", "A B C", "ǅ ǅ ǅ ǅ", "İSTANBUL İN İÇİ"])
def test_letters_stay_what_they_are(typed: str) -> None:
    assert fold(quiet(typed, VOCABULARY)) == fold(typed)
