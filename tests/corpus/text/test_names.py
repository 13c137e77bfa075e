"""Proper names in running text, and names that a list of institutions holds."""

from __future__ import annotations

import pytest

from corpus.ledger.resolve.directory import directory
from corpus.text.names import leaders_end, listed_institutions, names


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("INAI, SFP y GESOC, Agencia para el Desarrollo.", ["INAI", "SFP", "GESOC"]),
        ("las Secretarías de Marina (SEMAR), Defensa Nacional y Educación Pública", ["SEMAR", "SEDENA", "SEP"]),
        ("La Secretaría de la Función Pública (SFP)", ["SFP"]),
        (
            "Casa Abierta, Agencia para el Cambio; Red de Vecinos y Universidad del Lago",
            ["Casa Abierta", "Agencia para el Cambio", "Red de Vecinos", "Universidad del Lago"],
        ),
        ("Lupa, Laboratorio de Datos; Foro Sur", ["Lupa, Laboratorio de Datos", "Foro Sur"]),
        ("todas las dependencias y la ciudadanía", []),
    ],
)
def test_lists_of_institutions(text: str, keys: list[str]) -> None:
    assert listed_institutions(text, directory("MX", [])) == keys


def test_a_country_without_entries_reads_names_as_they_stand() -> None:
    assert listed_institutions(
        "Treasury Department, Department of Fish and Ministry of Roads", directory("XZ", [])
    ) == [
        "Treasury Department",
        "Department of Fish",
        "Ministry of Roads",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lo firmó la Secretaría de la Función Pública ayer.", ["Secretaría de la Función Pública"]),
        (
            "The Center for Democratic Governance and then Ana Faro spoke.",
            ["Center for Democratic Governance", "Ana Faro"],
        ),
        ("Nadie vino.", []),
        ("TODO ESTO ES UN TÍTULO", []),
    ],
)
def test_proper_names_in_running_text(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in names(text)] == found


def test_those_who_help_are_told_from_those_who_lead() -> None:
    text = "Ministerio de Aguas, con el apoyo de Red de Vecinos"
    cut, on = leaders_end(text)
    assert (text[:cut], text[on:].strip()) == ("Ministerio de Aguas", "Red de Vecinos")
