"""How deep headings are."""

from __future__ import annotations

from pathlib import Path

from makers import LONG, outline, read_text


def test_sections_know_the_headings_above_them(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        f"# Plan de los Faros\n\n## Compromiso 1\n\n### Meta\n\n{LONG}\n\n## Compromiso 2\n\n{LONG}\n",
        "plan.md",
    )
    assert [block.section for block in document.blocks if block.kind == "paragraph"] == [
        ("Plan de los Faros", "Compromiso 1", "Meta"),
        ("Plan de los Faros", "Compromiso 2"),
    ]


def test_a_counted_series_marked_in_several_ways_keeps_one_depth(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        f"1— Inicio\n\n{LONG}\n\n### 2— Método\n\n{LONG}\n\n"
        f"#### Paso 1. Consulta\n\n{LONG}\n\n#### 3— Cierre\n\n{LONG}",
    )
    assert outline(document) == [
        (1, "1— Inicio"),
        (1, "2— Método"),
        (2, "Paso 1. Consulta"),
        (1, "3— Cierre"),
    ]


def test_recurring_headings_stay_below_their_section(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        f"SEGUNDA PARTE DEL INFORME\n\nÁREA 1. Faros\n\n{LONG}\n\nPara saber más\n\n{LONG}\n\n"
        f"ÁREA 2. Boyas\n\n{LONG}\n\nPara saber más\n\n{LONG}\n",
    )
    assert [level for level, text in outline(document) if text == "Para saber más"] == [3, 3]
