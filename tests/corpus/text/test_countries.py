"""Countries: what they are called, and where a text names one."""

from __future__ import annotations

import pytest

from corpus.text.countries import (
    code_of,
    countries,
    countries_by_name,
    country_name,
    country_words,
    known_codes,
    names_country,
    territories,
    territory_names,
    without_countries,
)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("el plan de Kenia", "KE"),
        ("Kenya's plan", "KE"),
        ("el plan de México", "MX"),
        ("the Mexican plan", "MX"),
        ("el plan chileno", "CL"),
        ("the United States plan", "US"),
        ("Costa de Marfil", "CI"),
    ],
)
def test_countries_are_known_in_both_languages(question: str, code: str) -> None:
    assert countries(question) == (code,)


@pytest.mark.parametrize("question", ["the man with the jersey", "agua", "Valdoria", "la sal de la tierra", "a turkey"])
def test_everyday_words_are_no_countries(question: str) -> None:
    assert countries(question) == ()


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Plan de Acción de Georgia 2024-2025", {"GE"}),
        ("The Chilean plan", set()),
        ("Reunión sobre el plan", set()),
        ("Kenya and the United Kingdom", {"KE", "GB"}),
    ],
)
def test_a_title_names_countries_by_their_names_alone(title: str, codes: set[str]) -> None:
    assert countries_by_name(title) == codes


@pytest.mark.parametrize(
    ("code", "text", "named"),
    [("US", "the US plan", True), ("US", "tell us", False), ("GB", "in the UK", True), ("KE", "Kenia", True)],
)
def test_one_country_is_looked_for(code: str, text: str, named: bool) -> None:
    assert names_country(code, text) is named


def test_codes_and_names() -> None:
    assert country_name("mx", "en") == "Mexico"
    assert country_name("XX", "es") == country_name(None, "es") == ""
    assert country_name("XX", "es", default="XX") == "XX"
    assert [code_of(said) for said in ("mx", "Costa de Marfil", "XX", "Valdoria")] == ["MX", "CI", "XX", None]
    assert {"MX", "GB"} <= known_codes() and "EU" not in known_codes()
    assert without_countries("plan de costa rica") == "plan de  "
    assert country_words("es")["mexico"] == "México"
    assert "América" in territory_names("es") and "MX" in territories("en")
