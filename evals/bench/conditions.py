"""Questions over many commitments with a condition: how many are answered with those that fit and no others."""

from __future__ import annotations

from evals.bench.figures import Figure, share
from evals.bench.homes import Homes
from evals.conditions.measure import Outcome, outcomes

PART = "conditions"
RIGHT = 0.8


def measure(homes: Homes) -> list[Figure]:
    """One figure for both languages, with each beside it; and how many wrong ones were given as if they answered."""
    homes.tell("asking for commitments by conditions")
    found = list(outcomes(homes.folder, homes.embedder, homes.bridge))
    wrong = [one for one in found if not one.right and one.answer.status == "answered"]
    by_language = " · ".join(
        f"{code} {_right([o for o in found if o.asked.language == code])}" for code in ("es", "en")
    )
    missed = tuple(one.asked.question for one in found if not one.right)
    return [
        Figure(PART, "right, of questions with a condition", share(len(found) - len(missed), len(found)), target=RIGHT,
               detail=by_language, missed=missed),
        Figure(PART, "wrong, and given as if they answered", share(len(wrong), len(found)), detail=f"{len(wrong)}"),
    ]  # fmt: skip


def _right(found: list[Outcome]) -> str:
    return f"{sum(one.right for one in found)} of {len(found)}"
