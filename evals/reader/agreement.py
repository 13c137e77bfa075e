"""How far a second reading of the written questions agrees with the first.

`second_reading.jsonl` holds, for a tenth of the rows, what somebody said who saw only the question (in one language)
and the block: whether it answers, and with which words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.reader.written import HERE, Row, rows

FILE = HERE / "second_reading.jsonl"


@dataclass(frozen=True, slots=True)
class Agreement:
    """`whether`: share of rows on which both say the same of whether the block answers; `kappa`: the same beyond
    chance (Cohen 1960); `words`: of those that both say are answered, the share whose words share one; `differ`: the
    rows on which they differ."""

    rows: int
    whether: float
    kappa: float
    words: float
    differ: tuple[str, ...]


def agreement(folder: Path = HERE / "questions", second: Path = FILE) -> Agreement:
    """Errors: RowWrong, and OSError or ValueError for the second reading."""
    first = {row.id: row for path in sorted(folder.glob("*.jsonl")) for row in rows(path)}
    told = [json.loads(line) for line in second.read_text(encoding="utf-8").splitlines() if line.strip()]
    pairs = [(first[one["id"]], one) for one in told]
    same = [row.answerable == one["answers"] for row, one in pairs]
    share = sum(same) / len(pairs)
    ours = sum(row.answerable for row, _ in pairs) / len(pairs)
    theirs = sum(one["answers"] for _, one in pairs) / len(pairs)
    chance = ours * theirs + (1 - ours) * (1 - theirs)
    both = [(row, one) for row, one in pairs if row.answerable and one["answers"]]
    return Agreement(
        len(pairs),
        share,
        (share - chance) / (1 - chance),
        sum(_share_a_word(row, one) for row, one in both) / len(both),
        tuple(row.id for (row, _), agrees in zip(pairs, same, strict=True) if not agrees),
    )


def _share_a_word(row: Row, one: Mapping[str, str]) -> bool:
    words = set(one["words"].lower().split())
    return any(words & set(run.lower().split()) for run in (row.anchor, *row.also))
