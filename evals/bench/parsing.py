"""How fast PDF files are read, a page after the other on one processor, and how much memory the reading takes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from corpus.errors import NoText
from corpus.readers.sandbox import Sandbox
from evals.bench.figures import Figure
from evals.bench.homes import Homes

PART = "parsing"
LEAST = 20.0  # pages a second
ROUNDS = 3


def measure(homes: Homes) -> list[Figure]:
    """Each file of the shared folder; pages a second of all of them together have the target."""
    folder = homes.pdfs()
    files = sorted(folder.glob("*.pdf"))
    homes.tell(f"reading {len(files)} PDF files, {ROUNDS} times each")
    figures: list[Figure] = []
    pages, seconds, most = 0, 0.0, 0.0
    for path in files:
        timed = read(path)
        if timed is None:
            figures.append(Figure(PART, f"pages a second, {path.name}", None, "count", detail="pages without any text"))
            continue
        count, spent, megabytes = timed
        figures.append(speed(path.name, count, spent, megabytes))
        pages, seconds, most = pages + count, seconds + median(spent), max(most, megabytes)
    return [
        Figure(
            PART,
            "pages a second, all files",
            pages / seconds if seconds else None,
            "count",
            target=LEAST,
            detail=f"{pages} pages in {seconds:.2f} s",
            numbers={"pages": pages, "seconds": seconds},
        ),
        *figures,
        Figure(PART, "most memory of the reading process, MB", most, "count", detail="the largest of the files"),
    ]


def read(path: Path) -> tuple[int, list[float], float] | None:
    """(pages, seconds of each round, megabytes of a reading process that read nothing else); None without text."""
    data = path.read_bytes()
    with Sandbox() as sandbox:
        spent: list[float] = []
        for _ in range(ROUNDS + 1):  # the first starts the process and loads the libraries
            started = time.perf_counter()
            try:
                body = sandbox.read("pdf", data, path.name)
            except NoText:
                return None
            spent.append(time.perf_counter() - started)
        return len(body.page_offsets), spent[1:], sandbox.peak_megabytes


def speed(name: str, pages: int, seconds: Sequence[float], megabytes: float) -> Figure:
    """`seconds` of each round, wall-clock, the way to the reading process and back included."""
    listed = ", ".join(f"{one:.2f}" for one in seconds)
    return Figure(
        PART,
        f"pages a second, {name}",
        pages / median(seconds),
        "count",
        detail=f"{pages} pages in {listed} s · {megabytes:.0f} MB",
        numbers={"pages": pages, "megabytes": megabytes, **{f"round_{n}": one for n, one in enumerate(seconds, 1)}},
    )
