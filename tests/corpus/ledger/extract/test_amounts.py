"""Sums of money: in columns that say what their figures are of, and with their parts behind them."""

from __future__ import annotations

import pytest

from corpus.ledger.extract.amounts import amounts, parts_follow, scaled


@pytest.mark.parametrize(
    ("cell", "header", "told"),
    [
        ("420", "Cost (thousand florins)", "420000 florins"),
        ("420", "Costo (miles de pesos)", "420000 pesos"),
        ("1,5", "Presupuesto (millones)", "1500000"),
        ("2", "Budget in millions of euros", "2000000 euros"),
        ("420", "Cost", "420"),
        ("420 florins", "Cost (thousand florins)", "420 florins"),
    ],
)
def test_a_column_says_what_its_figures_are_of(cell: str, header: str, told: str) -> None:
    [amount] = amounts(cell)
    assert scaled(amount, header).told == told


@pytest.mark.parametrize(
    ("text", "follow"),
    [
        ("685 000 tarnes, de los cuales 220 000 son una donación", True),
        ("KF 840,000, of which KF 300,000 for anonymisation", True),
        ("2,4 millones en 2023 y 1,1 millones en 2024", False),
        ("El fondo da 300 000, de los cuales 20 000 se devuelven", False),
        ("640 000 marels", False),
    ],
)
def test_parts_of_a_sum_are_no_sums_beside_it(text: str, follow: bool) -> None:
    assert parts_follow(text, amounts(text)) is follow
