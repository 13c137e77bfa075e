"""Reading the word lists of the ledger: tables of regular expressions that are compared in folded text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import regex


@cache
def table(name: str) -> dict[str, Any]:
    """A data file of this package, by its name without ending."""
    return tomllib.loads((files("corpus") / "ledger" / f"{name}.toml").read_text(encoding="utf-8"))


def any_of(patterns: Iterable[str], *, whole_words: bool = True) -> regex.Pattern[str]:
    """One expression that finds any of these; where several fit at one place the longest wins."""
    # POSIX matching is what makes the longest win: "no iniciado" is not to be read as "iniciado".
    joined = "|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)"
    return regex.compile(rf"(?<!\w)(?:{joined})(?!\w)" if whole_words else f"(?:{joined})", regex.POSIX)


def fitting(patterns: Iterable[str]) -> regex.Pattern[str]:
    """One expression for text that any of these fits as a whole (with fullmatch)."""
    return regex.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")
