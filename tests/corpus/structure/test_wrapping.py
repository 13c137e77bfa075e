"""Which lines of a file are one paragraph."""

from __future__ import annotations

from pathlib import Path

from makers import LONG, read_text, texts


def test_wrapped_lines_are_one_paragraph(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "Los municipios de la cuenca acordaron medir\nla calidad del agua cada mes y publicar\n"
        "los resultados en un sitio abierto.\n\nEl segundo acuerdo quedó para el año\nsiguiente.\n",
    )
    assert texts(document) == [
        "Los municipios de la cuenca acordaron medir la calidad del agua cada mes y publicar los resultados "
        "en un sitio abierto.",
        "El segundo acuerdo quedó para el año siguiente.",
    ]


def test_a_sentence_cut_by_a_blank_line_is_joined(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "En el segundo año del plan la Dirección de Puertos abrió\n\nsus registros de carga. " + LONG,
    )
    assert texts(document) == [
        "En el segundo año del plan la Dirección de Puertos abrió sus registros de carga. " + LONG.strip()
    ]
