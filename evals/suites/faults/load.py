"""What many visitors do to a server at the same time: the mixture of `evals.suites.faults.trials.soak`."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from random import Random

import httpx

from evals.cases import LANGUAGES
from evals.gold import load_cases
from evals.names import gold_path
from evals.suites.faults.serving import Server, ask, join, listening, new_visitor
from evals.suites.faults.workplace import Workplace

# How many of each sort, in any order; the rebuilds are spread evenly over them.
MIXTURE = {"page": 6_000, "part": 8_000, "malformed request": 4_600, "question": 400, "closed page": 1_000}
REQUESTS, REBUILDS = sum(MIXTURE.values()), 200
LONG_TALK = 1_000  # questions of the one conversation
VISITORS = 4
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Client = httpx.Client


class Load:
    """Visitors who do one thing after the other, one who keeps asking, and an index that is renewed meanwhile."""

    def __init__(self, place: Workplace, server: Server) -> None:
        self._place, self._server = place, server
        self._lock = threading.Lock()
        self._renewing = threading.Lock()
        self._ahead: list[str] = []
        self.done: Counter[str] = Counter()
        self.first = ""  # the first that failed
        self.largest = 0
        cases = load_cases(gold_path("valdoria"))
        self._questions = [(language, getattr(case, language)) for case in cases for language in LANGUAGES]

    def run(self, share: float, seconds: float) -> None:
        """So much of the mixture, of the rebuilds and of the conversation; what is not done in time is left."""
        self._ahead = [name for name, count in MIXTURE.items() for _ in range(round(share * count))]
        self._place.random.shuffle(self._ahead)
        every = REQUESTS // REBUILDS
        self._ahead = [
            name for n, one in enumerate(self._ahead) for name in ([one, "rebuild"] if n % every == 0 else [one])
        ]
        until = time.monotonic() + seconds
        with ThreadPoolExecutor(VISITORS + 1) as pool:
            seeds = [self._place.random.random() for _ in range(VISITORS + 1)]
            at_work = [pool.submit(self._visit, Random(seed), until) for seed in seeds[1:]]
            at_work.append(pool.submit(self._talk, Random(seeds[0]), round(share * LONG_TALK), until))
            for visiting in at_work:
                visiting.result()

    def _visit(self, chance: Random, until: float) -> None:
        kinds: dict[str, Callable[[Client, Random], None]] = {
            "page": _page,
            "part": _part,
            "malformed request": _malformed,
            "question": self._question,
            "closed page": _closed,
            "rebuild": self._renew,
        }
        with self._server.client(timeout=120) as client:
            while time.monotonic() < until:
                with self._lock:
                    if not self._ahead:
                        return
                    kind = self._ahead.pop()
                self._tried(kind, partial(kinds[kind], client, chance))

    def _talk(self, chance: Random, questions: int, until: float) -> None:
        """The conversation, whose answers must stay as short as the first ones."""

        def one() -> None:
            language, question = chance.choice(self._questions)
            reply = ask(client, question, "talk", language)
            self.largest = max(self.largest, reply.sent)
            if not reply.chat:
                raise ValueError(f"no answer to {question}")

        with self._server.client(timeout=120) as client:
            for _ in range(questions):
                if time.monotonic() < until:
                    self._tried("talk", one)

    def _tried(self, kind: str, act: Callable[[], None]) -> None:
        failed = ""
        try:
            act()
        except Exception as error:
            failed = f"{kind}: {type(error).__name__} {error}"[:160]
        with self._lock:
            self.done[kind] += 1
            self.done["failed"] += bool(failed)
            self.first = self.first or failed

    def _renew(self, client: Client, chance: Random) -> None:
        """And a question, with which the server goes over to the new one."""
        with self._renewing:
            self._place.renew()
        self._question(client, chance)

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
    client.get(chance.choice(["healthz", "page/chat.js", "page/page.css", "theme.css"])).raise_for_status()


def _malformed(client: Client, chance: Random) -> None:
    """What no page sends: it must be refused, and not be a fault of the server's."""
    n = chance.randrange(5)
    if n == 0:
        response = client.get("".join(chance.choices(LETTERS, k=20)))
    elif n == 1:
        response = client.put("readyz")
    elif n == 2:
        response = client.post("gradio_api/queue/join", content=chance.randbytes(200))
    elif n == 3:
        response = client.get("", headers={"host": "elsewhere.example"})
    else:
        response = client.post("gradio_api/queue/join", json={"data": 1, "fn_index": 10**6, "session_hash": "a"})
    if not 400 <= response.status_code < 500:
        raise ValueError(f"malformed request {n} answered with {response.status_code}")


def _closed(client: Client, chance: Random) -> None:
    """Someone asks and closes the page before the answer is there."""
    visitor = new_visitor()
    join(client, "What did the IRM say of commitment 2?", visitor)
    with listening(client, visitor) as lines:
        next(lines)
