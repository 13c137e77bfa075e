"""What the reader, as the product runs it, reaches on examples that it was not trained on; and how far a second reading
of the written questions agrees with the first.

`second_reading.jsonl` holds, for a tenth of the rows, what somebody said who saw only the question (in one language)
and the block: whether it answers, and with which words."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.reading.reader import BlockReader, Reading
from evals.reader.examples import Example
from evals.reader.fit import auc
from evals.reader.written import HERE, Row, rows


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one source: `sentence` and `run`, the share of answering blocks in which the part that fits best, and the
    words of the best run, are right (a run that shares a word with the answer's counts); `auc`, how well `answers`
    tells answering blocks from others. None where there is nothing to measure by."""

    source: str
    blocks: int
    answering: int
    sentence: float | None
    run: float | None
    auc: float | None


def measured(reader: BlockReader, examples: Sequence[Example]) -> list[Measured]:
    """By source, in order of name."""
    found: dict[str, list[tuple[Example, Reading]]] = defaultdict(list)
    for example in examples:
        found[example.source].append((example, reader.read(example.question, [example.block])[0]))
    return [_measured(source, rows) for source, rows in sorted(found.items())]


def _measured(source: str, rows: Sequence[tuple[Example, Reading]]) -> Measured:
    answering = [(example, reading) for example, reading in rows if example.answers]
    sentence = [_best(reading, "fits") in {part for part, _, _ in example.answers} for example, reading in answering]
    run = [_runs_meet(example, reading) for example, reading in answering if example.exact]
    scores = np.array([reading.answers for _, reading in rows])
    answers = np.array([bool(example.answers) for example, _ in rows])
    return Measured(
        source,
        len(rows),
        len(answering),
        float(np.mean(sentence)) if sentence else None,
        float(np.mean(run)) if run else None,
        auc(scores, answers) if 0 < answers.sum() < len(answers) else None,
    )


def _best(reading: Reading, by: str) -> int:
    return max(range(len(reading.parts)), key=lambda n: getattr(reading.parts[n], by))


def _runs_meet(example: Example, reading: Reading) -> bool:
    best = _best(reading, "run")
    one = reading.parts[best]
    return any(part == best and start < one.end and one.start < end for part, start, end in example.answers)


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
