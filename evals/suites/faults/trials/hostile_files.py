"""Files made to break the reading of others."""

from __future__ import annotations

import time
from pathlib import Path

from corpus.library.library import Library
from evals.suites.faults.documents import plan
from evals.suites.faults.files import hostile_files
from evals.suites.faults.frame import Outcome, Workplace, trace_in, trial

GOOD = 4
SECONDS = 240.0


@trial(
    "H1",
    "hostile files in one command",
    must="no traceback; each read or refused by name; sound ones added",
)
def one_command(place: Workplace) -> Outcome:
    folder = place.folder / "hostile"
    folder.mkdir()
    names = _made(place, folder)
    before = {document.id for document in Library(place.home).kept()}
    started = time.monotonic()
    done = place.ogp("corpus", "add", folder, timeout=SECONDS)
    seconds = time.monotonic() - started
    said = done.stdout + done.stderr
    documents = Library(place.home).kept()
    read = {document.metadata.source for document in documents if document.id not in before}
    silent = [name for name in names if name not in read and name not in said]
    sound = sum(f"sound-{n}.md" in read for n in range(GOOD))
    wrong = [f"{name} not named" for name in silent] + ["traceback"] * trace_in(said)
    if (place.folder / "outside.txt").exists() or any("root:x:0" in document.text for document in documents):
        wrong.append("reached outside")
    built = place.ogp("index", "build", timeout=SECONDS)
    if built.returncode or trace_in(built.stdout + built.stderr):
        wrong.append(f"build: {' '.join(built.stderr.split())[-200:]}")
    counts = f"{len(names)} files, {len(names & read)} read, {len(names - read)} refused"
    figure = f"{counts}, {sound} of {GOOD} sound ones added, {seconds:.0f} s"
    return Outcome(not wrong and sound == GOOD, f"{figure} {'; '.join(wrong[:3])}".rstrip())


def _made(place: Workplace, folder: Path) -> set[str]:
    names = set()
    for name, data in hostile_files(place.random):
        (folder / name).write_bytes(data)
        names.add(name)
    for n in range(GOOD):
        (folder / f"sound-{n}.md").write_text(plan(f"sound {n}", place.random), encoding="utf-8")
    return names
