"""Requests that no page sends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from evals.suites.faults.frame import Outcome, Workplace, new_visitor, trace_in, trial
from evals.suites.faults.serving import JOIN

STRANGE: tuple[Any, ...] = (None, True, -1, 10**30, 1.5, "", "\ud800", "../x", [], {}, [[[]]], {"a": {}}, "x" * 5_000)
TIMES = 120
QUESTION = "What did the IRM say of commitment 2 of Valdoria?"


@trial(
    "R1", "malformed requests to the queue", must="each refused (4xx) or answered; no traceback, no 5xx, it serves on"
)
def malformed(place: Workplace) -> Outcome:
    wrong: list[str] = []
    with place.serve() as server:
        server.ask(QUESTION)
        for n, (content, headers) in enumerate(_bodies(place.random)):
            with server.client(20) as client:
                try:
                    status = client.post(JOIN, content=content, headers=headers).status_code
                except Exception as error:
                    wrong.append(f"{content[:60]!r}: {type(error).__name__} {error}")
                    continue
            if status >= 500:
                wrong.append(f"{n} {content[:60]!r}: {status}")
        if not server.ask(QUESTION).chat:
            wrong.append("no answer afterwards")
        traces = server.written().count("Traceback (most recent call last)")
        wrong += [f"{traces} tracebacks written"] * trace_in(server.written())
    return Outcome(not wrong, f"{TIMES} requests, {len(wrong)} wrong {'; '.join(wrong[:3])}".rstrip())


def _bodies(chance: Random) -> Iterator[tuple[bytes, dict[str, str]]]:
    """Bodies with their headers: a sound one with one field exchanged or gone, or with its bytes or type altered."""
    typed = {"content-type": "application/json"}
    for n in range(TIMES):
        sound = {"data": [QUESTION, None, "en", None], "fn_index": 0, "session_hash": new_visitor()}
        field, strange = chance.choice(list(sound)), chance.choice(STRANGE)
        match n % 5:
            case 0:
                sound[field] = strange
                yield json.dumps(sound).encode(), typed
            case 1:
                del sound[field]
                yield json.dumps(sound).encode(), typed
            case 2:
                sound["data"] = [chance.choice([value, strange]) for value in (QUESTION, None, "en", None)]
                yield json.dumps(sound).encode(), typed
            case 3:
                yield chance.choice([chance.randbytes(200), json.dumps(strange).encode(), b""]), typed
            case _:
                kind = chance.choice(["text/plain", "", "multipart/form-data", "application/json; charset=utf-7"])
                yield json.dumps(sound).encode(), {"content-type": kind}
