"""Answers while the index is built anew."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

from evals.suites.faults.documents import KINDS, counted
from evals.suites.faults.frame import Outcome, Server, Workplace, trial

EDITIONS = 6
ASKING = 3  # visitors who ask all the time
QUESTIONS = ("How many archives were opened to visitors?", "¿Cuántos archivos se abrieron al público en Marelia?")
_NUMBER = re.compile(r"\b10[.,]?\d{3}\b")


@trial("G1", "answers while documents change and the index is built", must="none of two editions, none broken off")
def none_mixed(place: Workplace) -> Outcome:
    folder = place.folder / "editions"
    folder.mkdir()
    for path in (place.home / "corpus").glob("*.json"):
        path.unlink()
    _edit(place, folder, 0)
    seen: list[set[str]] = []
    broken: list[str] = []
    over = threading.Event()
    with place.serve() as server:
        server.ask(QUESTIONS[0])
        asking = [threading.Thread(target=_ask_on, args=(server, n, seen, broken, over)) for n in range(ASKING)]
        for thread in asking:
            thread.start()
        try:
            for edition in range(1, EDITIONS + 1):
                _edit(place, folder, edition)
                time.sleep(1)
        finally:
            over.set()
            for thread in asking:
                thread.join()
    mixed = sum(len(numbers) > 1 for numbers in seen)
    none = sum(not numbers for numbers in seen)
    editions = len(set().union(*seen))
    figure = f"{len(seen)} answers, {editions} editions, {mixed} mixed, {none} without one, {len(broken)} broken off"
    held = bool(seen) and editions > EDITIONS // 2 and not (mixed or none or broken)
    return Outcome(held, f"{figure} {'; '.join(broken[:2])}".rstrip())


def _edit(place: Workplace, folder: Path, edition: int) -> None:
    for kind in KINDS:
        (folder / f"{kind}.md").write_text(counted(kind, edition), encoding="utf-8")
    for arguments in (("corpus", "add", folder), ("index", "build")):
        done = place.ogp(*arguments, timeout=120)
        if done.returncode:
            raise RuntimeError(done.stderr)


def _ask_on(server: Server, n: int, seen: list[set[str]], broken: list[str], over: threading.Event) -> None:
    while not over.is_set():
        try:
            reply = server.ask(QUESTIONS[n % len(QUESTIONS)], language=("en", "es")[n % len(QUESTIONS)])
        except Exception as error:
            broken.append(f"{type(error).__name__} {error}"[:120])
            continue
        seen.append({re.sub(r"[.,]", "", number) for number in _NUMBER.findall(reply.chat + reply.sources)})
