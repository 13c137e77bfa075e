"""One question asked of the assistant while a model behaves in some way, and what came of it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant import Answer, Assistant
from corpus.model import Document
from evals.suites.adversarial.judge import Verdict, judge
from evals.suites.adversarial.models.behaviours import Behaviour
from evals.suites.adversarial.models.prompt import Prompt
from evals.suites.adversarial.models.scripted import ScriptedChat


@dataclass(frozen=True, slots=True)
class Asked:
    """`seconds` are those of the whole answer, `model_seconds` those that the model itself took of them;
    `prompts` what it was asked, if it was; `offered` are the statements that it made, where they can be counted.
    The verdict is on everything that was shown, while it was written and in the end."""

    id: str
    kind: str
    answer: Answer
    verdict: Verdict
    seconds: float
    model_seconds: float
    prompts: tuple[Prompt, ...] = ()
    offered: tuple[str, ...] = ()

    @property
    def reached(self) -> bool:
        return bool(self.prompts)

    @property
    def kept(self) -> int:
        """How many of the statements that the model made are shown."""
        if self.answer.composer != "model":
            return 0
        shown = {statement.text for statement in self.answer.statements}
        return len(shown.intersection(self.offered))


def ask(
    assistant: Assistant,
    chat: ScriptedChat,
    behave: Behaviour,
    question: str,
    documents: Mapping[str, Document],
    *,
    id: str = "",
    kind: str = "",
    payloads: Iterable[str] = (),
    history: Sequence[Mapping[str, str]] = (),
) -> Asked:
    """`chat` is the model that `assistant` was opened with."""
    shown: list[Answer] = []
    chat.behave = behave
    chat.forget()
    started = time.perf_counter()
    verdict = Verdict()
    try:
        answer = assistant.ask(question, history, listen=shown.append)
    except Exception as error:  # nothing that a model says may come to that
        verdict += Verdict(raised=(f"{type(error).__name__}: {error}, asked {question}",))
        answer = Answer(question, "", "clarify", "")
    seconds = time.perf_counter() - started
    payloads = tuple(payloads)
    for one in [*shown, answer]:
        verdict += judge(one, documents, chat.prompts, payloads, said=[message["content"] for message in history])
    offered = _offered(behave, chat) if chat.prompts else ()
    return Asked(id, kind, answer, verdict, seconds, chat.seconds, tuple(chat.prompts), offered)


def _offered(behave: Behaviour, chat: ScriptedChat) -> tuple[str, ...]:
    reply = behave(chat.prompts[-1])
    if not isinstance(reply, str):
        return ()
    try:
        rows = json.loads(reply)["statements"]
        return tuple(dict.fromkeys(str(row["text"]) for row in rows))
    except (ValueError, LookupError, TypeError, RecursionError):
        return ()
