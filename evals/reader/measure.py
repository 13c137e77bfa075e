"""What the reader, as the product runs it, reaches on examples that it was not trained on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.reading.reader import BlockReader, Reading
from evals.reader.examples import Example
from evals.reader.fit import auc


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
