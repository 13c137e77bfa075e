"""Documents that a question asks for: an annex by its number, a report by its kind. Data in cited.toml."""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from assistant.data import table
from corpus.ledger.plan_names import ordinal_words
from corpus.text.normalize import fold


def annexes_in(text: str) -> frozenset[str]:
    """The numbers of the annexes that a text names ("Annex II" → "ii")."""
    return frozenset(match.group("number") for match in source_pattern("annex", "mention").finditer(fold(text)))


def reports_in(text: str) -> tuple[str, ...]:
    """The kinds of reports (of cited.toml) that a text names, or asks for what they tell."""
    folded = fold(text)
    return tuple(
        name
        for name, entry in table("cited")["report"].items()
        if source_pattern("report", name, "mention").search(folded) or regex.search(entry["ask"], folded)
    )


@cache
def source_pattern(*path: str) -> regex.Pattern[str]:
    """The pattern of cited.toml with that path, for folded text."""
    entry: Any = table("cited")
    for key in path:
        entry = entry[key]
    return regex.compile(entry.replace("{ordinal}", ordinal_words()))
