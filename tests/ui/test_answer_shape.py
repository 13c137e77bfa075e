"""What an answer's parts look like to a person: leads, places, table rows, disagreements, long runs of markers."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui_fakes import answer, citation

from assistant.answer import Answer, Conflict, Side, Statement
from ui.views.html import answer_html
from ui.views.plain import answer_text
from ui.views.text import one_line, quoted, quoted_around
from ui.web.cards import card_html, panel_html
from ui.wording import wording

TEXTS = wording("en")
ROW = "Puente norte\tTerminado\t\t2031"


def kind(name: str, language: str) -> str:
    return name


def shaped(text: str, sentences: tuple[str, ...], **changes: Any) -> Answer:
    told = tuple(Statement(sentence, (n,), "assessed") for n, sentence in enumerate(sentences, start=1))
    cited = tuple(citation(n) for n in range(1, len(sentences) + 1))
    values: dict[str, Any] = {"text": text, "statements": told, "citations": cited, "conflicts": (), "missing": ()}
    return answer(**{**values, **changes})


TOLD = shaped(
    "**What the IRM found** — Report (2031)\n\n“Bridges”, p. 3\n\n- It is open. [1]\n- It is safe. [2]\n\n"
    "“Ferries”\n\n- They run. [3]\n\n**What was promised** — *Plan*\n\n- Nine bridges. [4]",
    ("It is open.", "It is safe.", "They run.", "Nine bridges."),
)


def test_leads_are_headings_and_places_stand_lighter_under_them() -> None:
    bubble = answer_html(TOLD, 1, TEXTS)
    assert re.findall(r'<h3 class="lead"><strong>([^<]*)<', bubble) == ["What the IRM found", "What was promised"]
    assert re.findall(r'<p class="location">([^<]*)<', bubble) == ["“Bridges”, p. 3", "“Ferries”"]
    assert bubble.count("<ul>") == 3 and bubble.count("<li ") == 4


def test_the_terminal_parts_who_speaks_by_empty_lines() -> None:
    lines = answer_text(TOLD, TEXTS, kind, width=80).split("\n")
    at = lines.index("What was promised — Plan")
    assert lines[at - 1] == "" and lines[at + 1] == "- Nine bridges. [4]"
    assert lines[:3] == ["What the IRM found — Report (2031)", "“Bridges”, p. 3", "- It is open. [1]"]


def test_a_sentence_before_a_list_is_no_place() -> None:
    counted = shaped(
        "**Freedonia 2030**\n\nThe plan has two. [1]\n\n- North [1]\n\nAnd one more.", ("The plan has two.",)
    )
    assert 'class="location"' not in answer_html(counted, 1, TEXTS)


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


@pytest.mark.parametrize(
    ("quote", "answer", "shown"),
    [
        ("El puente abrió en marzo.", (16, 24), "«El puente abrió <mark>en marzo</mark>&#46;»"),
        ("El puente\n  abrió\ten  marzo", (3, 17), "«El <mark>puente abrió</mark> · en marzo»"),
        ("El puente\n  abrió\ten  marzo", (12, 27), "«El puente <mark>abrió · en marzo</mark>»"),
        ("<b>El</b> puente", (3, 5), "«&#60;b&#62;<mark>El</mark>&#60;/b&#62; puente»"),
        ("El puente", (0, 9), "«<mark>El puente</mark>»"),
        ("El puente", None, "«El puente»"),
        ("El puente", (4, 4), "«El puente»"),
        ("El puente", (90, 99), "«El puente»"),
    ],
)
def test_the_words_that_answer_are_marked_on_the_card_and_nowhere_else(
    quote: str, answer: tuple[int, int] | None, shown: str
) -> None:
    told, plain = (citation(1, quote=quote, answer=run) for run in (answer, None))
    card = card_html(told, 1, TEXTS, kind)
    assert html.unescape(shown) in html.unescape(card)
    assert card.replace("<mark>", "").replace("</mark>", "") == card_html(plain, 1, TEXTS, kind)
    with_it, without = (answer_text(shaped("x [1]", ("x",), citations=(one,)), TEXTS, kind) for one in (told, plain))
    assert with_it == without
    assert told.quote == quote


@given(st.text(alphabet=st.sampled_from("ab \t\n\x0b\xa0·é🌷")), st.integers(0, 12), st.integers(0, 12))
def test_marking_changes_no_word_and_marks_those_that_were_told(text: str, start: int, end: int) -> None:
    before, run, after = quoted_around(text, "en", (start, end))
    assert before + run + after == quoted(text, "en")
    words = (told.replace("·", " ").split() for told in (run, text[start:end]))  # a dot may be one between cells
    assert next(words) == next(words)


def test_a_translation_that_says_the_same_is_not_shown() -> None:
    same = citation(1, quote="Puente Norte (2031)", translation="Puente Norte, 2031.")
    assert "Machine translation" not in card_html(same, 1, TEXTS, kind)
    assert "Machine translation" not in answer_text(shaped("x [1]", ("x",), citations=(same,)), TEXTS, kind)
    assert "Machine translation" in card_html(citation(1), 1, TEXTS, kind)


def test_a_disagreement_about_what_was_asked_comes_first() -> None:
    sides = (Side("9", 1), Side("11", 2))
    asked = "How many bridges were opened?"
    first = answer(asked, conflicts=(Conflict(asked, sides),))
    after = answer(asked, conflicts=(Conflict("Number of ferries", sides),))
    for found, leads in ((first, True), (after, False)):
        bubble, plain = answer_html(found, 1, TEXTS), answer_text(found, TEXTS, kind)
        assert (bubble.index('class="conflict"') < bubble.index("footbridge")) is leads
        assert (plain.index("The documents disagree") < plain.index("footbridge")) is leads
        for words in ("Assessed by the IRM", "Self-reported"):  # whose word each side is
            assert words in bubble and f"- {words}: " in plain
    assert asked not in answer_html(first, 1, TEXTS) and "Number of ferries" in answer_html(after, 1, TEXTS)


@pytest.mark.parametrize(("count", "shown"), [(3, "[1][2][3]"), (4, "[1]–[4]"), (15, "[1]–[15]")])
def test_a_long_run_of_markers_is_its_first_and_last(count: int, shown: str) -> None:
    run = "".join(f"[{n}]" for n in range(1, count + 1))
    cited = tuple(citation(n) for n in range(1, count + 1))
    found = answer(text=f"All of them. {run}", statements=(), citations=cited, conflicts=(), missing=())
    assert f"All of them. {shown}\n" in answer_text(found, TEXTS, kind)
    links = re.findall(r'href="#s1-(\d+)"', answer_html(found, 1, TEXTS))
    assert links == (["1", "2", "3"] if count == 3 else ["1", str(count)])


def test_a_refusal_with_statements_shows_their_sources() -> None:
    text = (
        "I did not find the answer.\n\n**What the IRM found** — Report\n\n- Bridges are counted yearly. [1]\n\n"
        "You could ask about bridges."
    )
    refusal = shaped(text, ("Bridges are counted yearly.",), status="not_found")
    bubble = answer_html(refusal, 1, TEXTS)
    assert 'href="#s1-1"' in bubble and "status-not-found" in bubble and "I did not find" in bubble
    assert 'id="s1-1"' in panel_html([(1, refusal)], TEXTS, kind)
    plain = answer_text(refusal, TEXTS, kind)
    assert "«El puente" in plain and "[1]\n\nYou could ask" in plain


def test_a_greeting_needs_no_status() -> None:
    hello = answer(status="clarify", text="Hello!", statements=(), citations=(), conflicts=(), missing=())
    assert all("status" not in answer_html(hello, 1, wording(language)) for language in ("en", "es"))


def test_cards_of_one_document_tell_its_facts_once_and_name_themselves_by_number() -> None:
    panel = panel_html([(1, TOLD)], TEXTS, kind)
    assert panel.count("Mecanismo de Revisión Independiente") == 1
    assert [int(n) for n in re.findall(r'class="unseen">Source (\d+)&#58; <', panel)] == [1, 2, 3, 4]
    assert panel.count("Assessed by the IRM") >= 4  # who speaks is said on each


@pytest.mark.parametrize(
    "printed", ["Informe de resultados de Freedonia 2030", "INFORME DE RESULTADOS DE FREEDONIA 2030 PARA LA ALIANZA"]
)
def test_the_title_is_not_told_twice(printed: str) -> None:
    card = card_html(citation(1, section=(printed, "Puentes")), 1, TEXTS, kind)
    assert '<p class="location">Puentes · ' in card
