"""Follow-ups that a model completes: kept where they add nothing, else as the rules complete them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant.llm.client import Usage
from assistant.llm.generate import ModelComposer
from assistant.llm.providers import Chat
from assistant.llm.rewrite import rewritten
from assistant.llm.settings import ModelSettings
from assistant.message.followup import Resolved, resolve

EARLIER = ["¿Qué dice el MRI del compromiso 7 de Valdoria?"]
MESSAGE = "¿Y del 3?"


@pytest.fixture
def rewrite() -> Iterator[Callable[[Any], Resolved]]:
    made: list[ModelComposer] = []

    def run(reply: Any, message: str = MESSAGE, earlier: list[str] = EARLIER) -> Resolved:
        text = reply if isinstance(reply, str) else json.dumps(reply, ensure_ascii=False)
        settings = ModelSettings("fake:model", seconds=5)
        chat = Chat("fake:model", GenericFakeChatModel(messages=iter([AIMessage(text)])))
        made.append(ModelComposer(settings, chat))
        return rewritten(made[-1], resolve(message, earlier), message, earlier, Usage(), lambda: False)

    yield run
    for composer in made:
        composer.close()


def test_a_faithful_completion_is_taken(rewrite: Callable[[Any], Resolved]) -> None:
    asked = "¿Qué dice el MRI del compromiso 3 de Valdoria?"
    found = rewrite({"question": asked})
    assert found.text == found.ask == found.shown == asked
    assert rewrite(f"Claro:\n```json\n{json.dumps({'question': asked})}\n```").text == asked


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "no sé",
        "{",
        {"question": ""},
        {"question": 7},
        {"other": "x"},
        {"question": "¿Qué dice el MRI del compromiso 4 de Valdoria?"},  # a number nobody said
        {"question": "¿Qué dice el MRI del compromiso 3 de Corvenia?"},  # a name nobody said
        {"question": "What does the IRM say about commitment 3 of Valdoria?"},  # another language
        {"question": "¿Qué dice el MRI del compromiso 3? " * 20},  # no question of that length
        "[" * 5000,
    ],
)
def test_anything_else_leaves_it_as_the_rules_complete_it(rewrite: Callable[[Any], Resolved], reply: Any) -> None:
    by_rules = resolve(MESSAGE, EARLIER)
    assert by_rules.changed
    assert rewrite(reply) == by_rules


def test_a_question_that_stands_alone_is_not_sent(rewrite: Callable[..., Resolved]) -> None:
    message = "¿Quién coordina el compromiso 5 de Valdoria?"
    assert rewrite({"question": "¿Otra?"}, message=message).text == message
    assert rewrite({"question": "¿Otra?"}, message="¿Y en inglés?").language == "en"
