"""Sentences of plans that do not exist, drawn by a seeded grammar (words.toml)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

_MOST_HEADINGS = 40  # there are a few more
_SLOT = re.compile(r"\{(\w+)\}")


@cache
def vocabulary() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("evals.pages") / "words.toml").read_text("utf-8"))


class Words:
    """Draws text in one language ("es" or "en"); the same seed draws the same."""

    def __init__(self, language: str, seed: str) -> None:
        self.language = language
        self.random = Random(seed)
        self._words = vocabulary()[language]
        self._headings: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        """An entry of the vocabulary as it stands."""
        return self._words[name]

    def draw(self, name: str) -> str:
        """One of the texts of that name, its slots filled; a capital first."""
        text = self.fill(self.random.choice(self._words[name]))
        first = next((at for at, char in enumerate(text) if char.isalpha()), 0)
        return text[:first] + text[first].upper() + text[first + 1 :]

    def heading(self) -> str:
        """One that the document does not have yet: what is repeated at the head of pages would be a running head."""
        drawn = self.draw("heading")
        while drawn in self._headings and len(self._headings) < _MOST_HEADINGS:
            drawn = self.draw("heading")
        self._headings.add(drawn)
        return drawn

    def fill(self, text: str) -> str:
        return _SLOT.sub(lambda match: self._slot(match[1]), text)

    def sentences(self, count: int) -> str:
        return " ".join(self.draw("sentences") for _ in range(count))

    def number(self, least: int = 12, most: int = 980) -> str:
        return str(self.random.randint(least, most))

    def _slot(self, name: str) -> str:
        if name == "number":
            return self.number()
        if name == "year":
            return str(self.random.randint(2011, 2029))
        if name not in self._words or not isinstance(self._words[name], list):
            return f"{{{name}}}"
        return str(self.random.choice(self._words[name]))
