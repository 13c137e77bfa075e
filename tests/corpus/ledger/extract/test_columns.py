"""Columns that are levels, headers of two rows, per cents, money, and rows that leave out what stands above them."""

from __future__ import annotations

import pytest
from ledger_makers import ledger, of_field, page, said

TICKS = """
    # Results

    | Commitment | {levels} |
    |---|---|---|---|---|
    | 1. Open wells | | {mark} | | |
    | 2. Fair queues | | | | {mark} |
    | 3. Night buses | {mark} | | | |
"""


@pytest.mark.parametrize("mark", ["■", "✓", "✔", "X", "x", "☒", "✗", "●"])
def test_a_mark_in_a_column_of_a_level_gives_the_level(mark: str) -> None:
    text = TICKS.format(levels="Not started | Limited | Substantial | Complete", mark=mark)
    built = ledger(page(text, kind="irm_report"))
    assert [said(built, f"xz-2020-{n}", "completion") for n in (1, 2, 3)] == [
        [("limited", "assessed")],
        [("complete", "assessed")],
        [("not_started", "assessed")],
    ]
    (finding,) = of_field(built, "xz-2020-2", "completion")
    assert "Fair queues" in finding.wording and mark in finding.wording


@pytest.mark.parametrize(
    ("levels", "field", "expected"),
    [
        ("No iniciado | Limitado | Sustancial | Completo", "completion", ("limited", "complete", "not_started")),
        ("Worsened | Did not change | Marginal | Major", "openness", ("did_not_change", "major", "worsened")),
        ("Empeoró | No cambió | Marginal | Significativo", "openness", ("did_not_change", "major", "worsened")),
        ("Active | Inactive | Suspended | Withdrawn", "status", ("inactive", "withdrawn", "active")),
    ],
)
def test_the_levels_of_every_scale_in_both_languages(levels: str, field: str, expected: tuple[str, ...]) -> None:
    language = "es" if "o |" in levels or "ó |" in levels else "en"
    built = ledger(page(TICKS.format(levels=levels, mark="X"), kind="irm_report", language=language))
    assert tuple(said(built, f"xz-2020-{n}", field)[0][0] for n in (1, 2, 3)) == expected


def test_an_empty_box_is_no_mark_and_two_marks_say_neither() -> None:
    text = """
        # Results

        | Commitment | Not started | Limited | Substantial | Complete |
        |---|---|---|---|---|
        | 1. Open wells | ☐ | ☒ | ☐ | ☐ |
        | 2. Fair queues | ✗ | ✗ | ✓ | ✗ |
        | 3. Night buses | X | | X | |
    """
    built = ledger(page(text, kind="irm_report"))
    assert said(built, "xz-2020-1", "completion") == [("limited", "assessed")]
    assert said(built, "xz-2020-2", "completion") == [("substantial", "assessed")]
    assert said(built, "xz-2020-3", "completion") == []


def test_the_word_above_a_column_tells_the_scale_that_two_share() -> None:
    text = """
        # Results

        | Commitment | Ambition: Modest | Ambition: Substantial | Completion: Limited | Completion: Substantial |
        |---|---|---|---|---|
        | 1. Open wells | | X | | X |
    """
    built = ledger(page(text, kind="irm_report"))
    assert said(built, "xz-2020-1", "ambition") == [("substantial", "assessed")]
    assert said(built, "xz-2020-1", "completion") == [("substantial", "assessed")]


@pytest.mark.parametrize(
    ("mid", "end"),
    [
        ("Completion: Mid-term", "Completion: End of term"),
        ("Cumplimiento: Medio término", "Cumplimiento: Fin de término"),
        ("Level of completion at midterm", "Level of completion at the end of term"),
    ],
)
def test_what_was_reached_half_way_is_told_apart_from_the_end(mid: str, end: str) -> None:
    text = f"# Results\n\n| Commitment | {mid} | {end} |\n|---|---|---|\n| 1. Wells | Not started | Limited |"
    built = ledger(page(text, kind="irm_report"))
    told = [(one.value, one.about) for one in of_field(built, "xz-2020-1", "completion")]
    assert told == [("not_started", "mid-term"), ("limited", "")]
    assert not built.disagreements


@pytest.mark.parametrize(
    ("header", "cell", "value"),
    [
        ("% de avance", "85 %", "85%"),
        ("Porcentaje de cumplimiento", "85", "85%"),
        ("Avance", "62,5 %", "62.5%"),
        ("Progress", "100%", "100%"),
        ("% complete", "40 per cent", "40%"),
    ],
)
def test_progress_in_per_cent_is_a_completion(header: str, cell: str, value: str) -> None:
    text = f"# R\n\n| Commitment | {header} | Lead |\n|---|---|---|\n| 1. Wells | {cell} | Ministry of Springs |"
    built = ledger(page(text, kind="progress_report"))
    assert said(built, "xz-2020-1", "completion") == [(value, "self_reported")]


def test_a_traffic_light_is_a_status_in_the_words_of_the_document() -> None:
    text = "# R\n\n| Compromiso | Semáforo |\n|---|---|\n| 1. Pozos | Verde |"
    built = ledger(page(text, kind="progress_report", language="es"))
    assert said(built, "xz-2020-1", "status") == [("Verde", "self_reported")]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2.400.000 marels", "2400000 marels"),
        ("3,5 millones de marels", "3500000 marels"),
        ("USD 1,250,000.50", "1250000.5 usd"),
        ("900 500 pesos", "900500 pesos"),
        ("1.2 million euros", "1200000 euros"),
        ("$640,000", "640000 $"),
        ("Por definir", "Por definir"),
    ],
)
def test_a_budget_is_an_amount_of_a_currency(written: str, value: str) -> None:
    built = ledger(page(f"# Plan\n\n## Commitment 1: Wells\n\nBudget: {written}", kind="action_plan"))
    assert said(built, "xz-2020-1", "budget") == [(value, "promised")]


@pytest.mark.parametrize("header", ["N.º", "Nº", "N.", "No.", "Núm.", "#"])
def test_a_column_of_numbers_is_known_however_it_is_short(header: str) -> None:
    text = f"""
        # Seguimiento

        | {header} | Compromiso | Estado | Vence |
        |---|---|---|---|
        | 4 | Mapa de baches | No iniciado | 31/03/2023 |
        | 5 | Actas abiertas | En espera | 30/06/2023 |
        | 6 | Ferias | 35 % | 30/06/2023 |
    """
    built = ledger(page(text, kind="progress_report", language="es"))
    assert said(built, "xz-2020-4", "completion") == [("not_started", "self_reported")]
    assert said(built, "xz-2020-4", "end")[0][0] == "2023-03-31"
    assert said(built, "xz-2020-5", "status") == [("En espera", "self_reported")]
    assert said(built, "xz-2020-6", "completion") == [("35%", "self_reported")]


def test_a_period_of_one_date_is_its_end() -> None:
    text = """
        # Plan

        ## Compromiso 1: Playas limpias

        Plazo: 15 de octubre de 2024
    """
    built = ledger(page(text, kind="action_plan", language="es"))
    assert said(built, "xz-2020-1", "end") == [("2024-10-15", "promised")]
    assert said(built, "xz-2020-1", "start") == []
