"""Answers that a model writes, from question to page: streamed, checked, and quotations where it fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import open_assistant

from assistant import Answer
from assistant.assistant import Assistant
from assistant.llm.settings import ModelSettings
from evals.suites.adversarial.models.honest import after_thinking, in_curly_quotes, in_fences, in_lines, in_list, obey
from evals.suites.adversarial.models.prompt import Prompt
from evals.suites.adversarial.models.scripted import Pace, ScriptedChat

QUESTION = "¿Por qué se detuvo el compromiso de los autobuses de noche?"
ENGLISH = "What did the IRM find about the beneficial ownership register?"
LIMITS = ModelSettings("scripted:one", seconds=10, retries=1, price=(1.0, 2.0))

STEADY = Pace()

Ask = Callable[..., tuple[Answer, ScriptedChat]]


@pytest.fixture
def ask(valdoria_home: Path) -> Iterator[Ask]:
    """Ask with a model that behaves so; more arguments go to `Assistant.ask`."""
    opened: list[Assistant] = []

    def asking(
        behave: Any = obey, question: str = QUESTION, limits: ModelSettings = LIMITS, pace: Pace = STEADY, **more: Any
    ) -> tuple[Answer, ScriptedChat]:
        chat = ScriptedChat(behave=behave, pace=pace)
        assistant = open_assistant(valdoria_home, model=limits, chat=chat)
        opened.append(assistant)
        return assistant.ask(question, **more), chat

    yield asking
    for assistant in opened:
        assistant.close()


def exact(answer: Answer, texts: dict[str, str]) -> bool:
    return all(texts[c.document][c.start : c.end] == c.quote for c in answer.citations)


@pytest.mark.parametrize("behave", [obey, in_fences, after_thinking, in_lines, in_list, in_curly_quotes])
@pytest.mark.parametrize("question", [QUESTION, ENGLISH])
def test_an_honest_model_writes_the_answer(ask: Ask, texts: dict[str, str], behave: Any, question: str) -> None:
    answer, chat = ask(behave, question)
    assert (answer.composer, answer.status) == ("model", "answered")
    assert answer.statements
    assert all(statement.citations for statement in answer.statements)
    assert exact(answer, texts)
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert answer.model is not None
    assert answer.model.fallback is None
    assert (answer.model.name, answer.model.calls) == ("scripted:one", 1)
    assert answer.model.cost == pytest.approx((answer.model.input_tokens + 2 * answer.model.output_tokens) / 1e6)
    assert answer.model.prompt.startswith(f"answer.{answer.language}@")
    assert len(chat.prompts) == 1


def test_the_prompt_holds_the_sources_as_data_and_the_question_last(ask: Ask, texts: dict[str, str]) -> None:
    _, chat = ask()
    (prompt,) = chat.prompts
    assert QUESTION in prompt.after
    assert prompt.canary
    assert not prompt.forged
    assert all(any(source.text in text for text in texts.values()) for source in prompt.sources)
    assert len({source.key for source in prompt.sources}) == len(prompt.sources) > 3
    _, again = ask()
    assert not {s.key for s in prompt.sources} & {s.key for s in again.prompts[0].sources}
    assert again.prompts[0].canary != prompt.canary


def test_statements_are_shown_as_they_pass_and_never_before(ask: Ask) -> None:
    seen: list[Answer] = []
    answer, _ = ask(listen=seen.append, pace=Pace(chunk=3))
    assert [len(one.statements) for one in seen] == list(range(1, len(answer.statements) + 1))
    assert all(one.composer == "model" and one.text for one in seen)
    seen.clear()
    ask(lambda prompt: obey(prompt).replace('"key": "k', '"key": "x'), listen=seen.append)
    assert not seen


def test_the_answer_stops_when_the_person_leaves(ask: Ask) -> None:
    seen: list[Answer] = []
    answer, _ = ask(listen=seen.append, stop=lambda: bool(seen), pace=Pace(chunk=20, between=0.05))
    assert len(answer.statements) == 1
    assert answer.notes
    answer, _ = ask(stop=lambda: True)
    assert answer.composer == "extractive"
    assert answer.model is not None
    assert answer.model.fallback == "left"


def failing(kind: str) -> tuple[Any, Pace, ModelSettings]:
    quick = ModelSettings("scripted:one", seconds=1.2, retries=1)
    return {
        "timeout": (obey, Pace(before=1.5), quick),
        "empty": (lambda prompt: "", Pace(), LIMITS),
        "malformed": (lambda prompt: '{"statements": 7}', Pace(), LIMITS),
        "nothing": (lambda prompt: '{"statements": []}', Pace(), LIMITS),
        "unreachable": (obey, Pace(fails=ConnectionError("no"), cut_after=0), LIMITS),
        "unsupported": (lambda prompt: claim(prompt, "The moon is made of 77 cheeses.", "cheese"), Pace(), LIMITS),
        "declined": (lambda prompt: "I'm sorry, but I cannot help with that request.", Pace(), LIMITS),
    }[kind]


def claim(prompt: Prompt, text: str, quote: str) -> str:
    key = prompt.sources[0].key
    return json.dumps({"statements": [{"text": text, "quotes": [{"key": key, "quote": quote}]}]})


@pytest.mark.parametrize("kind", ["timeout", "empty", "malformed", "nothing", "unreachable", "unsupported", "declined"])
@pytest.mark.parametrize("question", [QUESTION, ENGLISH])
def test_where_the_model_fails_quotations_are_given_and_that_is_said(
    ask: Ask, texts: dict[str, str], kind: str, question: str
) -> None:
    behave, pace, limits = failing(kind)
    answer, chat = ask(behave, question, limits, pace)
    assert answer.composer == "extractive"
    assert answer.statements
    assert exact(answer, texts)
    assert answer.model is not None
    assert answer.model.fallback == kind
    assert answer.notes
    assert answer.text.endswith(answer.notes[-1])
    assert "scripted:one" in answer.notes[-1]
    assert len(chat.prompts) <= 2


def test_a_cut_reply_is_asked_for_again_and_what_had_passed_stays(ask: Ask) -> None:
    answer, chat = ask(pace=Pace(chunk=10, cut_after=330))
    assert len(chat.prompts) == 2
    assert answer.composer == "model"
    assert answer.notes


def test_another_language_is_asked_for_anew_once(ask: Ask) -> None:
    replies = iter([0, 1, 2])

    def behave(prompt: Prompt) -> str:
        if next(replies):
            return obey(prompt)
        key, quote = next((s.key, s.sentences()[-1]) for s in prompt.sources if s.language == "es")
        text = "This sentence was written in English although the question was not."
        return json.dumps({"statements": [{"text": text, "quotes": [{"key": key, "quote": quote}]}]})

    answer, chat = ask(behave)
    assert len(chat.prompts) == 2
    assert "español" in chat.prompts[1].after
    assert answer.composer == "model"


def test_what_does_not_fit_into_a_small_model_is_named(ask: Ask) -> None:
    small = ModelSettings("scripted:one", context=2600, output=256)
    answer, chat = ask(limits=small)
    whole, other = ask()
    assert 0 < len(chat.prompts[0].sources) < len(other.prompts[0].sources)
    assert any("no hubo lugar" in note for note in answer.notes)
    assert not whole.notes


def test_a_model_is_not_asked_what_needs_none(ask: Ask) -> None:
    for question in ("Hola", "", "¿Cuántos compromisos tiene el plan?", "¿Qué dice el compromiso 99?"):
        answer, chat = ask(question=question)
        assert not chat.prompts, question
        assert answer.composer == "extractive"


def test_both_sides_of_a_disagreement_stay_when_the_model_tells_one(ask: Ask) -> None:
    question = "How many civil society organisations were involved in commitment 2?"
    plain, _ = ask(lambda prompt: "", question)

    def one_sided(prompt: Prompt) -> str:
        key, quote = next((s.key, run) for s in prompt.sources for run in s.sentences() if "Five civil society" in run)
        return claim_of(key, quote)

    def claim_of(key: str, quote: str) -> str:
        return json.dumps({"statements": [{"text": quote, "quotes": [{"key": key, "quote": quote}]}]})

    answer, chat = ask(one_sided, question)
    assert answer.composer == "model"
    assert all(f"- {value}: " in chat.prompts[0].user for value in (5, 6))
    assert plain.conflicts
    assert {side.value for side in answer.conflicts[0].sides} == {side.value for side in plain.conflicts[0].sides}


def test_follow_ups_are_completed_by_the_model_where_it_adds_nothing(ask: Ask) -> None:
    whole = "¿Qué dice el MRI del compromiso 4 de Valdoria?"

    def behave(prompt: Prompt) -> str:
        return obey(prompt) if prompt.sources else json.dumps({"question": whole})

    answer, chat = ask(behave, "¿Y del 4?", history=["¿Qué dice el MRI del compromiso 3 de Valdoria?"])
    assert answer.resolved == whole
    assert answer.model is not None
    assert answer.model.calls == len(chat.prompts)


def test_a_model_that_cannot_be_opened_costs_nothing_but_a_sentence(valdoria_home: Path) -> None:
    model = ModelSettings("upstage:solar", key="k")
    assistant = open_assistant(valdoria_home, model=model)
    answer = assistant.ask(QUESTION)
    assistant.close()
    assert answer.statements
    assert answer.model is not None
    assert answer.model.fallback == "package"
    assert "upstage:solar" in answer.notes[0]


def test_the_answer_is_plain_json(ask: Ask) -> None:
    answer, _ = ask()
    told = json.loads(json.dumps(answer.to_json(), ensure_ascii=False))
    assert told["composer"] == "model"
    assert told["model"]["name"] == "scripted:one"
