"""Translations that people read: dates, institutions and levels by rule, articles that suit, known mistakes mended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fakes import WordBridge
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.terms import load_terms
from index.translation.apertium import Apertium, NoBridge, open_bridge
from index.translation.protected import TermBridge


def told(text: str, source: str, words: dict[str, str] | None = None) -> str | None:
    target = {"es": "en", "en": "es"}[source]
    return TermBridge(WordBridge(words or {}), load_terms()).translate([text], source, target, keep_names=True)[0]


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("31 July 2024", "31 de julio de 2024"),
        ("March 2023", "marzo de 2023"),
        ("27 and 28 October 2022", "27 y 28 de octubre de 2022"),
        ("3 May", "3 de mayo"),
    ],
)
def test_dates_are_written_as_each_language_writes_them(english: str, spanish: str) -> None:
    assert told(english, "en") == spanish
    assert told(spanish, "es") == english


@pytest.mark.parametrize(
    ("written", "spanish"),
    [
        ("November 29, 2022", "29 de noviembre de 2022"),
        ("October 27 and 28, 2022", "27 y 28 de octubre de 2022"),
        ("the 3rd of May 2021", "the 3 de mayo de 2021"),
        ("in August", "in agosto"),
        ("May it be so", "May it be so"),
        ("A March of the people", "A March of the people"),
    ],
)
def test_other_ways_to_write_a_date(written: str, spanish: str) -> None:
    assert told(written, "en") == spanish


def test_a_day_in_spanish_has_its_article() -> None:
    assert told("published on 24 August 2016", "en", {"en": "on"}) == "published el 24 de agosto de 2016"
    assert told("El 3 de mayo de 2023 abrió", "es") == "On 3 May 2023 abrió"
    assert told("desde el 3 de mayo de 2023", "es") == "desde 3 May 2023"


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("Ministry of Health", "Ministerio de Salud"),
        ("Ministry of Culture and Tourism", "Ministerio de Cultura y Turismo"),
        ("Supreme Court", "Corte Suprema"),
    ],
)
def test_institutions_by_what_they_are_for(english: str, spanish: str) -> None:
    assert told(english, "en") == spanish
    assert told(spanish, "es") == english


@pytest.mark.parametrize("name", ["Ministry of Magic", "Ministry of Health Insurance", "Ash Center for Health"])
def test_an_institution_that_is_not_known_keeps_its_name(name: str) -> None:
    assert told(name, "en") == name


@pytest.mark.parametrize(
    ("english", "spanish"),
    [("Not started", "No iniciado"), ("Anti-Corruption", "Anticorrupción"), ("Major", "Significativo")],
)
def test_levels_and_areas_have_their_official_names(english: str, spanish: str) -> None:
    assert told(english, "en") == spanish
    assert told(spanish, "es") == english


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("español", "Spanish"),
        ("guaraní", "Guarani"),
        ("mexicano", "Mexican"),
        ("chileno", "Chilean"),
        ("senegalés", "Senegalese"),
        ("europeo", "European"),
    ],
)
def test_english_writes_languages_and_peoples_with_a_capital(spanish: str, english: str) -> None:
    """Other words that the translator capitalises behind a name that was kept get a small letter."""
    words = {"informe": "Report", spanish: english}
    assert told(f"el INAI {spanish}", "es", words) == f"el INAI {english}"
    assert told("el INAI informe", "es", words) == "el INAI report"


def test_articles_suit_what_the_terms_make_of_it() -> None:
    words = {"el": "the", "bajo": "under", "de": "of"}
    assert told("under the Participation and Co-Creation Standards", "en", words) == (
        "bajo los Estándares de Participación y Cocreación"
    )
    assert told("the civil society", "en", words) == "la sociedad civil"
    assert told("the beneficial ownership register", "en", words) == "el Registro de Beneficiarios Finales"


def test_the_mark_of_a_list_item_is_no_word() -> None:
    assert told("a) uno", "es", {"a": "to", "uno": "one"}) == "a) one"


def test_official_titles_are_kept_as_they_are_given() -> None:
    bridge = TermBridge(WordBridge({}), load_terms())
    titles = {"Agua a la vista": "Water in plain sight"}
    found = bridge.translate(["1. Agua a la vista, 2021"], "es", "en", keep_names=True, titles=titles)
    assert found == ["1. Water in plain sight, 2021"]


@pytest.fixture(scope="module")
def apertium() -> Iterator[TermBridge]:
    bridge = open_bridge()
    if isinstance(bridge, NoBridge):
        pytest.skip("Apertium is not installed")
    assert isinstance(bridge, Apertium)
    yield TermBridge(bridge, load_terms())
    bridge.close()


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("en", "The date was set.", "fecha"),
        ("es", "Informa sobre su plan de acción.", "its action plan"),
        ("es", "Se consultó la política pública.", "policy"),
        ("en", "The Ministry published it.", "El ministerio"),
        ("en", "It was approved by 64 per cent.", "64%"),
    ],
)
def test_known_mistakes_are_mended(apertium: TermBridge, source: str, text: str, found: str) -> None:
    target = {"es": "en", "en": "es"}[source]
    (result,) = apertium.translate([text], source, target, keep_names=True)
    assert result is not None and found in result


WORDS = st.sampled_from(
    [
        "zorblax",
        "*",
        "the",
        "datos",
        "(",
        ")",
        ",",
        ".",
        "“",
        "”",
        "Ministry",
        "July",
        "2024",
        "OGP",
        "x@y",
        "civil",
        "qz",
    ]
)


@given(words=st.lists(WORDS, min_size=1, max_size=14), source=st.sampled_from(["es", "en"]))
def test_no_token_no_broken_space_and_no_mark_of_an_unknown_word_is_left(
    apertium: TermBridge, words: list[str], source: str
) -> None:
    target = {"es": "en", "en": "es"}[source]
    text = " ".join(words)
    (result,) = apertium.translate([text], source, target, keep_names=True)
    assert result is not None
    assert "qz0x" not in result and "  " not in result and " ," not in result and "( " not in result
    assert result.count("*") <= text.count("*") and result.count("@") <= text.count("@")
