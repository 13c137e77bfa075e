"""Malformed files of gold questions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from evals.names import gold_path
from evals.suites.faults.frame import Outcome, Workplace, trace_in, trial

TIMES = 48
STRANGE: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1e308,
    "",
    " ",
    [],
    {},
    [None],
    {"": {}},
    "\u202e",
    "x" * 100_000,
    [[[]]],
)


@trial("E1", "malformed gold files, `evals check`", must="each refused by file, line and field; no traceback")
def malformed(place: Workplace) -> Outcome:
    wrong, refused = [], 0
    for n, (kind, data) in enumerate(_files(place.random)):
        path = place.folder / f"gold-{n}.jsonl"
        path.write_bytes(data)
        done = place.ogp("evals", "check", path)
        said = done.stdout + done.stderr
        refused += done.returncode == 1
        if trace_in(said) or path.name not in said or done.returncode not in (0, 1):
            wrong.append(f"{kind}: {done.returncode} {' '.join(said.split())[-100:]}")
    figure = f"{TIMES} files, {refused} refused, {len(wrong)} wrong {'; '.join(wrong[:3])}".rstrip()
    return Outcome(not wrong and refused > TIMES // 2, figure)


def _files(chance: Random) -> Iterator[tuple[str, bytes]]:
    lines = gold_path("valdoria").read_text(encoding="utf-8").splitlines()
    for n in range(TIMES):
        line = chance.choice(lines)
        whole = "\n".join(chance.sample(lines, 3)) + "\n"
        match n % 6:
            case 0:
                yield "cut", (whole + line[: chance.randrange(2, len(line))]).encode()
            case 1:
                yield "a value exchanged", (whole + json.dumps(_changed(json.loads(line), chance))).encode()
            case 2:
                yield "a field missing", (whole + json.dumps(_less(json.loads(line), chance))).encode()
            case 3:
                yield "bytes", whole.encode() + chance.randbytes(chance.randrange(1, 300))
            case 4:
                yield "nested", (whole + '{"id": ' + "[" * chance.choice([50, 5_000, 200_000])).encode()
            case _:
                yield "another encoding", (whole + line).encode(chance.choice(["utf-16", "utf-32", "cp500"]))


def _changed(data: dict[str, Any], chance: Random) -> dict[str, Any]:
    return {**data, chance.choice(list(data)): chance.choice(STRANGE)}


def _less(data: dict[str, Any], chance: Random) -> dict[str, Any]:
    gone = chance.choice(["id", "kind", "es", "en", "expected", "gold", "nuggets", "split"])
    return {key: value for key, value in data.items() if key != gone}
