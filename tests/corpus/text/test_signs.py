"""Signs and gaps of a text. What copying may change is tested with the quotations that are looked for by them."""

from __future__ import annotations

import sys
import unicodedata

import pytest
import regex

from corpus.text.signs import CUT, DASH, DASHES, NONE, SPACE, form_of


@pytest.mark.parametrize(
    ("text", "signs", "gaps"),
    [
        ("a b", "ab", [NONE, SPACE, NONE]),
        ("a–b", "ab", [NONE, DASH, NONE]),
        ("recomen-\ndo", "recomendo", [NONE] * 7 + [CUT, NONE, NONE]),
        ("«a»", '"a"', [NONE] * 4),
        ("a\u00adb ", "ab", [NONE, NONE, SPACE]),
        ("", "", [NONE]),
    ],
)
def test_what_is_written_are_signs_and_the_rest_gaps(text: str, signs: str, gaps: list[int]) -> None:
    form = form_of(text)
    assert (form.signs, list(form.gaps)) == (signs, gaps)


def test_runs_are_places_of_the_text_itself() -> None:
    text = unicodedata.normalize("NFD", "sí señaló más")
    found = form_of(text).run(2, 8, form_of("señaló"))
    assert found and unicodedata.normalize("NFC", text[slice(*found)]) == "señaló"


def test_every_dash_is_one() -> None:
    dash, ours = regex.compile(r"[\p{Pd}−]"), regex.compile(f"[{DASHES}]")
    every = map(chr, range(sys.maxunicode + 1))
    assert not [char for char in every if bool(dash.match(char)) != bool(ours.match(char))]
