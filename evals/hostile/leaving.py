"""People who leave in the middle of an answer: is the call closed, so that nobody pays for what nobody reads?"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from assistant.llm.generate import ModelComposer
from assistant.llm.settings import ModelSettings
from evals.bench.figures import Figure, share
from evals.hostile.failing import KEY
from evals.hostile.faults import Fault, faults
from evals.hostile.ground import Ground
from evals.hostile.honest import obey
from evals.hostile.server import MODEL, HostileServer

PART = "people who leave"
NAMES = ("stall before the first byte", "stall in mid-stream", "a byte a second", "endless stream")
TIMES = 10
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
    rows = []
    for n, (name, fault) in enumerate(listed.items()):
        ground.tell(PART, n, len(listed))
        rows.append(_figure(name, leave(ground, fault)))
    ground.tell(PART, len(listed), len(listed))
    return rows


def leave(ground: Ground, fault: Fault, times: int = TIMES) -> list[Left]:
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


def _figure(name: str, left: Sequence[Left]) -> Figure:
    well = sum(one.closed and one.ended <= SOON for one in left)
    return Figure(
        PART, f"calls closed, {name}", share(well, len(left)), target=1.0,
        detail=f"{sum(one.closed for one in left)} of {len(left)} closed;"
        f" the answer came {max(one.ended for one in left):.1f} s after they had left at most",
    )  # fmt: skip
