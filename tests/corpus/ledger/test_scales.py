"""Levels of the official scales, in cells and in sentences."""

from __future__ import annotations

import pytest

from corpus.ledger.scales import level_of, levels_named


@pytest.mark.parametrize(
    ("scale", "cell", "level"),
    [
        ("completion", "Completo", "complete"),
        ("completion", "Not started", "not_started"),
        ("completion", "No iniciado", "not_started"),
        ("completion", "Avances limitados", "limited"),
        ("completion", "Substantial ✓", "substantial"),
        ("completion", "No answer yet", None),
        ("openness", "No cambió", "did_not_change"),
        ("openness", "Did not change", "did_not_change"),
        ("openness", "Significativo", "major"),
        ("ambition", "Poco claro", "unclear"),
        ("status", "Active", "active"),
        ("status", "Vigente, con dudas", None),
    ],
)
def test_a_cell_that_holds_a_level(scale: str, cell: str, level: str | None) -> None:
    assert level_of(scale, cell) == level


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "El avance fue limitado, aunque la apertura resultó marginal.",
            {"completion": "limited", "openness": "marginal"},
        ),
        ("The IRM found that the commitment was substantially implemented.", {"completion": "substantial"}),
        ("Progress was substantial.", {"completion": "substantial"}),
        ("El compromiso quedó completado en marzo.", {"completion": "complete"}),
        ("El compromiso no puede darse por completo.", {}),
        ("The commitment is not complete.", {}),
        ("The commitment was not started.", {"completion": "not_started"}),
        ("Ninguna actividad cambió el marco legal, que es limitado.", {}),
        ("El efecto fue significativo en la apertura del sector.", {"openness": "major"}),
        ("Hubo un aumento significativo de visitas.", {}),
    ],
)
def test_levels_in_a_sentence_need_what_they_are_levels_of(sentence: str, found: dict[str, str]) -> None:
    levels = {scale: levels_named(scale, sentence) for scale in ("completion", "openness")}
    assert {scale: named[0].key for scale, named in levels.items() if named} == found
