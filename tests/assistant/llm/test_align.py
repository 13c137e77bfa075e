"""A quotation is a run of its source, or nothing."""

from __future__ import annotations

import time
import unicodedata

import pytest
import regex
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.llm.align import align, same
from corpus.text.signs import MARKS

SOURCE = (
    "El MRI señaló que la recomen-\ndación número 12 000 no fue «socio-\neconómica» – según   el informe 2019-2022,\n"
    "con -5% y 1,500.25 pesos. Non-compliance was found on 2024-05-12. IRM’s COVID-19 plan began.\tDone"
)


@pytest.mark.parametrize(
    ("quote", "run"),
    [
        ("El MRI señaló", "El MRI señaló"),
        ("  El MRI\n señaló ", "El MRI señaló"),
        ("la recomendación número", "la recomen-\ndación número"),
        ("la recomen-dación número", "la recomen-\ndación número"),
        ("la recomen- dación número", "la recomen-\ndación número"),
        ("la reco\u00admendación", "la recomen-\ndación"),
        (
            'fue "socio-económica" — según el informe 2019–2022',
            "fue «socio-\neconómica» – según   el informe 2019-2022",
        ),
        ("“…según el informe…”", "según   el informe"),
        ("«con -5% [...]»", "con -5%"),
        ("...1,500.25 pesos", "1,500.25 pesos"),
        ("con −5%", "con -5%"),
        ("12 000", "12 000"),
        ("2022, con", "2022,\ncon"),
        ("IRM's COVID-19 plan", "IRM’s COVID-19 plan"),
        ("began. Done", "began.\tDone"),
        (unicodedata.normalize("NFD", "señaló que"), "señaló que"),
    ],
)
def test_what_copying_changes_is_passed_over(quote: str, run: str) -> None:
    found = align(quote, SOURCE)
    assert found and SOURCE[slice(*found)] == run


@pytest.mark.parametrize(
    "quote",
    [
        "",
        " \n",
        "“…”",
        "—",
        "–",
        "el MRI señaló",  # case
        "El MRI senaló",  # accent
        "El MRI que la",  # words left out
        "El MRI señaló … número",
        "número 12000",  # one number for two groups of figures
        "número 13 000",
        "número 12 0000",
        "con 5%",  # a sign left out
        "informe 20192022",
        "informe 2019 2022",  # a dash is no space
        "COVID 19 plan",
        "Non compliance was found",
        "Noncompliance was found",  # a hyphen that is at no end of a line
        "MRI seña ló",
        "1, 500.25 pesos",
    ],
)
def test_anything_else_is_no_quotation(quote: str) -> None:
    assert align(quote, SOURCE) is None


@pytest.mark.parametrize(
    "quote",
    [
        "dación número",
        "la recomen-",
        "la recomen",
        "económica» – según",
        "12",
        "000 no",
        "5% y",
        "1,500",
        "500.25 pesos",
        "25 pesos",
        "compliance was found",
        "found on 2024",
        "found on 2024-05",
        "05-12",
        "12. IRM",
        "19 plan",
        "plan IRM’s COVID",
        "s COVID-19",
        "IRM",
        "ound on",
        "con -",
    ],
)
def test_no_run_begins_or_ends_inside_a_word_or_number(quote: str) -> None:
    assert align(quote, SOURCE) is None


@pytest.mark.parametrize("quote", ["on 12/05", "05/2024", "at 10", "30 of", "1'200", "200,000"])
def test_dates_hours_and_large_numbers_are_whole(quote: str) -> None:
    assert align(quote, "They met on 12/05/2024 at 10:30 of 1'200,000 hours in 2023/2024") is None
    assert align("in 2023", "They met in 2023/2024") is not None


def test_the_first_place_that_is_letter_for_letter_the_same_is_taken() -> None:
    source = "the  plan; replan the plan; the plan"
    assert align("the plan", source) == (18, 26)
    assert align("the \nplan", source) == (0, 9)
    assert align("plan", "replan, plan, plan") == (8, 12)


def test_marks_around_it_are_kept_where_the_source_has_them() -> None:
    source = "They call it “open by default” there."
    assert align('"open by default" there', source) == (13, 36)
    assert align("'They call it'", source) == (0, 12)


def test_decomposed_sources_are_never_cut_in_a_letter() -> None:
    source = unicodedata.normalize("NFD", "después, señaló más")
    found = align("señaló", source)
    assert found and unicodedata.normalize("NFC", source[slice(*found)]) == "señaló"
    assert align("despue", source) is None
    assert align("mas", source) is None


# Texts of words, numbers and marks as documents have them, and any text at all.
LETTERS = st.text("abcdeñáüé", min_size=2, max_size=8)
TOKENS = st.one_of(
    LETTERS,
    LETTERS.map(str.capitalize),
    st.integers(0, 99999).map(str),
    st.sampled_from(["1,500.25", "12%", "$3", "2019-2022", "MX0087", "co-creación", "IRM’s", "(sic)", "«a»", "–", "—"]),
)
TEXTS = st.lists(
    st.tuples(TOKENS, st.sampled_from([" ", ", ", ". ", "; ", "\n", "\t", " – "])), min_size=1, max_size=30
)
PROSE = TEXTS.map(lambda parts: "".join(token + between for token, between in parts).strip())
ANY = st.one_of(PROSE, st.text(max_size=80), st.text("aá1. ,-–\u00ad\n'\"e\u0301", max_size=40))
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]")


def letters(text: str) -> str:
    """Every letter and figure of a text, in order, as it is: worked out apart from what is tested."""
    return "".join(char for char in unicodedata.normalize("NFC", text) if WORD.match(char))


def words(text: str) -> list[str]:
    plain = regex.sub(r"[\u00ad\u200b\u2060\ufeff]", "", unicodedata.normalize("NFC", text))
    return regex.findall(r"[\p{L}\p{M}\p{N}]+", plain)


@given(ANY, ANY)
def test_a_run_is_the_quotation(quote: str, source: str) -> None:
    found = align(quote, source)
    if found is None:
        return
    start, end = found
    run = source[start:end]
    assert 0 <= start < end <= len(source)
    assert letters(run) == letters(quote)
    assert align(run, source) is not None
    for place in (start, end):
        assert not (WORD.match(source[place - 1 : place] or " ") and WORD.match(source[place : place + 1] or " "))


@given(st.data(), PROSE)
def test_any_run_is_found_however_it_was_copied(data: st.DataObject, source: str) -> None:
    places = [match.span() for match in regex.finditer(r"\S+", source)]
    first = data.draw(st.integers(0, len(places) - 1))
    last = data.draw(st.integers(first, len(places) - 1))
    start, end = places[first][0], places[last][1]
    assume(align(source[start:end], source) is not None)  # "12 000" may not be cut
    copied = "".join(_copied(data, source[start:end]))
    copied = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), copied)
    around = data.draw(st.sampled_from(["{}", " {}\n", "“{}”", "…{}...", "[...] {} [...]", "«{}»"]))
    found = align(around.format(copied), source)
    assert found is not None, copied
    assert same(source[slice(*found)], copied) or letters(source[slice(*found)]) == letters(copied)
    assert words(source[slice(*found)]) == words(source[start:end])


def _copied(data: st.DataObject, run: str) -> list[str]:
    """The run with other white space, other marks and dashes, and words cut at the ends of lines."""
    told = []
    for at, char in enumerate(run):
        letter = char.isalpha() and run[at + 1 : at + 2].isalpha()
        if char.isspace():
            told.append(data.draw(st.sampled_from([" ", "\n", "  \n", "\u00a0", "\t "])))
        elif char in MARKS:
            told.append(data.draw(st.sampled_from(['"', "'", "’", "“"])))
        elif char in "-–—":
            told.append(data.draw(st.sampled_from(["-", "–", "—", "‑"])))
        elif letter and data.draw(st.integers(0, 9)) == 0:
            told.append(char + data.draw(st.sampled_from(["-\n", "- \n  ", "\u00ad", "\u00ad\n"])))
        else:
            told.append(char)
    return told


@given(st.data(), PROSE)
def test_an_altered_quotation_is_none(data: st.DataObject, source: str) -> None:
    signs = [at for at, char in enumerate(source) if WORD.match(char)]
    assume(signs)
    at = data.draw(st.sampled_from(signs))
    other = data.draw(st.sampled_from([char for char in "0123456789abxñáÁ" if char != source[at]]))
    kind = data.draw(st.sampled_from(["other", "left out", "added", "case"]))
    made = {"other": other, "left out": "", "added": source[at] + other, "case": source[at].swapcase()}[kind]
    altered = source[:at] + made + source[at + 1 :]
    assume(letters(altered) not in letters(source))
    assert align(altered, source) is None


@given(st.data(), PROSE)
def test_a_dropped_word_is_none(data: st.DataObject, source: str) -> None:
    told = source.split()
    assume(len(told) > 2)
    at = data.draw(st.integers(1, len(told) - 2))
    assume(WORD.search(told[at]))
    kept = " ".join([*told[:at], *told[at + 1 :]])
    assume(letters(kept) not in letters(source))
    assert align(kept, source) is None


@given(PROSE, PROSE)
def test_white_space_between_words_is_never_made_or_taken_away(one: str, other: str) -> None:
    apart, joined = f"{one} 12 34 {other}", f"{one} 1234 {other}"
    assert align("12 34", joined) is None or "12 34" in joined
    assert align(" 1234 ", apart) is None or "1234" in one + " " + other


def _fastest(quote: str, source: str) -> float:
    taken = []
    for round_ in range(5):
        text = f"{source}{round_}"  # a source that was not asked for before
        began = time.process_time()
        align(quote, text)
        taken.append(time.process_time() - began)
    return min(taken)


LONG = (
    "La institución — «líder» de la recomen-\ndación 12 señaló (según el IRM) un avance de 12,5 % en 2019-2022. " * 120
)[:10_000]


@pytest.mark.parametrize(
    "quote",
    [
        '"líder" de la recomendación 12 señaló (según el IRM) un avance de 12,5%',
        '"líder" de la recomendación 13 señaló (según el IRM) un avance de 12,5%',
    ],
)
def test_a_long_source_takes_milliseconds(quote: str) -> None:
    assert _fastest(quote, LONG) < 0.005 * 4  # on a busy machine; 2 ms on an idle one


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("a" * 2_000, "a" * 10_000),
        ("1 " * 1_000 + "1", "11 " * 3_400),
        ("." * 1_000 + "x", ". " * 5_000 + "- x"),
        ("(...)" * 500 + "x", "x" * 10_000),
        ("a- a" * 500, "a-a" * 3_300),
        ("a \n" * 500 + "b", "a " * 5_000),
    ],
)
def test_no_text_takes_long(quote: str, source: str) -> None:
    assert _fastest(quote, source) < 1
