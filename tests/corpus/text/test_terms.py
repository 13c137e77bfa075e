"""Official forms of the same thing in both languages."""

from __future__ import annotations

from corpus.text.terms import Term, Terms, load_terms

TERMS = Terms(
    [
        Term({"es": ("Alianza para el Gobierno Abierto", "AGA"), "en": ("Open Government Partnership", "OGP")}),
        Term({"es": ("gobierno abierto",), "en": ("open government",)}, expand=False),
    ]
)


def test_the_longest_term_is_found_in_any_case_and_without_accents() -> None:
    found = TERMS.find("la ALIANZA para el gobierno abierto y el gobierno abierto", "es")
    assert [(mention.term.forms["en"][0], mention.start) for mention in found] == [
        ("Open Government Partnership", 3),
        ("open government", 41),
    ]
    assert not TERMS.find("OGP", "es")
    assert not TERMS.find("OGP", "fr")


def test_only_terms_that_say_so_are_expanded() -> None:
    assert TERMS.synonyms("What is the OGP?", "en") == {
        "es": ("Alianza para el Gobierno Abierto", "AGA"),
        "en": ("Open Government Partnership", "OGP"),
    }
    assert TERMS.synonyms("open government", "en") == {}


def test_every_term_that_comes_along_has_both_languages() -> None:
    assert all(set(term.forms) == {"es", "en"} for term in load_terms().terms)
    assert len(load_terms().fingerprint) == 16
