"""Commands killed at random moments: nothing that was there is lost, and the index that served serves on."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from functools import cache
from pathlib import Path

from corpus.library.library import Library
from evals.suites.faults.documents import plan
from evals.suites.faults.frame import Outcome, Workplace, kill_group, trial
from index.encoding.embedder import Embedder, open_embedder
from index.generation import current_generation, generation_folder, missing_or_changed, read_manifest
from index.search import Searcher
from index.status import index_status
from index.translation.apertium import NoBridge

ADDS, BUILDS = 24, 12
QUESTION = "What did the IRM say of commitment 3?"
_ENDING = 10.0  # seconds in which what a killed command had started must have ended


@trial("K1", "`corpus add` killed at random moments", must="no document lost or half written, nothing left running")
def adding(place: Workplace) -> Outcome:
    wrong: list[str] = []
    before = _marks(place)
    whole = _seconds(place.another("whole"), "corpus", "add", _files(place, "first"))
    for n in range(ADDS):
        folder = _files(place, f"new-{n}")
        _kill(place, whole * (n + place.random.random()) / ADDS, wrong, "corpus", "add", folder)
        now = _marks(place)
        lost = [id_ for id_, mark in before.items() if now.get(id_) != mark]
        wrong += [f"{id_} lost or changed" for id_ in lost]
        before = now
    done = place.ogp("corpus", "add", *sorted(place.folder.glob("new-*")))
    now = _marks(place)
    if done.returncode or before.keys() - now.keys():
        wrong.append(f"adding again: {done.stderr[-200:]}")
    if missing := ADDS * 4 - sum(id_.startswith("new-") for id_ in now):
        wrong.append(f"{missing} not there after adding again")
    return Outcome(not wrong, f"{ADDS} kills, {len(wrong)} wrong {'; '.join(wrong[:3])}".rstrip())


@trial("K2", "`index build` killed at random moments", must="the old index or the new one serves, whole")
def building(place: Workplace) -> Outcome:
    wrong: list[str] = []
    place.ogp("corpus", "add", _files(place, "first"))
    whole = _seconds(place, "index", "build")
    serving = {current_generation(place.home)}
    for n in range(BUILDS):
        place.ogp("corpus", "add", _files(place, f"new-{n}"))
        _kill(place, whole * (n + place.random.random()) / BUILDS, wrong, "index", "build")
        wrong += _serves(place)
        serving.add(current_generation(place.home))
    done = place.ogp("index", "build", timeout=300)
    left = [path.name for path in (place.home / "index" / "generations").iterdir()]
    if done.returncode or len(left) > 2:
        wrong.append(f"building in the end: {done.stderr[-200:]} {len(left)} generations")
    wrong += _serves(place)
    figure = f"{BUILDS} kills over {whole:.0f} s, {len(serving) - 1} of them too late, {len(wrong)} wrong"
    return Outcome(not wrong, f"{figure} {'; '.join(wrong[:3])}".rstrip())


def _kill(place: Workplace, seconds: float, wrong: list[str], *arguments: str | Path) -> None:
    """Begin the command, kill it, and only it, after so many seconds, and see that what it had started ends too."""
    process = place.start(*arguments)
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + _ENDING
    while (running := _group_runs(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)
    if running:
        wrong.append("a process it had started ran on")
    kill_group(process)


def _group_runs(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _files(place: Workplace, name: str) -> Path:
    """Four new documents in a folder."""
    folder = place.folder / name
    folder.mkdir()
    for n in range(4):
        (folder / f"{name}-{n}.md").write_text(plan(f"{name} {n}", place.random), encoding="utf-8")
    return folder


def _marks(place: Workplace) -> dict[str, str]:
    """SHA-256 by id of every document. Errors: LibraryDamaged."""
    return {document.id: document.metadata.sha256 for document in Library(place.home).kept()}


def _seconds(place: Workplace, *arguments: str | Path) -> float:
    started = time.monotonic()
    done = place.ogp(*arguments, timeout=300)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return time.monotonic() - started


def _serves(place: Workplace) -> list[str]:
    """What is wrong with the index that serves."""
    status = index_status(place.home)
    if status.problem is not None:
        return [str(status.problem)]
    folder = generation_folder(place.home, current_generation(place.home))
    problems = [str(problem) for problem in missing_or_changed(folder, read_manifest(folder))]
    searcher = Searcher.open(place.home, embedder=_embedder(), bridge=NoBridge(), rerank=False)
    try:
        found = searcher.search(QUESTION)
    finally:
        searcher.close()
    return problems if found else [*problems, "nothing found"]


@cache
def _embedder() -> Embedder:
    return open_embedder()
