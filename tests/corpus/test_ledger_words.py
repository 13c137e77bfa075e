"""Levels, numbers, dates, speakers and names of institutions in running text of both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus
from corpus.data import table
from corpus.ledger.extract.counts import about_key, counts
from corpus.ledger.resolve.directory import directory
from corpus.ledger.scales import level_of, levels_named
from corpus.text.acronyms import expansion_of
from corpus.text.dates import moments
from corpus.text.names import listed_institutions
from corpus.text.normalize import fold
from corpus.text.numbers import whole_number
from corpus.text.sentences import clauses
from corpus.text.speakers import speaker_of


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


@pytest.mark.parametrize(
    ("text", "number"),
    [("seis", "6"), ("Seis (6)", "6"), ("1.100", "1100"), ("1 840", "1840"), ("treinta y tres", "33"), ("many", None)],
)
def test_numbers_in_words_and_digits(text: str, number: str | None) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Se abrieron siete oficinas rurales en el norte.", [("7", "oficinas rurales")]),
        ("Six civil society organisations took part.", [("6", "civil society organisations")]),
        ("Hubo ferias en 12 de las 20 comunas.", [("12", "comunas / 20")]),
        ("Los tres poderes firmaron en 2021, a los 18 meses.", []),
        ("Nine out of ten visitors came by bus.", []),
        ("Costó 40 000 pesos y un 30 % más.", []),
    ],
)
def test_what_is_counted(sentence: str, found: list[tuple[str, str]]) -> None:
    assert [(count.number, count.about) for count in counts(sentence)] == found


def test_the_same_thing_is_counted_in_two_languages() -> None:
    assert about_key("organizaciones de la sociedad civil") == about_key("civil society organisations")
    assert about_key("programas sociales") != about_key("programas rurales")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("desde el 3 de mayo de 2021", ["2021-05-03"]),
        ("31 de agosto 2022", ["2022-08-31"]),
        ("May 3, 2021 and 4 June 2022", ["2021-05-03", "2022-06-04"]),
        ("setiembre del 2020", ["2020-09"]),
        ("en 2019", ["2019"]),
        ("artículo 2019-3, página 20195", []),
    ],
)
def test_dates(text: str, iso: list[str]) -> None:
    assert [moment.iso for moment in moments(text)] == iso


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("Según el IRM, faltó tiempo.", "assessed"),
        (
            "The Independent Reporting Mechanism (IRM) considered it limited, as the self-assessment reports.",
            "assessed",
        ),
        ("En la autoevaluación, se consideró completo.", "self_reported"),
        ("According to the government, all is done.", "self_reported"),
        ("El Open Government Partnership publicó la página.", None),
        ("Sin embargo, faltó tiempo.", None),
    ],
)
def test_who_is_given_the_word(sentence: str, voice: str | None) -> None:
    assert speaker_of(sentence) == voice


def test_sentences_end_where_they_end() -> None:
    text = "Lo dirige Lupa, A.C. con otros. ¿Y después? Art. 3 del plan; sigue el resto."
    spans = [text[start:end] for start, end in clauses(text, 0, len(text))]
    assert spans == ["Lo dirige Lupa, A.C. con otros.", "¿Y después?", "Art. 3 del plan;", "sigue el resto."]


@pytest.mark.parametrize(
    ("acronym", "before", "name"),
    [
        ("MOH", "trained by the Ministry of Health", "Ministry of Health"),
        ("SFP", "a cargo de la Secretaría de la Función Pública", "Secretaría de la Función Pública"),
        ("VA", "the Department of Veterans Affairs", "Department of Veterans Affairs"),
        ("OGP", "it is a good thing", None),
    ],
)
def test_what_an_acronym_stands_for(acronym: str, before: str, name: str | None) -> None:
    assert expansion_of(acronym, before) == name


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


def test_every_country_of_the_catalog_has_its_institutions() -> None:
    known = table("corpus.text", "institutions")
    for path in (Path(corpus.__file__).parent / "catalog").glob("*.toml"):
        entries = known[path.stem.upper()]
        assert len(entries) >= 15, path.stem
        names = [fold(name) for forms in entries.values() for name in set(forms)]
        assert len(names) == len(set(names)), f"{path.stem}: one name for two bodies"
        assert all(" " in forms[0] for forms in entries.values() if forms[0].isupper()), "the full name comes first"


@pytest.mark.parametrize(
    ("country", "text", "key"),
    [
        ("AR", "la Agencia de Acceso a la Información Pública (AAIP)", "AAIP"),
        ("CL", "el Consejo para la Transparencia", "CPLT"),
        ("CO", "led by the National Administrative Department of Statistics", "DANE"),
        ("CR", "el MIDEPLAN", "MIDEPLAN"),
        ("ES", "Consejo de Transparencia y Buen Gobierno", "CTBG"),
        ("GB", "the Department for Environment, Food and Rural Affairs", "DEFRA"),
        ("GB", "the DfE and schools", "DfE"),
    ],
)
def test_bodies_of_other_countries_have_one_key(country: str, text: str, key: str) -> None:
    assert [mention.key for mention in directory(country, []).mentions(text)] == [key]
