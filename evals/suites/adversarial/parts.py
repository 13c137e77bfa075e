"""The parts of the hostile suite, in the order of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial

from evals.suites.adversarial.failing import failing, leaving
from evals.suites.adversarial.ground import Ground, WordEmbedder
from evals.suites.adversarial.models.adversary import passages, questions
from evals.suites.adversarial.pairs import following, supported
from evals.suites.adversarial.shown import honest, hostile, misbehaving, overhead, poisoned
from evals.suites.figures import Figure, Tell, Wanted, each
from index.encoding.embedder import open_embedder

INTRODUCTION = """\
# What hostile models and documents come to

What `python -m evals.suites hostile --markdown docs/hostile.md` measured last. Every answer, also as it grows while it
is written, is looked through by `evals/suites/adversarial/judge.py`, which knows nothing of the assistant's own checks.
The package's docstring says which module holds which behaviour; the passages and questions are data beside them.

"""
PARTS: Mapping[str, Callable[[Ground], list[Figure]]] = {
    "poisoned": poisoned,
    "questions": hostile,
    "misbehaving": misbehaving,
    "pairs": supported,
    "honest": honest,
    "follow-ups": following,
    "failing": failing,
    "leaving": leaving,
    "overhead": overhead,
}


def measure(wanted: Wanted, tell: Tell) -> tuple[list[Figure], dict[str, str]]:
    embedder = open_embedder() if wanted.configured else WordEmbedder()
    with closing(Ground(wanted.scratch, embedder, tell=tell)) as ground:
        chosen = {name: part for name, part in PARTS.items() if name in (wanted.only or PARTS)}
        figures = each({name: partial(part, ground) for name, part in chosen.items()})
        return figures, {
            "translator": "yes" if ground.bridge.translates("es", "en") else "no",
            "model": ground.embedder.name,
            "passages": str(len(passages())),
            "questions": str(len(questions())),
        }
