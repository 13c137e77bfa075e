"""The bridge with official terms, acronyms and addresses kept."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

import pytest
from fakes import MarkingBridge, WordBridge
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.terms import Term, Terms, load_terms
from index.translation.apertium import NoBridge
from index.translation.protected import TermBridge

TERMS = Terms(
    [
        Term({"es": ("beneficiarios finales",), "en": ("beneficial ownership",)}),
        Term({"es": ("Consejo del Agua", "CDA"), "en": ("Water Council", "WC")}),
        Term({"es": ("consejo",), "en": ("advice",)}, protect=False),
    ]
)


class Losing(WordBridge):
    """Drops every protected word: it knows no such words."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        self.seen += texts
        return [" ".join(re.sub(r"\bqz\d+x\b", "", text).split()) + "!" for text in texts]


class Doubling(WordBridge):
    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        return [re.sub(r"\b(qz\d+x)\b", r"\1 \1", text) for text in texts]


class Shouting(WordBridge):
    """Changes the case of what it does not know."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        return [text.upper() for text in texts]


class Deaf(WordBridge):
    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        return [None for _ in texts]


def es_en(bridge: WordBridge | NoBridge, *texts: str) -> list[str | None]:
    return TermBridge(bridge, TERMS).translate(texts, "es", "en")


def test_a_term_comes_out_in_its_official_form() -> None:
    words = WordBridge({"el": "the", "registro": "register", "de": "of", "finales": "endings"})
    assert es_en(words, "El registro de beneficiarios finales.") == ["The register of beneficial ownership."]


def test_terms_are_known_in_any_case_and_without_accents() -> None:
    assert es_en(WordBridge({}), "BENEFICIARIOS FINALES y beneficiários finales") == [
        "Beneficial ownership y beneficial ownership"
    ]


def test_an_acronym_is_rendered_by_an_acronym() -> None:
    assert es_en(WordBridge({}), "El CDA decide.") == ["El WC decide."]


def test_the_longest_term_wins() -> None:
    assert es_en(WordBridge({"consejo": "council"}), "Un Consejo del Agua") == ["Un Water Council"]


def test_everyday_words_are_left_to_the_translator() -> None:
    assert es_en(WordBridge({"consejo": "council"}), "un consejo") == ["un council"]


@pytest.mark.parametrize(
    "kept",
    [
        "https://valdoria.example/aguas?mes=3&año=2",
        "www.valdoria.example",
        "mesa@valdoria.example",
        "XV0021",
        "CGAV",
        "ISO-9001",
    ],
)
def test_addresses_and_acronyms_pass_untouched(kept: str) -> None:
    words = WordBridge({"aguas": "waters", "mesa": "table", "valdoria": "nowhere", "mes": "month", "ver": "see"})
    found = es_en(words, f"Ver {kept} aquí")
    assert found == [f"See {kept} aquí"]


def test_a_heading_in_capitals_is_no_string_of_acronyms() -> None:
    assert es_en(WordBridge({"aguas": "waters"}), "LAS AGUAS") == ["LAS Waters"]


def test_lost_terms_are_translated_again_without_protection() -> None:
    bridge = Losing({})
    assert es_en(bridge, "Los beneficiarios finales", "sin nada") == ["Los beneficiarios finales!", "sin nada!"]
    assert bridge.seen[-1] == "Los beneficiarios finales"


def test_doubled_terms_are_translated_again_without_protection() -> None:
    assert es_en(Doubling({}), "Los beneficiarios finales") == ["Los beneficiarios finales"]


def test_a_term_is_found_again_whatever_its_case() -> None:
    assert es_en(Shouting({}), "los beneficiarios finales aquí") == ["LOS beneficial ownership AQUÍ"]


def test_text_that_looks_like_a_protected_word_is_left_alone() -> None:
    assert es_en(WordBridge({}), "qz0x") == ["qz0x"]
    assert es_en(WordBridge({}), "qz0x y los beneficiarios finales") == ["qz0x y los beneficiarios finales"]


def test_what_cannot_be_translated_is_none() -> None:
    assert es_en(Deaf({}), "uno", "beneficiarios finales") == [None, None]
    assert es_en(NoBridge(), "uno", "beneficiarios finales") == [None, None]


def test_the_same_language_needs_no_translator() -> None:
    assert TermBridge(NoBridge(), TERMS).translate(["uno  dos"], "es", "es") == ["uno  dos"]


def test_nothing_to_translate() -> None:
    assert es_en(MarkingBridge()) == []


def test_spaces_are_tidied() -> None:
    assert es_en(WordBridge({}), "uno  dos , tres .") == ["uno dos, tres."]


def test_the_fingerprint_follows_the_terms() -> None:
    other = Terms([Term({"es": ("agua",), "en": ("water",)})])
    assert TermBridge(NoBridge(), TERMS).fingerprint != TermBridge(NoBridge(), other).fingerprint
    assert TermBridge(NoBridge(), TERMS).fingerprint == TermBridge(WordBridge({}), TERMS).fingerprint


PARTS = [
    "beneficiarios finales",
    "MRI",
    "OGP",
    "qz1x",
    "plan de acción",
    "https://a.example/b",
    " ",
    ".",
    "XV0021",
    "á",
    "\ud800",
]


@given(st.lists(st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=8)), max_size=8).map(" ".join), max_size=4))
def test_one_result_a_text_and_no_protected_word_left_behind(texts: list[str]) -> None:
    terms = load_terms()
    for bridge in (WordBridge({}), Losing({}), Doubling({}), Shouting({})):
        found = TermBridge(bridge, terms).translate(texts, "es", "en")
        assert len(found) == len(texts)
        for text, result in zip(texts, found, strict=True):
            assert result is not None
            own = len(re.findall(r"qz\d+x", text, re.IGNORECASE))
            assert len(re.findall(r"qz\d+x", result, re.IGNORECASE)) <= 2 * own


@pytest.mark.parametrize("unit", ["a@", "a@.", "@", "a.", "www", "https:"])
def test_a_long_word_costs_no_more_than_its_length(unit: str) -> None:
    began = time.process_time()
    TermBridge(WordBridge(), TERMS).translate([unit * 8000], "en", "es")
    assert time.process_time() - began < 1.0


@pytest.mark.parametrize("address", ["ana@example.org", "(ana@example.org)", "a@b@c.d", "@ana@c.d", "see:ana@c.d"])
def test_addresses_stay_as_they_are(address: str) -> None:
    assert TermBridge(WordBridge(), TERMS).translate([f"Write to {address} now"], "en", "es")[0].count(address) == 1  # type: ignore[union-attr]
