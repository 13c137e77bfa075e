"""Files of the home and of the models that are cut, altered, emptied, exchanged or gone: refused with a reason, or set
aside and named, or of no consequence; never a traceback, never another answer."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random

from evals.suites.faults.frame import ROOT, Outcome, Workplace, trace_in, trial
from index.generation import current_generation, generation_folder

Harm = Callable[[Path, Random], None]
# What a reason names as the thing to do.
ADVICE = re.compile(r"\bogp [a-z]+ [a-z]+|git checkout|install|[Aa]dd the (original )?file")
COMPOSED = ("corpus", "index", "assistant", "prompts", "ui")


def _cut(path: Path, chance: Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(1, len(data))])


def _flipped(path: Path, chance: Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(8):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def _emptied(path: Path, chance: Random) -> None:
    path.write_bytes(b"")


def _removed(path: Path, chance: Random) -> None:
    path.unlink()


def _exchanged(path: Path, chance: Random) -> None:
    """With another file of its folder."""
    others = sorted(other for other in path.parent.iterdir() if other.is_file() and other != path)
    data = path.read_bytes()
    other = chance.choice(others) if others else None
    path.write_bytes(other.read_bytes() if other else data[::-1])


HARMS: dict[str, Harm] = {
    "cut": _cut, "bits flipped": _flipped, "emptied": _emptied, "removed": _removed, "exchanged": _exchanged
}  # fmt: skip
INDEX_FILES = (
    "manifest.json", "content.sqlite", "ledger.sqlite", "words.json", "sayings.json", "passages.npy", "units.npy"
)  # fmt: skip
QUESTION = "How many public libraries held elections in Valdoria?"


@trial("D1", "files of the index damaged, `index verify` and `ledger list`", must="each refused, with what to do")
def index_files(place: Workplace) -> Outcome:
    folder = generation_folder(place.home, current_generation(place.home))
    whole = place.ogp("ledger", "list").stdout
    wrong, tried = [], 0
    for n, name in enumerate(INDEX_FILES):
        for kind, harm in list(HARMS.items())[n % 2 :: 2]:
            tried += 1
            with _harmed(folder / name, harm, place.random):
                reading = name in ("ledger.sqlite", "manifest.json")
                done = place.ogp(*(("ledger", "list") if reading else ("index", "verify")), timeout=120)
            if not (reading and done.stdout == whole) and not _refused(done):
                wrong.append(f"{name} {kind}: {_said(done)}")
    return _outcome(tried, wrong)


@trial("D2", "files of the index and its pointer damaged, `ask`", must="refused with what to do, or the same answer")
def asked(place: Workplace) -> Outcome:
    folder = generation_folder(place.home, current_generation(place.home))
    whole = place.ogp("ask", QUESTION, timeout=120).stdout
    wrong, tried = [], 0
    files = [place.home / "index" / "CURRENT", *(folder / name for name in INDEX_FILES)]
    for n, path in enumerate(files):
        kind, harm = list(HARMS.items())[n % len(HARMS)]
        tried += 1
        with _harmed(path, harm, place.random):
            done = place.ogp("ask", QUESTION, timeout=120)
        if not _refused(done) and (done.stdout != whole or trace_in(done.stderr)):
            wrong.append(f"{path.name} {kind}: {_said(done)}")
    return _outcome(tried, wrong)


@trial("D3", "documents of the library damaged, `corpus list`", must="named with what to do, the others untouched")
def documents(place: Workplace) -> Outcome:
    wrong, tried = [], 0
    stored = sorted((place.home / "corpus").glob("*.json"))
    for kind, harm in HARMS.items():
        for path in place.random.sample(stored, 2):
            tried += 1
            with _harmed(path, harm, place.random):
                done = place.ogp("corpus", "list")
            if kind != "removed" and path.stem not in done.stdout + done.stderr:
                wrong.append(f"{path.name} {kind}: not named")
            elif trace_in(done.stdout + done.stderr) or (done.returncode and not _refused(done)):
                wrong.append(f"{path.name} {kind}: {_said(done)}")
    return _outcome(tried, wrong)


@trial("D4", "files of the models damaged, `ask`", must="the same answer, or one that names the file and what to do")
def models(place: Workplace) -> Outcome:
    copy = place.folder / "copy"
    for name in COMPOSED:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    whole = place.ogp("ask", QUESTION, timeout=120, env={"PYTHONPATH": str(copy)}).stdout
    wrong, tried = [], 0
    # the files a model is loaded from: what lies beside its licence and description
    folders = (copy / "index" / "models", copy / "assistant" / "reading" / "model")
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in (".onnx", ".json")]
    for n, path in enumerate(files):
        kind, harm = list(HARMS.items())[n % 4]
        tried += 1
        with _harmed(path, harm, place.random):
            done = place.ogp("ask", QUESTION, timeout=120, env={"PYTHONPATH": str(copy)})
        said = done.stdout + done.stderr
        named = path.name in said and ADVICE.search(said)
        if trace_in(said) or not done.stdout.strip() or not (named or done.stdout == whole):
            wrong.append(f"{path.name} {kind}: {_said(done)}")
    return _outcome(tried, wrong)


class _harmed:
    """The file with harm done to it, and afterwards as it was."""

    def __init__(self, path: Path, harm: Harm, chance: Random) -> None:
        self._path, self._harm, self._chance = path, harm, chance

    def __enter__(self) -> None:
        self._data = self._path.read_bytes()
        self._harm(self._path, self._chance)

    def __exit__(self, *_: object) -> None:
        self._path.write_bytes(self._data)


def _refused(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether it failed, with a reason that names what to do, and no traceback."""
    said = done.stdout + done.stderr
    return done.returncode == 1 and not trace_in(said) and ADVICE.search(said) is not None


def _said(done: subprocess.CompletedProcess[str]) -> str:
    return f"{done.returncode} {' '.join((done.stderr or done.stdout).split())[-120:]}"


def _outcome(tried: int, wrong: list[str]) -> Outcome:
    return Outcome(tried > 0 and not wrong, f"{tried} kinds, {len(wrong)} wrong {'; '.join(wrong[:3])}".rstrip())
