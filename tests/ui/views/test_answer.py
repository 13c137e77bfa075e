"""What an answer's parts look like to a person: leads, places, table rows, disagreements, long runs of markers."""

from __future__ import annotations

import re

import pytest
from answer_samples import TEXTS, TOLD, kind, shaped
from ui_fakes import answer, citation

from assistant.answer import Conflict, Side
from ui.views.html import answer_html
from ui.views.plain import answer_text
from ui.web.cards import panel_html
from ui.wording import wording


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
