"""A claim beside its quotation, and the lists by which the two are compared."""

from __future__ import annotations

import pytest
from claims_made import sides
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.verification.comparison import Side, Sides, opposites, pairs, phrases, vocabulary, whole
from assistant.verification.contradiction import denies_otherwise, opposed
from assistant.verification.entailment import exchanged, widened
from assistant.verification.facts import counted, other_dates, other_levels, other_numbers


@settings(deadline=None)  # the lists are compiled with the first text
@given(st.text(max_size=60), st.sampled_from(["es", "en"]))
def test_what_says_the_same_says_nothing_else(text: str, language: str) -> None:
    side = Side(text, language)
    list(counted(side)), side.clauses
    both = Sides(side, ((side, side),))
    for check in (other_numbers, other_dates, other_levels, denies_otherwise, opposed, widened, exchanged):
        assert not check(both)


def test_every_list_is_there_in_both_languages() -> None:
    for name in ("negation", "softly", "all", "some", "none", "reasons", "parts", "more", "fewer", "strictly"):
        for language in ("es", "en"):
            assert phrases(name, language).any.pattern
    for name in ("light", "clauses", "no_verb", "also", "amounts", "speaking", "grounds", "hardly", "without", "only"):
        assert set(vocabulary()[name]) == {"es", "en"}
    for name in pairs():
        for language in ("es", "en"):
            assert opposites(name, 0, language).any != opposites(name, 1, language).any


@pytest.mark.parametrize(
    ("listed", "text", "found"),
    [
        ("no_one carec+ inform*", "no one carece; carec, informe, inform", ["no one", "carece", "informe", "inform"]),
        ("ni", "ninguno ni uno", ["ni"]),
        ("", "nada", []),
    ],
)
def test_words_of_a_list_may_have_blanks_and_endings(listed: str, text: str, found: list[str]) -> None:
    assert whole(listed).findall(text) == found


@pytest.mark.parametrize(
    ("name", "language", "text", "found"),
    [
        # words that a list cannot tell
        ("softly", "en", "It stays unprinted, the united front, until it is unbearable.", 2),
        ("reasons", "en", "It stopped, since funds ended; since 2019 it sleeps.", 1),
        ("negation", "es", "No pasa de diez; apenas 12; no paso el examen.", 1),
        ("strictly", "es", "No supera los tres meses, no llega.", 1),
        ("negation", "en", "Law No. 4 and no law", 1),
        ("all", "en", "In all, 22 voted; after all, not at all; in all the towns, at all the tables.", 2),
        # longer phrases that say something else
        ("negation", "en", "No later than May, not only here, not there.", 1),
        ("all", "es", "Sobre todo, cada dia y casi todos; todos.", 1),
    ],
)
def test_phrases_that_say_something_else_do_not_count(name: str, language: str, text: str, found: int) -> None:
    assert Side(text, language).count(name) == found


def test_a_quotation_in_another_language_is_read_where_it_is_translated() -> None:
    both = sides("It stays.", "Se queda.", quoted_in="es")
    assert both.given == (Side("Se queda.", "es"),) and both.read == () and both.quoted == both.given
