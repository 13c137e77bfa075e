"""A question of which parts are taken out, one after the other, as they are understood: data in ledger.toml.

If a word with a meaning is left over, the question asks for more than rows can tell, and the passages answer it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from assistant.data import table
from corpus.ledger.plan_names import ordinal_words, ordinals
from corpus.text.countries import countries
from corpus.text.normalize import fold
from corpus.text.terms import load_terms

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}@]+")
_LONGEST = 5  # words of a country's name


class Rest:
    """What of a question is not understood yet. `text` keeps its length: what is taken out becomes blank."""

    def __init__(self, text: str) -> None:
        self.text = text

    def blank(self, start: int, end: int) -> None:
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]

    def take(self, taken: regex.Pattern[str]) -> bool:
        spans = [match.span() for match in taken.finditer(fold(self.text))]
        for start, end in spans:
            self.blank(start, end)
        return bool(spans)

    def scope(self) -> dict[str, Any] | None:
        """Voices, plan and countries, taken out; None where they are not clear."""
        numbers = ordinals(self.text)
        for language in ("es", "en"):
            for mention in load_terms().find(self.text, language):
                if ordinals(self.text[mention.start : mention.end]):
                    self.blank(mention.start, mention.end)
        years: list[str] = []
        for name in ("years", "year"):
            years += [match.group("first") for match in pattern("plan", name).finditer(fold(self.text))]
            self.take(pattern("plan", name))
        if len(numbers) > 1 or len(set(years)) > 1:
            return None
        for number in numbers:  # "the third US plan": what is left of it
            self.take(_ordinal(number))
        voices = tuple(voice for voice in data()["voice"] if self.take(pattern("voice", voice)))
        return {
            "voices": voices,
            "countries": self._countries(),
            "ordinal": next(iter(numbers), None),
            "first_year": next(iter(years), None),
        }

    def _countries(self) -> tuple[str, ...]:
        found: list[str] = []
        words = [match.span() for match in _WORD.finditer(self.text)]
        for at in range(len(words)):
            for size in range(1, min(_LONGEST, len(words) - at) + 1):
                start, end = words[at][0], words[at + size - 1][1]
                inner = words[at + 1][0] if size > 1 else end
                named = countries(self.text[start:end])
                if named and not countries(self.text[inner:end]):
                    found += named
                    self.blank(start, end)
                    break
        return tuple(dict.fromkeys(found))

    def words(self) -> list[tuple[int, int]]:
        """Where the words stand that nothing explains."""
        folded = fold(self.text)
        return [match.span() for match in _WORD.finditer(folded) if match.group() not in _filler()]

    def run(self) -> tuple[int, int] | None:
        """Where the one run of words stands that nothing explains; None where there is none, or several with something
        understood between them."""
        left = self.words()
        if not left:
            return None
        start, end = left[0][0], left[-1][1]
        return None if "  " in self.text[start:end] else (start, end)


@cache
def _filler() -> frozenset[str]:
    return frozenset(data()["filler"]["words"].split())


@cache
def _ordinal(number: int) -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w){ordinal_words(number)}(?!\w)")


@cache
def pattern(*path: str) -> regex.Pattern[str]:
    """The pattern of ledger.toml with that path, which begins and ends between words."""
    found = data()
    for key in path:
        found = found[key]
    return regex.compile(rf"(?<!\w)(?:{found})(?!\w)")


@cache
def condition_pattern(*path: str) -> regex.Pattern[str]:
    """The pattern of conditions.toml with that path; all but that between two values stand between words."""
    found: Any = table("conditions")
    for key in path:
        found = found[key]
    plain = path[0] == "compare" and path[1] == "joint"
    return regex.compile(found if plain else rf"(?<!\w)(?:{found})(?!\w)")


def data() -> dict[str, Any]:
    """ledger.toml."""
    return table("ledger")


def shown_rows() -> int:
    """Rows of an answer that are shown; all of them are counted and cited."""
    return int(data()["show"]["rows"])


def plan_kinds() -> frozenset[str]:
    """Kinds of documents whose title tells which plan of its country they are about."""
    return frozenset(data()["plan"]["kinds"])
