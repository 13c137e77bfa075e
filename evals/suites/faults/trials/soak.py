"""A server over a long time: what it holds must not grow. One run of it serves three trials: many requests of all sorts
(S1), an index that is renewed meanwhile (F3), and a conversation that goes on all the time (F6)."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass

from evals.suites.faults.frame import Held, Outcome, Server, Workplace, trial
from evals.suites.faults.load import LONG_TALK, MIXTURE, REBUILDS, REQUESTS, Load

BOUND = 900.0  # seconds in which all of that must be done
WARM = 0.06  # of all of it comes before the first measurement
MOST = 0.10  # that memory may grow
FILES, THREADS, CHILDREN = 2, 4, 2  # more than when warm
LONGEST = 60_000  # bytes that an answer sends


@dataclass(frozen=True, slots=True)
class Soaked:
    """What a server held when it was warm and in the end, and what was done between the two."""

    warm: Held
    after: Held
    done: Counter[str]
    failed: str  # what failed first, "" where nothing did
    largest: int  # bytes sent for an answer of the long conversation
    seconds: float

    @property
    def flat(self) -> bool:
        more = {name: getattr(self.after, name) - getattr(self.warm, name) for name in ("files", "threads", "children")}
        return more["files"] <= FILES and more["threads"] <= THREADS and more["children"] <= CHILDREN

    @property
    def grown(self) -> float:
        return self.after.growth(self.warm)


@trial(
    "S1",
    f"{REQUESTS} mixed requests, {REBUILDS} rebuilds, {MIXTURE['closed page']} closed pages",
    must=f"all done in {BOUND:.0f} s, memory within 10 % of warm; files, threads flat",
)
def mixed(place: Workplace) -> Outcome:
    run = soaked(place)
    counts = ", ".join(f"{run.done[name]} {name}s" for name in (*MIXTURE, "rebuild"))
    asked = sum(run.done[name] for name in MIXTURE)
    all_done = all(run.done[name] >= count for name, count in MIXTURE.items()) and run.done["rebuild"] >= REBUILDS
    figure = f"{asked} requests ({counts}) in {run.seconds:.0f} s: {run.after.since(run.warm)}, "
    figure += f"{run.done['failed']} failed {run.failed}".rstrip()
    return Outcome(all_done and run.flat and run.grown <= MOST and not run.done["failed"], figure)


@trial(
    "F3",
    f"{REBUILDS} rebuilds under load",
    must="processes and files +2, threads +4, memory +10 % at most; counted with S1",
)
def rebuilds(place: Workplace) -> Outcome:
    run = soaked(place)
    figure = f"{run.done['rebuild']} rebuilds: {run.after.since(run.warm)}, {run.done['failed']} failed"
    done = run.done["rebuild"] >= REBUILDS and not run.done["failed"]
    return Outcome(done and run.flat and run.grown <= MOST, figure)


@trial(
    "F6", f"one conversation of {LONG_TALK} questions", must="memory +10 % at most, < 60 kB an answer; counted with S1"
)
def long_talk(place: Workplace) -> Outcome:
    run = soaked(place)
    figure = f"{run.done['talk']} questions, memory {100 * run.grown:+.0f} %, {run.largest / 1000:.0f} kB an answer"
    held = run.done["talk"] >= LONG_TALK and not run.done["failed"] and run.grown <= MOST
    return Outcome(held and run.largest < LONGEST, figure)


_RUNS: list[Soaked] = []


def soaked(place: Workplace) -> Soaked:
    """The run that all of them count with, made by the first that is tried. Errors: those of a server."""
    if not _RUNS:
        _RUNS.append(_soak(place))
    return _RUNS[0]


def _soak(place: Workplace) -> Soaked:
    with place.serve() as server:
        load = Load(place, server)
        load.run(WARM, BOUND)
        warm, before = _settled(server), Counter(load.done)
        started = time.monotonic()
        load.run(1.0, BOUND)
        seconds = time.monotonic() - started
        return Soaked(warm, _settled(server), load.done - before, load.first, load.largest, seconds)


def _settled(server: Server) -> Held:
    """What it holds when nobody asks."""
    server.ask("What did Valdoria promise?", timeout=120)
    time.sleep(5)
    return server.held()
