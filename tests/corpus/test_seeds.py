"""The five seed documents and five PDFs, where they are at hand."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from makers import check, outline, table, texts

from corpus.errors import NoText
from corpus.library.catalog import load_catalog
from corpus.model import Document
from corpus.read import read_file


@cache
def pdf(shared: Path, name: str) -> Document:
    document = read_file(shared / "corpus" / "pdf" / f"{name}.pdf")
    check(document)
    return document


def seed(shared: Path, number: str) -> Document:
    path = next((shared / "corpus" / "seeds").glob(f"{number}_*.txt"))
    entry = load_catalog(shared / "corpus" / "catalog.toml").entry_for(path)
    assert entry
    document = read_file(path, entry)
    check(document)
    return document


def test_the_action_plan_page(shared: Path) -> None:
    headings = [text for _, text in outline(seed(shared, "000"))]
    assert headings[:4] == ["Plan de Acción", "Diseño:", "Seguimiento y Evaluación:", "Compromisos"]
    assert [heading.split(".")[0] for heading in headings[4:]] == ["1", "2", "5", "7", "10", "11"]


def test_the_self_assessment_has_thirteen_whole_rows(shared: Path) -> None:
    document = seed(shared, "001")
    rows = table(document)
    columns = ["Compromiso", "Objetivo", "Participantes", "Logros", "Calificación (IRM y autoevaluación)"]
    assert [list(row) for row in rows] == [columns] * 13
    numbers = [int(row["Compromiso"].split(":")[0].split(".")[0]) for row in rows]
    assert numbers == [2, 3, 4, 6, 7, 8, 10, 11, 12, 13, 1, 5, 9]
    sections = [block.section[-1] for block in document.blocks if block.kind == "table_row"]
    assert sections == ["Compromisos Activos"] * 10 + ["Compromisos Inactivos"] * 3
    by_number = dict(zip(numbers, rows, strict=True))
    assert by_number[6]["Compromiso"].endswith("información de seguridad pública")
    assert by_number[6]["Objetivo"].endswith("la toma de decisiones en materia de seguridad pública.")
    assert by_number[10]["Participantes"].endswith("Educación Ambiental como corresponsables del proceso.")
    assert by_number[13]["Logros"].endswith("un problema público.")
    assert by_number[9]["Logros"].endswith("desaparición de fideicomisos.")
    assert all(row[columns[-1]].endswith(".") for row in rows)


def test_the_commitment_page(shared: Path) -> None:
    document = seed(shared, "002")
    commitments = [text for text in texts(document, "list_item") if "\nMX0" in text]
    assert len(commitments) == 87
    assert commitments[0].split("\n")[1].startswith("MX0075, 2019") and "MX0037" in commitments[-1]
    assert len({text.split("\n")[1][:6] for text in commitments}) == 87
    headings = [text for _, text in outline(document)]
    assert headings[0] == "Subnational Open Government Strategy (MX0087)" and headings[-1] == "Commitments"
    assert sum(heading.startswith("¿") for heading in headings) == 5
    assert "Status: Active" in texts(document, "paragraph")
    assert not [text for text in texts(document, "paragraph") if text[0].islower()]


def test_the_cocreation_recommendations(shared: Path) -> None:
    assert [(level, text.split(":")[0].split(".")[0]) for level, text in outline(seed(shared, "003"))] == [
        (1, "Recomendaciones para la cocreación de México 2024"),
        (2, "Introducción"),
        (2, "Sección I"),
        (3, "Recomendaciones"),
        (4, "Recomendación 1"),
        (4, "Recomendación 2"),
        (2, "Sección II"),
        (3, "ÁREAS DE OPORTUNIDAD PARA LOS COMPROMISOS"),
        (4, "ÁREA 1"),
        (5, "Recursos útiles"),
        (4, "ÁREA 2"),
        (5, "Recursos útiles"),
        (4, "ÁREA 3"),
        (5, "Recursos útiles"),
        (4, "AREA 4"),
        (5, "Recursos útiles"),
        (4, "AREA 5"),
        (5, "Recursos útiles"),
    ]


def test_the_kit_and_its_two_tables(shared: Path) -> None:
    document = seed(shared, "004")
    rows = table(document)
    labels = [row["0"].split("(")[0].strip() for row in rows[:10]]
    assert labels == [
        "Eje",
        "Tema",
        "Problemática",
        "Objetivo a corto plazo",
        "Causa que atiende",
        "Elementos de gobierno abierto",
        "Objetivo a mediano plazo",
        "Acciones",
        "Actores identificados",
        "Información existente",
    ]
    assert all(len(row) == 2 for row in rows[:10])
    assert [list(row) for row in rows[10:]] == [["No.", "Nombre corto", "Compromiso", "Dependencia", "Estado"]] * 3
    numbered = [text[0] for level, text in outline(document) if text[1:2] == "—"]
    assert numbered == ["1", "2", "3", "4", "5", "6"]
    assert [text for _, text in outline(document)][-3:] == [
        "Plan de Acción 2011-2012",
        "Plan de Acción 2013-2015",
        "Plan de Acción 2016 - 2018",
    ]
    assert "<" not in document.text and "**" not in document.text


@pytest.mark.parametrize(
    ("name", "heading", "pages"),
    [
        ("us-nap5-midterm-self-assessment", "ANALYSIS OF THE COMMITMENTS", 17),
        ("us-nap3-self-assessment", "National Action Plan Process", 47),
        ("co-metodologia-iv-plan", "3.2 Consulta a ciudadanía sobre temáticas", 20),
        ("pnud-kit-05-compromisos", "4. Cocreación de un plan de acción", 9),
    ],
)
def test_pdfs_of_other_hands(shared: Path, name: str, heading: str, pages: int) -> None:
    document = pdf(shared, name)
    assert heading in [text for _, text in outline(document)]
    assert len(document.page_offsets) == pages


# Counted by eye on the pages (docs/decisions/reading.md): page → headings and table rows. Two headings of the first
# (pages 3 and 9) are titles of pictures, and one row (page 18) is a header that nothing sets apart.
ON_PAGES = {
    "co-metodologia-iv-plan": (
        {1: 3, 3: 3, 4: 2, 5: 1, 6: 1, 7: 3, 8: 1, 9: 2, 10: 3, 11: 2, 12: 2, 13: 4, 17: 1},
        {5: 2, 6: 9, 14: 5, 15: 5, 16: 9, 17: 5, 18: 6},
    ),
    "us-nap5-midterm-self-assessment": ({3: 1, 4: 1, 7: 1, 9: 1, 10: 1, 11: 1, 13: 1, 15: 1, 16: 1}, {9: 5}),
}


@pytest.mark.parametrize("name", ON_PAGES)
def test_headings_and_rows_stand_where_the_pages_show_them(shared: Path, name: str) -> None:
    document = pdf(shared, name)
    for kind, expected in zip(("heading", "table_row"), ON_PAGES[name], strict=True):
        assert Counter(document.page_at(b.start) for b in document.blocks if b.kind == kind) == expected


def test_commitments_of_a_pdf_report_are_sections_with_rows(shared: Path) -> None:
    document = pdf(shared, "us-nap3-self-assessment")
    numbered = [text for _, text in outline(document) if text[0].isdigit()]
    assert len(numbered) == 45
    rows = [row for row in table(document) if row.get("0") == "Completion level"]
    assert len(rows) == 45


def test_an_image_only_pdf_is_told_by_its_pages(shared: Path) -> None:
    with pytest.raises(NoText, match="3 page"):
        read_file(shared / "corpus" / "pdf" / "image-only-programa.pdf")
