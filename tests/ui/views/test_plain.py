"""An answer as plain text: nothing of it is lost or drives the terminal."""

from __future__ import annotations

import html
import re

import pytest
from answer_samples import HOSTILE, TEXTS, kind, written
from ui_fakes import answer

from ui.views.plain import answer_text
from ui.web.cards import panel_html
from ui.wording import wording


def test_the_copied_text_is_the_plain_answer() -> None:
    found = answer("¿Qué pasó con los puentes?\n")
    panel = panel_html([(1, found)], TEXTS, kind)
    copied = html.unescape(re.search(r'<pre id="copy-1"[^>]*>(.*?)</pre>', panel)[1])  # type: ignore[index]
    assert copied == f"{found.question}\n\n{answer_text(found, TEXTS, kind)}"


def test_wrapped_text_keeps_every_word() -> None:
    wide, narrow = answer_text(answer(), TEXTS, kind), answer_text(answer(), TEXTS, kind, width=50)
    assert wide.split() == narrow.split()
    assert max(len(line) for line in narrow.split("\n")) <= 50


@pytest.mark.parametrize("text", HOSTILE)
def test_the_terminal_shows_it_as_text(text: str) -> None:
    texts = wording("en")
    for width in (None, 60):
        shown = answer_text(written(text), texts, lambda kind, language: kind, width=width)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
