"""Greetings and questions about the assistant itself."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.message.intent import small_talk


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Hola", "greeting"),
        ("¡Buenos días!", "greeting"),
        ("good morning", "greeting"),
        ("Hi there", "greeting"),
        ("Gracias 🙂", "thanks"),
        ("muchas gracias por todo", "thanks"),
        ("Thank you so much!", "thanks"),
        ("¡Hasta luego!", "farewell"),
        ("bye", "farewell"),
        ("¿Qué puedes hacer?", "help"),
        ("How does this work?", "help"),
        ("ayuda", "help"),
    ],
)
def test_talk_is_told_from_questions(message: str, kind: str) -> None:
    assert small_talk(message) == kind


@pytest.mark.parametrize(
    "message",
    [
        "Hola, ¿cuántos compromisos tiene el plan?",
        "Gracias, ¿y el compromiso 5?",
        "Thanks to whom did the libraries open?",
        "help for whistleblowers",
        "¿Qué ayuda recibieron las cooperativas?",
        "",
        "agua",
    ],
)
def test_questions_that_begin_politely_are_questions(message: str) -> None:
    assert small_talk(message) is None


@pytest.mark.parametrize(
    ("message", "language"),
    [("Hola", "es"), ("Hello", "en"), ("Gracias", "es"), ("Thanks!", "en"), ("¿Qué puedes hacer?", "es"),
     ("What can you do?", "en"), ("Adiós", "es"), ("Goodbye", "en")],
)  # fmt: skip
def test_talk_is_answered_in_its_language(assistant: Assistant, message: str, language: str) -> None:
    answer = assistant.ask(message)
    assert (answer.status, answer.language) == ("clarify", language)
    assert answer.citations == ()
    assert "{" not in answer.text


def test_help_says_how_much_there_is_to_ask(assistant: Assistant) -> None:
    assert str(len(assistant.documents())) in assistant.ask("What can you do?").text
