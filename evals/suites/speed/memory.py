"""How large the models that come with the product are, and how much memory it takes to serve and to answer."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from assistant.reading.reader import FOLDER as READER
from evals.suites.figures import Figure, Skipped
from evals.suites.homes import Homes, label
from evals.suites.speed.answers import mixed, ogp
from index.encoding.encoder import FOLDER as ENCODER

PART = "models"
LARGEST = 120.0  # MB, all files together
MEMORY = 800.0  # MB
QUESTIONS = 20
PATIENCE = 90.0  # seconds until the page answers
WARM = 15.0  # seconds after that, in which the models are opened


def measure(homes: Homes) -> list[Figure]:
    name = homes.seeds_or_starter
    home = homes.home(name)
    homes.tell(f"memory of a server and of {QUESTIONS} answers, {label(name)}")
    return [
        _files(),
        _memory("most memory of ogp serve, models open, MB", _served(home), label(name)),
        _memory(
            f"most memory of ogp ask, {QUESTIONS} questions, MB", _asked(home, mixed(name, QUESTIONS)), label(name)
        ),
    ]


def _files() -> Figure:
    sizes = {
        str(folder.name): sum(path.stat().st_size for path in folder.iterdir() if path.is_file()) / 1e6
        for folder in (ENCODER, READER)
    }
    detail = f"encoder {sizes[ENCODER.name]:.1f} · reader {sizes[READER.name]:.1f}"
    name = "files of the models together, MB"
    return Figure(PART, name, sum(sizes.values()), "count", LARGEST, True, detail=detail, numbers=sizes)


def _memory(what: str, most: float, about: str) -> Figure:
    return Figure(PART, what, most, "count", MEMORY, True, detail=about)


def _served(home: Path) -> float:
    """MB of a server whose page was opened and whose models are loaded."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = subprocess.Popen(
        [*ogp(), "serve", "--port", str(port)],
        env={**os.environ, "OGP_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).read()
                break
            except OSError:
                if time.monotonic() > until or server.poll() is not None:
                    raise
                time.sleep(0.3)
        time.sleep(WARM)
        return _most(server.pid)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


def _asked(home: Path, questions: list[str]) -> float:
    """MB of a process that answered these questions."""
    rows = home.parent / "memory.jsonl"
    rows.write_text("".join(json.dumps({"id": str(n), "question": q}) + "\n" for n, q in enumerate(questions)))
    told = home.parent / "memory.out.jsonl"
    asking = subprocess.Popen(
        [*ogp(), "ask", "--batch", str(rows), "--out", str(told)],
        env={**os.environ, "OGP_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    most = 0.0
    while asking.poll() is None:
        most = max(most, _most(asking.pid))
        time.sleep(0.1)
    if asking.returncode:
        raise RuntimeError(f"ogp ask ended with {asking.returncode}")
    return most


def _most(pid: int) -> float:
    """The most that a process has held so far. Skipped where the system does not tell."""
    try:
        told = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        raise Skipped("the system does not tell the memory of a process") from None
    return int(told.group(1)) / 1000 if told else 0.0
