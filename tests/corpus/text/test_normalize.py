"""Text in one form: what a canonical text holds, and what is compared."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.read import read_here
from corpus.text.normalize import any_of, any_phrase, as_shown, clean, comparable, fitting, fold, squeeze


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("uno\r\ndos\x0ctres", "uno\ndos\ntres"),
        ("gobier\u00ad\nno", "gobier-\nno"),
        ("gobier\u00adno", "gobierno"),
        ("\ufb01n\u200b\ufeff", "fin"),
        ("\uf0b7 agua", "• agua"),
        ("a\u0301gua\u00a0fria", "água fria"),
        ("  sangrado  ", "  sangrado  "),
        ("m² y ½", "m² y ½"),
    ],
)
def test_a_canonical_text_holds_nothing_unseen(raw: str, text: str) -> None:
    assert clean(raw) == text


@given(st.text())
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_a_place_in_a_folded_text_is_a_place_in_the_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded", "compared"),
    [("Árbol Ñandú", "arbol nandu", "arbol nandu"), ("Straße", "straße", "strasse"), ("e\u0301", "e\u0301", "e")],
)
def test_what_is_folded_and_what_is_compared(text: str, folded: str, compared: str) -> None:
    assert fold(text) == folded
    assert comparable(text) == compared


def test_white_space_is_squeezed_into_one_line() -> None:
    assert squeeze("  uno \n\t dos ") == "uno dos"


def test_the_longest_pattern_wins() -> None:
    text = "todo no iniciado"
    assert any_of(["iniciado", "no iniciado", "no"]).findall(text) == ["no iniciado"]
    assert any_phrase(["plan", "plan de accion"]).findall("el plan de accion y los planes") == ["plan de accion"]
    assert fitting(["a+", "b"]).fullmatch("aaa") and not fitting([]).fullmatch("")


RLO, LRO, RLE, LRE, PDF = "\u202e", "\u202d", "\u202b", "\u202a", "\u202c"


RLI, LRI, FSI, PDI = "\u2067", "\u2066", "\u2068", "\u2069"


STATED = {"language": "en", "kind": "other", "title": "Plan"}


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("It opened 42 archives.", "It opened 42 archives."),
        (f"It opened {RLO}24{PDF} archives.", "It opened 42 archives."),
        (f"{RLO}.sevihcra 24 denepo tI", "It opened 42 archives."),
        (f"{RLO}sevihcra{PDI} 24", "42 archives"),  # that mark ends nothing here
        (f"a {RLO}(b c)\nd e", "a (c b)\nd e"),  # its line ends it; brackets are mirrored
        (f"{RLO}cba{LRO}def{PDF}ih{PDF}", "hidefabc"),
        (f"{RLO}cba{LRI}d{RLO}fe{PDI}ih", "hidefabc"),
        (f"{LRE}a{PDF}{RLE}b{PDF}{LRO}c{PDF}{RLI}d{PDI}{FSI}e{PDI}", "abcde"),
        (f"{PDF}{PDI}a{RLO}{PDF}b", "ab"),
        (f"{RLO}a\u0301b", "ba\u0301"),
    ],
)
def test_letters_are_in_the_order_in_which_they_are_shown(stored: str, shown: str) -> None:
    assert as_shown(stored) == shown
    assert clean(stored) == clean(shown)


def test_no_number_of_marks_takes_long() -> None:
    began = time.process_time()
    for text in (RLO * 200_000 + "a", f"{RLO}a" * 100_000, f"{RLI}a{PDI}" * 60_000, f"a{RLO}" + "\u0301" * 200_000):
        as_shown(text)
    assert time.process_time() - began < 3


def test_every_reader_gives_what_is_shown(tmp_path: Path) -> None:
    said = f"The office opened {RLO}24{PDF} archives to visitors."
    pages = {
        "a.txt": said, "a.md": said, "a.html": f"<p>{said}</p>", "a.csv": f"Text\n{said}\n",
        "b.html": '<p>The office opened <bdo dir="rtl">24</bdo> archives to visitors.</p>',
        "c.html": '<p>The office opened <b style="unicode-bidi:bidi-override;direction:rtl">24</b>'
        " archives to visitors.</p>",
        "d.html": "<style>.r{unicode-bidi:bidi-override;direction:rtl}</style>"
        "<p>The office opened <b class=r>2<i>4</i></b> archives to visitors.</p>",
    }  # fmt: skip
    for name, page in pages.items():
        assert "opened 42 archives to visitors." in read_here(page.encode(), name, STATED).text, name


def test_what_only_has_a_direction_is_left(tmp_path: Path) -> None:
    page = '<p>The office opened <bdo dir="ltr">42</bdo> <span dir="rtl">archives</span>.</p>'
    assert "opened 42 archives." in read_here(page.encode(), "a.html", STATED).text
