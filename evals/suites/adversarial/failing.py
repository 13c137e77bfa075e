"""Servers that fail: does every question end in an answer or an honest message, and in time? People who leave: is the
call closed, so that nobody pays for what nobody reads?"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from assistant import Answer
from assistant.assistant import Assistant
from assistant.llm.generate import ModelComposer
from assistant.llm.settings import ModelSettings
from evals.suites.adversarial.ground import Ground
from evals.suites.adversarial.judge import judge
from evals.suites.adversarial.models.behaviours import Behaviour
from evals.suites.adversarial.models.faults import Fault, faults
from evals.suites.adversarial.models.honest import obey
from evals.suites.adversarial.models.server import MODEL, HostileServer
from evals.suites.figures import Figure, share

FAILING = "failing servers"
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
    ground.tell(f"{FAILING}: {len(listed)}")
    rows = []
    ended: list[Ended] = []
    _questions(ground, TIMES)  # looked for before anything is timed
    with ThreadPoolExecutor(SERVERS) as pool:
        results = pool.map(lambda fault: list(fail(ground, fault)), listed.values())
        for (name, fault), every in zip(listed.items(), results, strict=True):
            ended += every
            rows.append(_failing_figure(name, every, may_pass=fault.times is not None or fault.when is not None))
    well = sum(one.well() for one in ended)
    whole = Figure(
        FAILING, "questions that ended well and in time", share(well, len(ended)), target=1.0,
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


def _failing_figure(name: str, ended: Sequence[Ended], *, may_pass: bool) -> Figure:
    well = sum(one.well() for one in ended)
    answered = sum(one.answer is not None and one.answer.composer == "model" for one in ended)
    slowest = max(one.seconds for one in ended)
    wrong = [one for one in ended if not one.well()]
    told = [one.error or next(iter(one.shown), "") or f"{one.seconds:.1f} s, no note" for one in wrong]
    detail = f"{answered} written by the model; slowest {slowest:.1f} s"
    if may_pass and answered < len(ended):
        detail += " (all could have been)"
    return Figure(
        FAILING, name, share(well, len(ended)), target=1.0, detail=detail, missed=tuple(told),
        numbers={"model": float(answered), "slowest": slowest},
    )  # fmt: skip


LEAVING = "people who leave"
NAMES = ("stall before the first byte", "stall in mid-stream", "a byte a second", "endless stream")
LEAVERS = 10
STAYS = 0.4  # seconds until a person leaves
SOON = 2.0  # seconds within which the answer must end and the server must see the call closed


@dataclass(frozen=True, slots=True)
class Left:
    """`ended` is how many seconds after the person had left the answer came; `closed`, whether the server saw every
    call closed."""

    ended: float
    closed: bool


def leaving(ground: Ground) -> list[Figure]:
    listed = {name: faults()[name] for name in NAMES}
    ground.tell(f"{LEAVING}: {len(listed)}")
    return [_leaving_figure(name, leave(ground, fault)) for name, fault in listed.items()]


def leave(ground: Ground, fault: Fault, times: int = LEAVERS) -> list[Left]:
    """So many people who ask a server with this fault, each a server of their own, and leave."""
    questions = ground.ordinary[:times]
    with ThreadPoolExecutor(5) as pool:
        return list(pool.map(lambda question: _leave(ground, fault, question), questions))


def _leave(ground: Ground, fault: Fault, question: str) -> Left:
    with HostileServer(obey, fault, chunk=24) as server:
        composer = ModelComposer(ModelSettings(f"openai:{MODEL}", url=server.url, key=KEY, seconds=30.0, retries=0))
        composer.opened()
        assistant = ground.fictional.assistant.with_composer(composer)
        gone: list[float] = []

        def stop() -> bool:
            """Leaves once the server has been asked, and some time has passed."""
            if server.requests and not gone:
                gone.append(time.monotonic() + STAYS)
            return bool(gone) and time.monotonic() >= gone[0]

        try:
            assistant.ask(question, stop=stop)
            ended = time.monotonic() - (gone[0] if gone else 0.0)
            closed = server.abandoned(SOON) == len(server.requests)
        finally:
            composer.close()
    return Left(ended, closed)


def _leaving_figure(name: str, left: Sequence[Left]) -> Figure:
    well = sum(one.closed and one.ended <= SOON for one in left)
    return Figure(
        LEAVING, f"calls closed, {name}", share(well, len(left)), target=1.0,
        detail=f"{sum(one.closed for one in left)} of {len(left)} closed;"
        f" the answer came {max(one.ended for one in left):.1f} s after they had left at most",
    )  # fmt: skip
