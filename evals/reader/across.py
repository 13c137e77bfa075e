"""Examples across languages: the same question in one language over the same paragraph in the other.

Two question sets that are translations of one another share no ids, so paragraphs, and then the questions of paired
paragraphs, are matched where each is the other's nearest by the encoder's vectors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from evals.reader.examples import Example

PARAGRAPHS, QUESTIONS = 0.88, 0.90  # cosines below which two are not taken for translations of one another

Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]


def across(spanish: Sequence[Example], english: Sequence[Example], encode: Encode) -> Iterator[Example]:
    """For each pair of questions that are found to be the same: the Spanish one over the English paragraph and the
    other way round. `encode` gives unit vectors."""
    ours, theirs = _by_paragraph(spanish), _by_paragraph(english)
    for one, other in _mutual(list(ours), list(theirs), encode, PARAGRAPHS):
        asked = {example.question: example for example in ours[one]}
        told = {example.question: example for example in theirs[other]}
        for question, answer in _mutual(list(asked), list(told), encode, QUESTIONS):
            here, there = asked[question], told[answer]
            if bool(here.answers) == bool(there.answers):
                yield replace(there, question=here.question, source="es-en")
                yield replace(here, question=there.question, source="en-es")


def _by_paragraph(examples: Sequence[Example]) -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        found[" ".join(part.text for part in example.block.parts)].append(example)
    return found


def _mutual(ours: list[str], theirs: list[str], encode: Encode, least: float) -> Iterator[tuple[str, str]]:
    """Pairs of which each is the other's nearest."""
    cosines = encode(ours) @ encode(theirs).T
    nearest, back = cosines.argmax(axis=1), cosines.argmax(axis=0)
    for one, other in enumerate(nearest):
        if back[other] == one and cosines[one, other] >= least:
            yield ours[one], theirs[other]
