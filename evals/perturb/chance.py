"""Choices that look random and are always the same.

They come from a hash of what is chosen for, so that neither the interpreter's version nor the order in which cases
are perturbed has any part in them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

from evals.cases import Case, Language

SEED = "robustness 1"

T = TypeVar("T")


class Chance:
    """The choices of one variant for one case in one language."""

    def __init__(self, variant: str, case: Case, language: Language) -> None:
        self._of = (SEED, variant, case.id, language)

    def number(self, *about: object) -> int:
        """A large whole number; what it is `about` tells the choices of one case apart."""
        key = "\0".join(map(str, (*self._of, *about)))
        return int.from_bytes(hashlib.sha256(key.encode("utf-8", "replace")).digest()[:8])

    def choose(self, items: Sequence[T], *about: object) -> T:
        """One of `items`, of which there must be at least one."""
        return items[self.number(*about) % len(items)]
