"""The language of what an answer says: asked for, mended once, else a quotation that says which language it is in."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from fakes import WordBridge, valdoria
from hypothesis import given
from hypothesis import strategies as st

from assistant import Answer
from assistant.assistant import Assistant
from assistant.texts import say
from assistant.translation.answer_language import in_its_own, language_told, spoken, titled
from assistant.writing.render import Names
from corpus.text.terms import load_terms
from index.search import Searcher
from index.translation.apertium import NoBridge
from index.translation.protected import TermBridge, tidy

WORDS = {"transparencia": "transparency", "para": "for", "vigilancia": "monitoring", "de": "of", "fondos": "funds"}


def searcher(words: dict[str, str] | None) -> Searcher:
    bridge = NoBridge() if words is None else WordBridge(words)
    return cast(Searcher, SimpleNamespace(bridge=TermBridge(bridge, load_terms())))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Las bibliotecas eligieron a los miembros de su junta.", "es"),
        ("The libraries elected the members of their board.", "en"),
        ("Ministry of Magic; Ash Center", None),
        ("“The libraries elected the members of their board” [1]", None),
        ("Transparency for Monitoring of Trusts", "en"),
        ("12 000; XV0021", None),
    ],
)
def test_which_language_is_told(text: str, language: str | None) -> None:
    assert language_told(text) == language


def test_a_title_in_capitals_is_translated_and_an_institution_keeps_its_name() -> None:
    assert titled("Transparency for Monitoring of Trusts")
    assert not titled("Institute of the Sea, Ministry for Works")
    told = spoken(searcher(WORDS), "Transparency for Monitoring of Funds", "en", "es")
    assert told.text == "Transparencia para vigilancia de fondos" == told.translation


@pytest.mark.parametrize(("source", "language"), [("en", "es"), ("es", "en")])
def test_what_cannot_be_translated_is_quoted_and_said_to_be(source: str, language: str) -> None:
    text = {"en": "The libraries elected “all” members.", "es": "Las bibliotecas eligieron a «todos» los miembros."}[
        source
    ]
    told = spoken(searcher(None), text, source, language)
    assert told.own and told.translation is None
    assert told.text == in_its_own(text, source, language)
    assert language_told(told.text) in {None, language}
    assert not any(mark in told.text[1:-40] for mark in ("««", "““"))


def test_text_in_the_asked_language_is_left_as_it_is() -> None:
    text = "The libraries elected the members of their board."
    assert spoken(searcher({}), text, "en", "en").text == text


def test_a_passage_in_the_other_language_than_its_document_is_not_passed_on() -> None:
    told = spoken(searcher({}), "Las bibliotecas eligieron a los miembros de su junta.", "en", "en")
    assert told.own and "(in Spanish in the document)" in told.text


@pytest.mark.parametrize(
    "question", ["How many public libraries held elections?", "¿Cuántos puntos necesita una propuesta?"]
)
def test_answers_say_nothing_in_the_other_language(assistant: Assistant, question: str) -> None:
    answer: Answer = assistant.ask(question)
    assert answer.statements
    for statement in answer.statements:
        assert language_told(statement.text) in {None, answer.language}


@given(st.text(alphabet="ab(),.;:“” \n«»*@#"))
def test_spacing_is_never_broken(text: str) -> None:
    told = tidy(text)
    assert told == tidy(told) == told.strip()
    assert not any(broken in told for broken in ("  ", " ,", " .", "( ", " )", "“ ", "« ", " »"))


def test_leads_are_short_and_read_as_sentences() -> None:
    (one,) = [doc.metadata for doc in valdoria() if doc.metadata.kind == "self_assessment"][:1]
    citation: Any = SimpleNamespace(document=one.id, title=one.title)
    mexico = replace(one, country="MX", id="other")
    assert Names([one], "en").of(citation) == "the self-assessment (2024)"
    assert (
        Names([one, mexico], "es").of(SimpleNamespace(document="other", title="")) == "la Autoevaluación, México 2024"
    )  # type: ignore[arg-type]
    progress = replace(mexico, kind="progress_report", date="2024-09")
    assert Names([progress], "en").of(SimpleNamespace(document="other", title="")) == (  # type: ignore[arg-type]
        "the progress report, as of September 2024"
    )
    assert "a septiembre de 2024" in Names([progress], "es").of(SimpleNamespace(document="other", title=""))  # type: ignore[arg-type]
    for language in ("es", "en"):
        states = replace(progress, country="MX", kind="irm_report")
        title = Names([one, states], language).of(SimpleNamespace(document="other", title=""))  # type: ignore[arg-type]
        for voice in ("assessed", "self_reported", "promised", "recommended", "context"):
            lead = say("lead.by_way_of", language, voice=say(f"lead.{voice}", language), title=title)
            assert len(lead.split()) <= 12
