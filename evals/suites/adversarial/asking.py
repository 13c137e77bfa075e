"""One question asked of the assistant while a model behaves in some way, and what came of it."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant import Answer
from evals.suites.adversarial.ground import Open
from evals.suites.adversarial.judge import Verdict, judge
from evals.suites.adversarial.models.behaviours import Behaviour
from evals.suites.adversarial.models.prompt import Prompt


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


@dataclass(frozen=True, slots=True)
class Put:
    """What is asked: a `question`, what was said before it, and words that only the attack would say (`payloads`)."""

    question: str
    id: str = ""
    kind: str = ""
    payloads: tuple[str, ...] = ()
    history: Sequence[Mapping[str, str]] = ()


def ask(opened: Open, behave: Behaviour, put: Put | str) -> Asked:
    """Asks the library's assistant while its model behaves so."""
    put = Put(put) if isinstance(put, str) else put
    shown: list[Answer] = []
    opened.chat.behave = behave
    opened.chat.forget()
    started = time.perf_counter()
    verdict = Verdict()
    try:
        answer = opened.assistant.ask(put.question, put.history, listen=shown.append)
    except Exception as error:  # nothing that a model says may come to that
        verdict += Verdict(raised=(f"{type(error).__name__}: {error}, asked {put.question}",))
        answer = Answer(put.question, "", "clarify", "")
    seconds, prompts = time.perf_counter() - started, tuple(opened.chat.prompts)
    said = [message["content"] for message in put.history]
    for one in [*shown, answer]:
        verdict += judge(one, opened.documents, prompts, put.payloads, said=said)
    offered = _offered(behave, prompts[-1]) if prompts else ()
    return Asked(put.id, put.kind, answer, verdict, seconds, opened.chat.seconds, prompts, offered)


def _offered(behave: Behaviour, prompt: Prompt) -> tuple[str, ...]:
    reply = behave(prompt)
    if not isinstance(reply, str):
        return ()
    try:
        rows = json.loads(reply)["statements"]
        return tuple(dict.fromkeys(str(row["text"]) for row in rows))
    except (ValueError, LookupError, TypeError, RecursionError):
        return ()
