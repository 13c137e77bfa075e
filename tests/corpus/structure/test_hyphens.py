"""Words cut at the end of a line."""

from __future__ import annotations

import pytest

from corpus.structure.hyphens import Hyphens

WORDS = "La transparencia técnico-jurídica y la participación socio-cultural. información información información"


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("la transpa-", "rencia pública", "la transparencia pública"),
        ("obra técnico-", "jurídica nueva", "obra técnico-jurídica nueva"),
        ("el plan 2019-", "2022", "el plan 2019-2022"),
        ("la informaci", "ón llega", "la información llega"),
        ("véase https://faros.example/plan-", "de-acción.html", "véase https://faros.example/plan-de-acción.html"),
        ("el lago", "es de todos", "el lago es de todos"),
    ],
)
def test_lines_become_one_run_of_text(before: str, after: str, joined: str) -> None:
    assert Hyphens(WORDS).join(before, after) == joined


def test_a_hyphen_that_somebody_typed_stays() -> None:
    assert Hyphens("", typed=True).join("auto-", "gestión") == "auto-gestión"
    assert Hyphens("").join("auto-", "gestión") == "autogestión"
