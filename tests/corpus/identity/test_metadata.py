"""Metadata that nobody states."""

from __future__ import annotations

from pathlib import Path

import pytest
from makers import page, pdf_bytes, read_text

from corpus.identity.metadata import slug
from corpus.read import read_bytes

BODY = "El gobierno y las organizaciones revisaron juntos cada meta y acordaron publicar los datos cada mes. "


def test_what_is_inferred_is_named(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "# Reporte de Autoevaluación del Plan de Acción 2021-2023 de Uruguay\n\n"
        f"Montevideo, marzo de 2024\n\n{BODY * 3}",
        "uy_informe_e663481e0ced587c.md",
    )
    metadata = document.metadata
    assert metadata.id == "uy-informe"
    assert metadata.title == "Reporte de Autoevaluación del Plan de Acción 2021-2023 de Uruguay"
    assert (metadata.kind, metadata.country, metadata.language) == ("self_assessment", "UY", "es")
    assert (metadata.cycle, metadata.date) == ("2021-2023", "2024-03")
    assert set(metadata.inferred) == {"id", "title", "kind", "country", "language", "cycle", "date"}


def test_what_the_text_does_not_say_stays_open(tmp_path: Path) -> None:
    metadata = read_text(tmp_path, BODY * 3, "notas.txt").metadata
    assert (metadata.kind, metadata.country, metadata.cycle, metadata.date) == ("other", None, None, None)
    assert metadata.title == "notas"


def test_language(tmp_path: Path) -> None:
    english = "The ministry and the organisations reviewed each goal together and agreed to publish the data. " * 2
    assert read_text(tmp_path, english).metadata.language == "en"
    assert read_text(tmp_path, BODY).metadata.language == "es"
    assert read_text(tmp_path, "INAI").metadata.language == "es"


@pytest.mark.parametrize(
    ("carried", "title"),
    [
        ("Informe anual de los faros", "Informe anual de los faros"),
        ("Microsoft Word - x.docx", "informe"),
        ("untitled", "informe"),
    ],
)
def test_the_title_a_pdf_carries(carried: str, title: str) -> None:
    data = pdf_bytes([page(*(["words of the body that fill the line up to its end, or nearly so"] * 4))], title=carried)
    assert read_bytes(data, "informe.pdf").metadata.title == title


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Informe Final (México).pdf", "informe-final-mexico"),
        ("000_e663481e0ced587c.txt", "000-e663481e0ced587c"),
        ("plan-deadbeefdeadbeef01.txt", "plan"),
        ("¿¡!.txt", "document"),
    ],
)
def test_ids_from_file_names(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("IRM Action Plan Review: Ghana 2021-2023", "irm_report"),
        ("Ghana Action Plan Review 2021-2023", "other"),  # nobody says whose review it is
        ("Informe de resultados del Mecanismo de Revisión Independiente", "irm_report"),
        ("Fourth National Action Plan of Kenya", "action_plan"),
        ("Kit para participantes de la mesa de cocreación", "cocreation_kit"),
        ("Respuesta razonada a las propuestas recibidas", "reasoned_response"),
        ("Recomendaciones del IRM para la cocreación de Chile 2025", "irm_cocreation_brief"),
        ("Recomendaciones para la cocreación de Chile 2025", "other"),
    ],
)
def test_kinds(tmp_path: Path, title: str, kind: str) -> None:
    assert read_text(tmp_path, f"# {title}\n\n{BODY * 3}", "a.md").metadata.kind == kind


def test_one_country_among_many_is_not_the_documents(tmp_path: Path) -> None:
    text = f"# Guía de datos abiertos\n\nHay ejemplos de Chile, Ghana, Kenia, Uruguay y Canadá. {BODY}"
    assert read_text(tmp_path, text, "guia.md").metadata.country is None
