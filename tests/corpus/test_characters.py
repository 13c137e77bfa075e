"""Marks of direction: what is read is what a page shows."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from corpus.read import read_here
from corpus.text.normalize import as_shown, clean

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
