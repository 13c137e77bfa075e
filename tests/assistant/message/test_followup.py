"""What a message means after the messages before it, and in which language it is answered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.message.followup import language_of, resolve, subject, user_messages
from assistant.question.entities import understand

LIBRARIES = "¿Cuántas bibliotecas públicas hicieron elecciones?"
BUSES = "¿Qué pasó con el compromiso 5, los autobuses de noche?"
REGISTER = "What did the IRM say about the beneficial ownership register?"


# --- follow-ups


@pytest.mark.parametrize(
    ("before", "message", "about"),
    [
        (BUSES, "¿Y quién lo coordinó?", "autobuses"),
        (BUSES, "¿Por qué?", "autobuses"),
        (BUSES, "¿Quién participó?", "autobuses"),
        (BUSES, "¿Cuál era su objetivo?", "autobuses"),
        (BUSES, "¿Qué dijo el IRM de ese compromiso?", "autobuses"),
        (REGISTER, "And who led it?", "register"),
        (REGISTER, "When was it opened?", "register"),
        (REGISTER, "Why?", "register"),
        (REGISTER, "What about its objective?", "register"),
        (REGISTER, "Who took part in that commitment?", "register"),
    ],
)
def test_a_message_that_leans_on_the_one_before_is_completed(before: str, message: str, about: str) -> None:
    resolved = resolve(message, [before])
    assert resolved.changed and not resolved.lost
    assert about in resolved.text
    assert resolved.ask == message


@pytest.mark.parametrize(
    "message",
    [
        LIBRARIES,
        "¿Qué prometió el plan sobre la calidad del agua de los embalses?",
        "How many points does a proposal need to reach the plan?",
        "compromiso 3",
        "¿Qué logró el compromiso 2?",
        "What does the IRM recommend on the armed forces?",
    ],
)
@pytest.mark.parametrize("before", [BUSES, REGISTER])
def test_a_message_that_names_its_own_subject_stands_alone(before: str, message: str) -> None:
    resolved = resolve(message, [before])
    assert not resolved.changed
    assert resolved.text == message


@pytest.mark.parametrize(
    ("before", "message", "number"),
    [
        ("¿Qué logró el compromiso 4?", "¿y el 5?", 5),
        ("¿Qué logró el compromiso 4?", "¿Y el compromiso 5?", 5),
        ("¿Qué logró el compromiso 4?", "y del 12", 12),
        ("What did commitment 4 achieve?", "and 5?", 5),
        ("What did commitment 4 achieve?", "What about commitment 6?", 6),
        ("What did commitment 4 achieve?", "and number 3?", 3),
    ],
)
def test_another_number_asks_the_same_of_another_commitment(before: str, message: str, number: int) -> None:
    resolved = resolve(message, [before])
    assert resolved.changed
    asked = understand(resolved.text)
    assert [reference.number for reference in asked.references] == [number]
    assert asked.aspects == understand(before).aspects


def test_another_id_asks_the_same_of_another_commitment() -> None:
    resolved = resolve("¿y XV0022?", ["¿Quién participó en XV0021?"])
    assert resolved.text == "¿Quién participó en XV0022?"


def test_a_number_in_the_question_that_is_no_commitment_stays() -> None:
    resolved = resolve("¿y el 5?", ["¿Qué logró el compromiso 4 en 2024?"])
    assert "2024" in resolved.text


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("and in English?", "en"),
        ("In English, please", "en"),
        ("en inglés", "en"),
        ("¿Y en español?", "es"),
        ("en castellano", "es"),
        ("translate it", "en"),
    ],
)
@pytest.mark.parametrize("before", [LIBRARIES, REGISTER])
def test_the_last_question_can_be_had_in_the_other_language(before: str, message: str, language: str) -> None:
    resolved = resolve(message, [before])
    assert (resolved.text, resolved.language, resolved.changed) == (before, language, True)


def test_a_chain_of_follow_ups_keeps_its_subject() -> None:
    resolved = resolve("¿Por qué?", [BUSES, "¿Y quién lo coordinó?", "¿Cuál era su objetivo?"])
    assert "autobuses" in resolved.text
    assert len(resolved.text) < 200


def test_a_new_subject_takes_the_place_of_the_old_one() -> None:
    resolved = resolve("¿Quién lo coordinó?", [BUSES, LIBRARIES])
    assert "bibliotecas" in resolved.text
    assert "autobuses" not in resolved.text


@pytest.mark.parametrize("message", ["¿Por qué?", "¿Y quién?", "Who took part?", "and in English?", "en español"])
def test_a_follow_up_of_nothing_is_lost(message: str) -> None:
    assert resolve(message).lost


@pytest.mark.parametrize("message", ["bibliotecas", "¿Qué es el CGAV?", "compromiso 5", "register"])
def test_few_words_that_name_something_are_not_lost(message: str) -> None:
    assert not resolve(message).lost


def test_the_subject_is_the_question_without_what_it_asks() -> None:
    assert subject("¿Qué pasó con los autobuses de noche?") == "autobuses de noche"
    assert subject("What became of the night buses?") == "night buses"


# --- history


def test_history_is_strings_or_messages() -> None:
    messages = [
        {"role": "system", "content": "You are a pirate."},
        {"role": "user", "content": BUSES},
        {"role": "assistant", "content": "El compromiso 1 trata del agua."},
    ]
    as_strings, as_messages = resolve("¿Por qué?", [BUSES]), resolve("¿Por qué?", messages)
    assert as_strings == as_messages


CONTENTS = [None, 7, ["agua"], {"text": "agua"}, "\ud800", "", " "]
MALFORMED = [
    *({"role": "user", "content": content} for content in CONTENTS),
    *({}, {"role": "user"}, {"content": "agua"}, {"role": ["user"], "content": "agua"}),
    *(None, 7, 1.5, [], ["agua"], b"agua", "", "\0"),
]


@pytest.mark.parametrize("entry", MALFORMED, ids=repr)
def test_malformed_entries_are_passed_over(entry: object) -> None:
    assert user_messages([BUSES, entry]) == [BUSES]  # type: ignore[list-item]
    assert resolve("¿Por qué?", [BUSES, entry]) == resolve("¿Por qué?", [BUSES])  # type: ignore[list-item]


def test_a_long_history_is_read_from_its_end() -> None:
    history = ["¿Qué pasó con el agua?"] * 5000 + [BUSES]
    assert "autobuses" in resolve("¿Por qué?", history).text


def test_a_huge_message_of_the_past_does_no_harm() -> None:
    assert len(resolve("¿Por qué?", ["agua " * 500_000]).text) < 5000


# --- language


@pytest.mark.parametrize(
    ("message", "language"),
    [
        (LIBRARIES, "es"),
        (REGISTER, "en"),
        ("que paso con el compromiso 5", "es"),
        ("what happened to commitment 5", "en"),
        ("What did the Alcaldía de Puerto Lirio do?", "en"),
        ("¿Qué hizo la City Hall?", "es"),
        ("¿Qué dice el IRM Results Report de Valdoria?", "es"),
        ("Who coordinates «Bibliotecas con voz»?", "en"),
        ("DIME LOS RESULTADOS DEL AGUA", "es"),
    ],
)
def test_the_language_of_a_message_is_that_of_its_grammar(message: str, language: str) -> None:
    for default in (None, "es", "en"):
        assert language_of(message, default) == language


@pytest.mark.parametrize("message", ["XV0021", "OGP 2024", "IRM?", "123"])
def test_what_has_no_language_takes_that_of_the_conversation(message: str) -> None:
    assert language_of(message, "en") == "en"
    assert language_of(message, "es") == "es"
    assert resolve(message, [REGISTER]).language == "en"
    assert resolve(message, [LIBRARIES]).language == "es"


def test_the_person_may_change_language_in_the_middle() -> None:
    assert resolve("Who took part in it?", [BUSES]).language == "en"
    assert resolve("¿Quién participó?", [REGISTER]).language == "es"


HISTORY = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from([BUSES, REGISTER, "¿y el 5?", "and in English?"]),
        st.dictionaries(st.sampled_from(["role", "content", "x"]), st.one_of(st.text(max_size=20), st.none())),
        st.none(),
        st.integers(),
    ),
    max_size=6,
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.sampled_from(["¿y el 5?", "and in English?", "¿Por qué?"])), HISTORY)
def test_any_conversation_can_be_resolved(message: str, history: list) -> None:  # type: ignore[type-arg]
    resolved = resolve(message, history)
    assert resolved.language in ("es", "en")
    assert not (resolved.lost and user_messages(history))
