"""Servers that fail: does every question end in an answer or an honest message, and in time?"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from assistant import Answer
from assistant.assistant import Assistant
from assistant.llm.generate import ModelComposer
from assistant.llm.settings import ModelSettings
from evals.bench.figures import Figure, share
from evals.hostile.behaviours import Behaviour
from evals.hostile.faults import Fault, faults
from evals.hostile.ground import Ground
from evals.hostile.honest import obey
from evals.hostile.judge import judge
from evals.hostile.server import MODEL, HostileServer

PART = "failing servers"
TIMES = 20  # questions for each fault
SECONDS = 2.5  # for one answer
SPARE = 1.0  # seconds on top: retrieval, and a machine that has other things to do
AT_ONCE = 10  # questions of one server
SERVERS = 2  # at once: nearly all of the time is spent waiting
KEY = "sk-zentorix-fedcba9876543210"


@dataclass(frozen=True, slots=True)
class Ended:
    """One question: what came, in which time, and what it showed of what it must not (the key, a page's markup)."""

    answer: Answer | None
    seconds: float
    shown: tuple[str, ...] = ()
    error: str = ""

    def well(self, spare: float = SPARE) -> bool:
        """An answer of the model's, or one without it and a sentence that says why, in time."""
        if self.answer is None or self.shown or self.seconds > SECONDS + spare:
            return False
        return self.answer.composer == "model" or bool(self.answer.notes)


def failing(ground: Ground) -> list[Figure]:
    listed = faults()
    rows = []
    ended: list[Ended] = []
    _questions(ground, TIMES)  # looked for before anything is timed
    with ThreadPoolExecutor(SERVERS) as pool:
        results = pool.map(lambda fault: list(fail(ground, fault)), listed.values())
        for n, ((name, fault), every) in enumerate(zip(listed.items(), results, strict=True)):
            ground.tell(PART, n, len(listed))
            ended += every
            rows.append(_figure(name, every, may_pass=fault.times is not None or fault.when is not None))
    ground.tell(PART, len(listed), len(listed))
    well = sum(one.well() for one in ended)
    whole = Figure(
        PART, "questions that ended well and in time", share(well, len(ended)), target=1.0,
        detail=f"{well} of {len(ended)}, {len(listed)} faults, {SECONDS:g} s and {SPARE:g} s to spare",
    )  # fmt: skip
    return [whole, *rows]


def fail(ground: Ground, fault: Fault, behave: Behaviour = obey, times: int = TIMES) -> Iterator[Ended]:
    """So many questions of a server with this fault."""
    with HostileServer(behave, fault, chunk=24) as server:
        settings = ModelSettings(f"openai:{MODEL}", url=server.url, key=KEY, seconds=SECONDS, retries=2)
        composer = ModelComposer(settings)
        composer.opened()  # importing the provider's package is not part of an answer
        assistant = ground.fictional.assistant.with_composer(composer)
        try:
            with ThreadPoolExecutor(AT_ONCE) as pool:
                yield from pool.map(lambda question: _ask(ground, assistant, question), _questions(ground, times))
        finally:
            composer.close()


def _questions(ground: Ground, times: int) -> Sequence[str]:
    """Each another one: the server counts by question how often a fault was met."""
    return ground.ordinary[:times]


def _ask(ground: Ground, assistant: Assistant, question: str) -> Ended:
    started = time.monotonic()
    try:
        answer = assistant.ask(question)
    except Exception as error:  # nothing may be raised: that it was is what is measured
        return Ended(None, time.monotonic() - started, error=f"{type(error).__name__}: {error}")
    seconds = time.monotonic() - started
    verdict = judge(answer, ground.fictional.documents, secrets=[KEY])
    return Ended(answer, seconds, (*verdict.fabricated, *verdict.misquoted, *verdict.active, *verdict.leaked))


def _figure(name: str, ended: Sequence[Ended], *, may_pass: bool) -> Figure:
    well = sum(one.well() for one in ended)
    answered = sum(one.answer is not None and one.answer.composer == "model" for one in ended)
    slowest = max(one.seconds for one in ended)
    wrong = [one for one in ended if not one.well()]
    told = [one.error or next(iter(one.shown), "") or f"{one.seconds:.1f} s, no note" for one in wrong]
    detail = f"{answered} written by the model; slowest {slowest:.1f} s"
    if may_pass and answered < len(ended):
        detail += " (all could have been)"
    return Figure(
        PART, name, share(well, len(ended)), target=1.0, detail=detail, missed=tuple(told),
        numbers={"model": float(answered), "slowest": slowest},
    )  # fmt: skip
