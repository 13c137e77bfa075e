"""doubts.toml: what the checks look for, as patterns."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import regex


@dataclass(frozen=True, slots=True)
class Phrases:
    """`any` finds the phrases of a section; `apart` the longer ones round them that say something else."""

    any: regex.Pattern[str]
    apart: regex.Pattern[str]

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        apart = [match.span() for match in self.apart.finditer(text)]
        for match in self.any.finditer(text):
            if not any(start <= match.start() and match.end() <= end for start, end in apart):
                yield match


@cache
def doubts() -> dict[str, Any]:
    return tomllib.loads((files("assistant.model") / "doubts.toml").read_text(encoding="utf-8"))


def limits() -> dict[str, float]:
    return dict(doubts()["limits"])


@cache
def patterns(name: str) -> tuple[regex.Pattern[str], ...]:
    """The regular expressions of a section, as they stand."""
    return tuple(regex.compile(pattern, regex.IGNORECASE) for pattern in doubts()[name]["any"])


@cache
def phrases(name: str, language: str) -> Phrases:
    """Those of a section in a language, for text in small letters without accents."""
    section = doubts()[name]
    return Phrases(whole(section[language]), whole(section.get("apart", {}).get(language, [])))


@cache
def opposites(name: str, which: str, language: str) -> Phrases:
    """`which` of a pair of opposites, "one" or "other", for text in small letters with its accents."""
    section = doubts()["opposites"]
    pair = section[name][language]
    return Phrases(whole(pair[which]), whole([*section["apart"][language], *pair.get("apart", [])]))


@cache
def pairs() -> tuple[str, ...]:
    """The names of the pairs of opposites."""
    return tuple(name for name in doubts()["opposites"] if name != "apart")


def whole(forms: Sequence[str]) -> regex.Pattern[str]:
    """Any of these, as whole words."""
    return regex.compile(rf"(?<![\w])(?:{'|'.join(forms)})(?!\w)") if forms else regex.compile(r"(?!)")


@cache
def ending(language: str) -> regex.Pattern[str]:
    """Where one clause ends and another begins."""
    joined = "|".join(doubts()["clauses"][language])
    return regex.compile(rf"(?<!\d)[,;:.!?()—–](?!\d)|[,;:.!?()—–]\s|\s(?:{joined})(?=\s)", regex.IGNORECASE)
