"""A question through the queue becomes an answer or a plain message, for its visitor alone."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from ui_fakes import FakeBackend
from ui_server import Visitor

from ui.web.conversation import MAX_QUESTION, MAX_TURNS, begin

# Gradio's own bookkeeping uses an option of pandas that the newest pandas calls old.


def test_an_answer_through_the_queue(client: TestClient) -> None:
    said = Visitor(client, "visitor1").said("What became of the bridges?")
    assert "two months late" in said and "Informe de resultados de Freedonia" in said and "s1-1" in said


def test_visitors_do_not_share_a_conversation(client: TestClient, shared_backend: FakeBackend) -> None:
    one, other = Visitor(client, "visitorA"), Visitor(client, "visitorB")
    one.ask("Which bridges?")
    one.ask("And the lakes?")
    assert shared_backend.assistant.asked[-1][:2] == ("And the lakes?", ("Which bridges?",))
    assert "Which bridges?" not in other.said("Hello there")
    assert shared_backend.assistant.asked[-1][:2] == ("Hello there", ())


@pytest.mark.parametrize("question", ["x" * (MAX_QUESTION + 1), "¿" * 1_000_000])
def test_a_question_that_is_too_long_is_told_so(client: TestClient, shared_backend: FakeBackend, question: str) -> None:
    before = len(shared_backend.assistant.asked)
    said = Visitor(client, "long").said(question, "es")
    assert "demasiado larga" in said and len(said) < 50_000
    assert len(shared_backend.assistant.asked) == before


@pytest.mark.parametrize("posted", [None, "", "   ", 3, ["<b>"], {"a": 1}, "\x00\ud800"])
def test_whatever_is_posted_gets_an_answer_or_a_plain_message(client: TestClient, posted: object) -> None:
    said = Visitor(client, f"odd{abs(hash(repr(posted)))}").said(posted)
    assert "<b>" not in said
    assert ("Please write a question" in said) == (posted in (None, "", "   "))


def test_errors_become_messages(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    ours, crash = Visitor(client, "e1").said("fail", "es"), Visitor(client, "e2").said("crash", "es")
    assert "está vacío" in ours
    assert "Algo salió mal al responder" in crash and "secret detail" not in crash and "Traceback" not in crash


def test_a_conversation_keeps_its_last_turns() -> None:
    turns = begin([], "0")
    for number in range(1, MAX_TURNS + 20):
        turns = begin(turns, str(number))
    assert len(turns) == MAX_TURNS and turns[-1].question == str(MAX_TURNS + 19)
    assert len({turn.number for turn in turns}) == MAX_TURNS
