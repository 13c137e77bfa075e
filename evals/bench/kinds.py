"""What documents are taken for: the kind right, or rightly in doubt; words shown as somebody else's."""

from __future__ import annotations

from collections.abc import Sequence

from evals.bench.figures import Figure, share
from evals.bench.homes import Homes
from evals.kinds.measure import FIELDS, Taken, real, written

PART = "kinds"
RIGHT = 0.9


def measure(homes: Homes) -> list[Figure]:
    """Over the real documents, where they are here, and the forty written ones."""
    homes.tell("reading documents for what they are")
    made = list(written())
    found = list(real(homes.shared)) if (homes.shared / "corpus").is_dir() else []
    every = [*found, *made]
    missed = tuple(f"{one.source}: {one.metadata.kind}, not {one.kind}" for one in every if not one.right)
    fields = [name for one in made for name in one.wrong_fields()]
    wrong = tuple(f"{one.source}: {', '.join(one.wrong_fields())}" for one in made if one.wrong_fields())
    return [
        Figure(PART, "kind right, or rightly in doubt", share(_right(every), len(every)), target=RIGHT,
               detail=f"real {_right(found)} of {len(found)} · written {_right(made)} of {len(made)}", missed=missed),
        Figure(PART, "wrong voice shown", float(sum(one.wrong_voice for one in every)), unit="count", target=0.0,
               at_most=True, missed=tuple(one.source for one in every if one.wrong_voice)),
        Figure(PART, "country, plan and date right", 1 - share(len(fields), len(made) * len(FIELDS)), missed=wrong,
               detail=f"written documents, left open where nothing says it · {'; '.join(wrong) or 'all'}"),
    ]  # fmt: skip


def _right(found: Sequence[Taken]) -> int:
    return sum(one.right for one in found)
