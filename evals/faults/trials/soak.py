"""A server over a long time: what it holds must not grow."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

import httpx

from evals.cases import LANGUAGES
from evals.faults.frame import Held, Outcome, Server, Workplace, new_visitor, trial
from evals.faults.serving import ask, join, listening
from evals.gold import load_cases
from evals.names import gold_path

# What is wanted; a slow computer does less of it in SECONDS, and the figure says how much.
REQUESTS, REBUILDS, CLOSED = 20_000, 200, 1_000
SECONDS = 240.0
WARM = 600  # requests of the same mixture before the first measurement
VISITORS = 4
MOST = 0.10  # that memory may grow
SPARE = 8  # files and threads more or fewer than when warm: pages that are open just now
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Client = httpx.Client


@trial(
    "S1",
    "mixed requests, rebuilds, closed pages",
    must="memory within 10 % of warm; files, threads flat",
)
def soak(place: Workplace) -> Outcome:
    with place.serve() as server:
        load = _Load(place, server)
        load.run(WARM, 60.0)
        warm, before = _settled(server), Counter(load.done)
        started = time.monotonic()
        load.run(REQUESTS, SECONDS)
        seconds = time.monotonic() - started
        after = _settled(server)
    done = load.done - before
    asked = sum(done[name] for name in ("page", "part", "rubbish", "question", "closed page"))
    flat = all(abs(getattr(after, name) - getattr(warm, name)) <= SPARE for name in ("files", "threads", "children"))
    counts = f"{asked} requests, {done['question']} of them questions, {done['rebuild']} rebuilds, "
    counts += f"{done['closed page']} closed pages in {seconds:.0f} s"
    figure = f"{counts}: {after.since(warm)}, {done['failed']} failed {load.first}".rstrip()
    return Outcome(flat and after.growth(warm) <= MOST and not done["failed"] and asked >= REQUESTS // 10, figure)


def _settled(server: Server) -> Held:
    """What it holds when nobody asks."""
    server.ask("What did Valdoria promise?", timeout=120)
    time.sleep(5)
    return server.held()


class _Load:
    """Visitors who do one thing after the other, and an index that is renewed meanwhile."""

    def __init__(self, place: Workplace, server: Server) -> None:
        self._place, self._server = place, server
        self._lock = threading.Lock()
        self._left = 0
        self.done: Counter[str] = Counter()
        self.first = ""  # the first that failed
        cases = load_cases(gold_path("valdoria"))
        self._questions = [(language, getattr(case, language)) for case in cases for language in LANGUAGES]

    def run(self, requests: int, seconds: float) -> None:
        self._left = requests
        until = time.monotonic() + seconds
        with ThreadPoolExecutor(VISITORS) as pool:
            seeds = [self._place.random.random() for _ in range(VISITORS)]
            for visiting in [pool.submit(self._visit, Random(seed), until) for seed in seeds]:
                visiting.result()

    def _visit(self, chance: Random, until: float) -> None:
        kinds: dict[str, Callable[[Client, Random], None]] = {
            "page": _page, "part": _part, "rubbish": _rubbish, "question": self._question, "closed page": _closed
        }  # fmt: skip
        with self._server.client(timeout=120) as client:
            while time.monotonic() < until:
                with self._lock:
                    self._left -= 1
                    if self._left < 0:
                        return
                    if self._left % (REQUESTS // REBUILDS) == 0:
                        self._place.renew()
                        self.done["rebuild"] += 1
                (kind,) = chance.choices(list(kinds), weights=(30, 40, 22, 3, 5))
                try:
                    kinds[kind](client, chance)
                except Exception as error:
                    self.done["failed"] += 1
                    self.first = self.first or f"{kind}: {type(error).__name__} {error}"[:160]
                self.done[kind] += 1

    def _question(self, client: Client, chance: Random) -> None:
        language, question = chance.choice(self._questions)
        if chance.random() < 0.3:  # a word nobody knows
            question = f"{question} {''.join(chance.choices(LETTERS, k=9))}"
        reply = ask(client, question, new_visitor(), language)
        if not reply.chat:
            raise ValueError(f"no answer to {question}")


def _page(client: Client, chance: Random) -> None:
    client.get("", params={"lang": chance.choice(LANGUAGES)}).raise_for_status()


def _part(client: Client, chance: Random) -> None:
    client.get(chance.choice(["config", "page/chat.js", "page/page.css", "theme.css"])).raise_for_status()


def _rubbish(client: Client, chance: Random) -> None:
    """What no page sends: it must be refused, and not be a fault of the server's."""
    n = chance.randrange(5)
    if n == 0:
        response = client.get("".join(chance.choices(LETTERS, k=20)))
    elif n == 1:
        response = client.put("config")
    elif n == 2:
        response = client.post("gradio_api/queue/join", content=chance.randbytes(200))
    elif n == 3:
        response = client.get("", headers={"host": "elsewhere.example"})
    else:
        response = client.post("gradio_api/queue/join", json={"data": 1, "fn_index": 10**6, "session_hash": "a"})
    if not 400 <= response.status_code < 500:
        raise ValueError(f"rubbish {n} answered with {response.status_code}")


def _closed(client: Client, chance: Random) -> None:
    """Someone asks and closes the page before the answer is there."""
    visitor = new_visitor()
    join(client, "What did the IRM say of commitment 2?", visitor)
    with listening(client, visitor) as lines:
        next(lines)
