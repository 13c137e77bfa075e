"""Terms as a collection says them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.text.terms import Term, Terms
from index.vocabulary import Sayings, put_sayings

TERMS = Terms(
    [
        Term({"es": ("Liga del Lago", "LDL", "liga lacustre"), "en": ("Lake League", "LL")}),
        Term({"es": ("barcaza", "gabarra"), "en": ("barge",)}, expand=False),
    ]
)
TEXTS = {"es": ["La LDL y la LDL.", "La liga lacustre, con gabarra"], "en": ["The Lake League met."]}


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("es", "¿Qué dijo la Liga del Lago?", "¿Qué dijo la LDL?"),
        ("es", "¿Qué dijo la liga lacustre?", "¿Qué dijo la liga lacustre?"),
        ("en", "What did the LL say to the LL?", "What did the Lake League say to the Lake League?"),
        ("es", "¿Y la barcaza?", "¿Y la barcaza?"),
        ("es", "", ""),
        ("fr", "la Liga del Lago", "la Liga del Lago"),
    ],
)
def test_what_the_collection_does_not_say_is_said_as_it_does(language: str, typed: str, said: str) -> None:
    assert Sayings.of(TEXTS, TERMS).as_here(typed, language) == said


def test_a_collection_without_the_term_leaves_it() -> None:
    assert Sayings.of({"es": ["nada"], "en": []}, TERMS).as_here("la Liga del Lago", "es") == "la Liga del Lago"


def test_they_are_kept_with_the_generation(tmp_path: Path) -> None:
    put_sayings(tmp_path, {"es": ["El MRI evaluó el plan."], "en": ["The IRM assessed the plan."]})
    kept = Sayings.load(tmp_path, content=None)  # type: ignore[arg-type]
    assert kept.as_here("¿Qué dijo el Mecanismo Independiente de Revisión?", "es") == "¿Qué dijo el MRI?"
