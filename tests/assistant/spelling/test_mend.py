"""Words typed in haste, put right before a question is read."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.spelling.mend import Speller
from index.vocabulary import Vocabulary

TEXTS = {
    "es": ["Las cooperativas de Puerto Lirio abrieron el registro de embarcaciones.", "El registro abrió en mayo."] * 3,
    "en": ["The cooperatives of Puerto Lirio opened the register of vessels.", "It opened in May."] * 3,
}


class FewWords:
    """A dictionary of a few words."""

    def __init__(self, *words: str) -> None:
        self.words = frozenset(words)

    def known(self, words: Sequence[str], language: str) -> frozenset[str]:
        return self.words & frozenset(words)


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(Vocabulary.of(TEXTS), FewWords("camión", "lentes", "wheat", "barcas", "barca"))


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("cuantso compromsios tiene el plan", "es", "cuántos compromisos tiene el plan"),
        ("¿Qiuén lidero las coperativas?", "es", "¿Quién lidero las cooperativas?"),
        ("whcih comitment opened the regsiter", "en", "which commitment opened the register"),
        ("hwo many vesels", "en", "how many vessels"),
        ("q dijo el gob del registro", "es", "que dijo el gobierno del registro"),
        ("pq abrio el registro d embarcaciones", "es", "por qué abrio el registro de embarcaciones"),
        ("whats the register lol", "en", "what is the register"),
        ("did the govt open it b/c of us", "en", "did the government open it because of us"),
        ("que hicieron en puerto liiro", "es", "que hicieron en puerto Lirio"),
        ("cuantas barccas hay", "es", "cuantas barcas hay"),
        ("cuantas barcass hay", "es", "cuantas barcas hay"),
        ("¿Qué hizo Noruuega?", "es", "¿Qué hizo Noruega?"),
        ("What was Norwway's plan?", "en", "What was Norway's plan?"),
    ],
)  # fmt: skip
def test_slips_and_short_forms_are_mended(speller: Speller, typed: str, language: str, meant: str) -> None:
    mended = speller.mend(typed, language)
    assert (mended.text, mended.changed) == (meant, True)


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("¿Cuántas cooperativas abrieron el registro?", "es"),
        ("cuantas cooperativas abrieron el registro segun la autoevaluacion", "es"),
        ("How many cooperatives opened the register?", "en"),
        ("¿Qué dijo Regstro Lirrio del compromiso 3?", "es"),  # a name
        ("What is «regsiter» called in Spanish?", "en"),  # quoted
        ("XV0021 CGAV 4PA regsiter.mx a@regsiter.org www.regsiter.org", "en"),
        ("¿Qué pasó en 2O21 con el 3er plan y el compromiso n. 5?", "es"),
        ("a que hora sale el ultimo camion", "es"),  # the dictionary has it with its accent
        ("I don't know whose it's", "en"),
        ("¿Qué dice https://regsiter.example/?d=x y ![x](regsitro) del plan?", "es"),  # no words
        ("EL REGSTRO DE EMBARCACIONES", "es"),  # shouted: anything may be a name
    ],
)
def test_what_is_known_or_names_something_is_not_touched(speller: Speller, typed: str, language: str) -> None:
    mended = speller.mend(typed, language)
    assert (mended.text, mended.changed) == (typed, False)


def test_other_forms_of_a_word_are_no_slips(speller: Speller) -> None:
    assert not speller.mend("la cooperativa y el embarcacion del registros", "es").changed


def test_without_a_dictionary_only_plain_slips_are_mended() -> None:
    speller = Speller(Vocabulary.of(TEXTS), None)
    assert speller.mend("cuantas coperativas hay", "es").text == "cuantas cooperativas hay"
    assert not speller.mend("how much wheat and rice", "en").changed


WORDS = [
    "cooperativas",
    "registro",
    "vessels",
    "cuántos",
    "which",
    "compromiso",
    "q",
    "pls",
    "Lirio",
    "5",
    "¿",
    "?",
    "the",
]


@st.composite
def typed_in_haste(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
    at = draw(st.integers(0, len(words) - 1))
    word = words[at]
    n = draw(st.integers(0, len(word) - 1))
    words[at] = (
        word[:n] + draw(st.sampled_from("aeñzq ")) + word[n:] if draw(st.booleans()) else word[:n] + word[n + 1 :]
    )
    return " ".join(" ".join(words).split())


@given(st.one_of(st.text(max_size=60), typed_in_haste()), st.sampled_from(["es", "en"]))
def test_mending_what_is_mended_changes_nothing(text: str, language: str) -> None:
    speller = Speller(Vocabulary.of(TEXTS), FewWords("barcas"))
    once = speller.mend(text, language).text
    assert speller.mend(once, language).text == once


def test_what_is_too_long_for_a_word_stays_at_once() -> None:
    asked: list[str] = []

    class Counting(FewWords):
        def known(self, words: Sequence[str], language: str) -> frozenset[str]:
            asked.extend(words)
            return super().known(words, language)

    message = "¿Cuántas barkas hay? " + "x" * 1900
    assert Speller(Vocabulary.of(TEXTS), Counting("barcas")).mend(message, "es").text.endswith("x" * 1900)
    assert len(asked) < 2000


def test_a_word_with_an_accent_is_no_short_form(speller: Speller) -> None:
    assert speller.mend("¿Qué compró la cooperativa?", "es").text.startswith("¿Qué compró")
    assert speller.mend("que dice el compro 7", "es").text == "que dice el compromiso 7"


def test_slips_leave_nothing_in_memory(speller: Speller) -> None:
    def words(first: int, count: int) -> str:
        letters = "bcdfghjk"
        made = ("".join(letters[n // 8**k % 8] for k in range(9)) for n in range(first, first + count))
        return "el plan " + " ".join(f"{word}avisx" for word in made)

    speller.mend(words(0, 10), "es")
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for at in range(10, 110, 10):
        speller.mend(words(at, 10), "es")
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert kept < 100 * 2000, kept


@pytest.mark.parametrize("unit", ["a@", "a/", "a:", "a]", "a.b"])
def test_a_long_word_costs_no_more_than_its_length(speller: Speller, unit: str) -> None:
    began = time.process_time()
    speller.mend(unit * 8000, "en")
    assert time.process_time() - began < 2.0
