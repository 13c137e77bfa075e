"""Words of documents on one line and in quotation marks: nothing is lost, nothing runs together."""

from __future__ import annotations

from answer_samples import TEXTS, kind, shaped
from hypothesis import given
from hypothesis import strategies as st
from ui_fakes import citation

from ui.views.plain import answer_text
from ui.views.text import one_line, quoted, quoted_around
from ui.web.cards import card_html, panel_html

ROW = "Puente norte\tTerminado\t\t2031"


def test_the_cells_of_a_quoted_row_stay_apart_and_the_data_stay_exact() -> None:
    row = citation(1, quote=ROW, translation="North bridge; Finished; 2031")
    found = shaped("Finished. [1]", ("Finished.",), citations=(row,))
    shown = "«Puente norte · Terminado · 2031»"
    assert shown in card_html(row, 1, TEXTS, kind)
    assert shown in answer_text(found, TEXTS, kind) and "\t" not in answer_text(found, TEXTS, kind)
    assert shown in panel_html([(1, found)], TEXTS, kind).split("copy-text")[1]
    assert found.to_json()["citations"][0]["quote"] == ROW


@given(st.text())
def test_one_line_keeps_every_word(text: str) -> None:
    shown = one_line(text)
    assert shown.replace(" · ", " ").split() == text.replace(" · ", " ").split()
    assert len(shown.splitlines()) <= 1 and "\t" not in shown


@given(st.text(alphabet=st.sampled_from("ab \t\n\x0b\xa0·é🌷")), st.integers(0, 12), st.integers(0, 12))
def test_marking_changes_no_word_and_marks_those_that_were_told(text: str, start: int, end: int) -> None:
    before, run, after = quoted_around(text, "en", (start, end))
    assert before + run + after == quoted(text, "en")
    words = (told.replace("·", " ").split() for told in (run, text[start:end]))  # a dot may be one between cells
    assert next(words) == next(words)
