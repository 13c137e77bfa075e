"""The country of a document, and the years of its plan, where its head names them."""

from __future__ import annotations

import re

from corpus.identity.head import Head
from corpus.text.countries import countries_by_name, known_codes

_CYCLE = re.compile(r"\b(20[0-3]\d)(?:\s*[-–—/]\s*|\s+(?:a|to|al)\s+)(?:(20[0-3]\d)|(\d\d)(?![-/\d]))\b")
_OGP_ID = re.compile(r"\(([A-Z]{2})\d{4}\)")


def country_of(title: str, head: Head) -> str | None:
    """The one country that the title names, else its imprint, else its title page; None where several are named."""
    for line in (title, *head.lines):
        if match := _OGP_ID.search(line):
            return match[1] if match[1] in known_codes() else None
    labels = [head.labels[name] for name in ("country", "plan") if name in head.labels]
    for parts in ([title], labels, head.lines, [head.carried]):
        named = {code for line in parts for code in countries_by_name(line)}
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def cycle_of(title: str, head: Head) -> str | None:
    """The span of years in the title, else in the imprint, else on the title page: "2019-2022"."""
    labels = [head.labels[name] for name in ("plan", "cycle") if name in head.labels]
    for line in (title, *labels, *head.lines, head.carried):
        for first, full, short in _CYCLE.findall(line):
            last = full or first[:2] + short
            if 0 < int(last) - int(first) <= 6:
                return f"{first}-{last}"
    return None
