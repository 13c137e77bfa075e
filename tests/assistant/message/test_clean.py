"""What a person sends, made safe to work with."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.message.clean import MAX_CHARACTERS, clean, take_in

SPANISH = "¿Cuántas bibliotecas públicas hicieron elecciones?"


@pytest.mark.parametrize("question", ["", " ", "\n\t \r\n", "\u00a0\u2003", None, 7, b"agua", ["agua"], {"a": 1}])
def test_nothing_was_asked(question: object) -> None:
    assert take_in(question).problem == "empty"


@pytest.mark.parametrize(
    "question", ["???", "¿?", "!!! ...", "\0\0", "\u200b\u200d\ufeff", "\ud83d", "12 34", "🌷🌷", "—"]
)
def test_no_words_were_sent(question: str) -> None:
    assert take_in(question).problem == "no_words"


def test_a_question_far_too_long_is_turned_away_with_its_length() -> None:
    intake = take_in("agua " * 700_000)
    assert (intake.problem, intake.length) == ("too_long", 3_500_000)
    assert len(intake.text) < 1000


def test_the_longest_question_is_taken() -> None:
    assert take_in("a" * MAX_CHARACTERS).problem is None
    assert take_in("a" * (MAX_CHARACTERS + 1)).problem == "too_long"


def test_what_cannot_be_seen_is_left_out() -> None:
    assert take_in("¿Qué\0 lo\u200bgró\n\n el\tcompro\u00admiso \ud83d5?\u202e").text == "¿Qué logró el compromiso 5?"


def test_accents_typed_apart_are_joined() -> None:
    assert take_in(unicodedata.normalize("NFD", SPANISH)).text == SPANISH


@given(st.text(max_size=200))
def test_clean_text_is_one_line_that_can_be_written(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert cleaned == cleaned.strip()
    assert "\n" not in cleaned and "  " not in cleaned
    assert clean(cleaned) == cleaned


# --- as the person sees it

BAD = {
    "empty": ["", "   ", "\n", None],
    "no_words": ["???", "¿¿¿", "...", "🌷", "\0\x07\x1b", "\ud800\udc00\ud800"],
}


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("question", [q for group in BAD.values() for q in group])
def test_a_bad_question_gets_a_plain_message_in_the_person_s_language(
    assistant: Assistant, language: str, question: str
) -> None:
    answer = assistant.ask(question, (), language)
    assert (answer.status, answer.language) == ("clarify", language)
    assert len(answer.text) > 20
    assert answer.statements == answer.citations == ()
    answer.text.encode()
    answer.question.encode()
    told = {"es": ("pregunta", "Escr"), "en": ("question", "rite")}[language]
    assert all(word in answer.text for word in told)


@pytest.mark.parametrize(
    ("before", "language"),
    [(SPANISH, "es"), ("How many public libraries held elections?", "en")],
)
@pytest.mark.parametrize("as_message", [False, True], ids=["string", "message"])
@pytest.mark.parametrize("question", ["???", "", "🌷"])
def test_the_conversation_tells_the_language_of_a_question_without_words(
    assistant: Assistant, before: str, language: str, as_message: bool, question: str
) -> None:
    history = [{"role": "user", "content": before}] if as_message else [before]
    assert assistant.ask(question, history).language == language


@pytest.mark.parametrize(
    ("start", "language"),
    [
        ("¿Qué fue lo que pasó con los compromisos de las bibliotecas y del agua?", "es"),
        ("What was it that happened to the commitments on the libraries and on water?", "en"),
    ],
)
def test_three_megabytes_are_turned_away_at_once(assistant: Assistant, start: str, language: str) -> None:
    started = time.monotonic()
    answer = assistant.ask(start + " agua water" * 300_000)
    assert time.monotonic() - started < 1
    assert (answer.status, answer.language) == ("clarify", language)
    assert str(MAX_CHARACTERS) in answer.text
    assert len(answer.text) < 500


@pytest.mark.parametrize("noise", ["\0", "\x1b[31m", "\x1b[200~", "\u200b", "\ud800", "\u202e", "\r\n"])
def test_noise_inside_a_question_does_not_change_its_answer(assistant: Assistant, noise: str) -> None:
    expected = assistant.ask(SPANISH)
    answer = assistant.ask(noise + SPANISH.replace(" ", f" {noise}", 2) + noise)
    assert answer.question == SPANISH
    assert answer.citations == expected.citations
    assert answer.status == "answered"
