"""Policy areas: what OGP calls them in either language, and whether words name one."""

from __future__ import annotations

from functools import cache

import regex

from corpus.data import table
from corpus.text.normalize import fitting, fold


def names_area(words: str, area: str) -> bool:
    """Whether `words`, in Spanish or English, are a name of the policy area that a document calls `area`."""
    wanted = _plain(words)
    return bool(wanted) and (wanted == _plain(area) or _names(_plain(area)).fullmatch(wanted) is not None)


def area_label(area: str, language: str) -> str:
    """The policy area that a document calls `area`, in that language; `area` itself where it is not a known one."""
    for entry in table("corpus.ledger", "areas").values():
        if _plain(area) in map(_plain, entry["label"].values()):
            return str(entry["label"].get(language, area))
    return area


@cache
def _names(area: str) -> regex.Pattern[str]:
    """What the area is called: every name of each entry of areas.toml of which `area` is a label."""
    patterns: list[str] = []
    for entry in table("corpus.ledger", "areas").values():
        labels = [_plain(label) for label in entry["label"].values()]
        if area in labels:
            patterns += [*map(regex.escape, labels), *entry.get("words", ())]
    return fitting(patterns)


def _plain(text: str) -> str:
    return " ".join(regex.findall(r"[\p{L}\d]+", fold(text)))
