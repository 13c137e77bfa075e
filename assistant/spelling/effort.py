"""What may be spent on one question."""

from __future__ import annotations


class Effort:
    """How much may still be looked up in dictionaries for one question: `left` forms of words. A slip may have been so
    many things that a message full of them would take minutes."""

    def __init__(self, left: int = 20_000) -> None:
        self.left = left

    def spend(self, forms: int) -> bool:
        """Whether there was enough left."""
        self.left -= forms
        return self.left >= 0
