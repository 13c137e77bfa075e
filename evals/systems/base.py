"""What a system must do to be evaluated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer
from evals.cases import Language


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that a system found: its document's file name and its text."""

    source: str
    text: str


class System(Protocol):
    """One system over one library. Asked from one thread unless `at_once` is more than 1."""

    @property
    def name(self) -> str: ...

    @property
    def searches(self) -> bool:
        """Whether `places` can be asked for."""
        ...

    @property
    def at_once(self) -> int:
        """How many questions may be under way at the same time."""
        ...

    def answer(self, question: str, history: Sequence[Mapping[str, str]], language: Language) -> Answer:
        """`history` holds the conversation so far as {"role", "content"} messages.

        Errors: SystemFailed, when no answer could be had at all.
        """
        ...

    def places(self, question: str, k: int) -> list[Place]:
        """The `k` places that fit best, best first."""
        ...

    def describe(self) -> Mapping[str, str]:
        """What makes it that system: models, index, code. Two runs of equal descriptions give equal scores."""
        ...

    def close(self) -> None: ...
