"""One figure: what was measured, what it must reach, and whether it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Unit = Literal["share", "ratio", "seconds", "count"]


class Skipped(Exception):
    """A part cannot be measured here; the message says why. No fault of the project's."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the table.

    `value` is None where nothing was measured (`detail` says why; `failed` tells a fault from what was skipped). A
    `target` of None makes it a figure for information; it is a lower bound unless `at_most`. `numbers` are the figures
    behind `detail`, by name, and `missed` the ids of the questions that went wrong (of the development half only: the
    other one is not to be looked at). Seconds are wall-clock.
    """

    part: str
    name: str
    value: float | None
    unit: Unit = "share"
    target: float | None = None
    at_most: bool = False
    detail: str = ""
    numbers: Mapping[str, float] = field(default_factory=dict)
    missed: tuple[str, ...] = ()
    failed: bool = False

    @property
    def reached(self) -> bool | None:
        """None where there is no target or nothing was measured; never true of a part that failed."""
        if self.failed:
            return False
        if self.target is None or self.value is None:
            return None
        return self.value <= self.target if self.at_most else self.value >= self.target

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "numbers": dict(self.numbers), "reached": self.reached}


def share(part: int, whole: int) -> float:
    """`part / whole`; of nothing, 0."""
    return part / whole if whole else 0.0
