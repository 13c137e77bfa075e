"""How list items begin."""

from __future__ import annotations

from pathlib import Path

from makers import LONG, outline, read_text, texts


def test_a_lone_dash_starts_an_item_of_several_lines(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "Commitments\n-\nOpen Harbour Data\nZZ0001, 2021, Transport\n-\nLighthouse Budgets\nZZ0002, 2021,\n",
    )
    assert texts(document, "list_item") == [
        "Open Harbour Data\nZZ0001, 2021, Transport",
        "Lighthouse Budgets\nZZ0002, 2021,",
    ]
    assert outline(document) == [(1, "Commitments")]


def test_entries_counted_one_below_the_other_are_a_list(tmp_path: Path) -> None:
    document = read_text(tmp_path, f"{LONG}\n\n1. Abrir los datos\n2. Medir su uso\n\nResultados\n\n{LONG}\n")
    assert texts(document, "list_item") == ["1. Abrir los datos", "2. Medir su uso"]
    assert outline(document) == [(1, "Resultados")]
