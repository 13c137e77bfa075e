"""Levels of the official scales that a question names."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.ledger_query.grammar import Rest, data, pattern
from corpus.ledger.scales import levels_named
from corpus.terms import fold


def level_asked(rest: Rest) -> tuple[str, str] | None:
    """The one level that is named, taken out; None where none is, or several are."""
    levels = list(dict.fromkeys(levels_in(rest.text)))
    if len(levels) != 1:
        return None
    scale, level, spans = levels[0]
    for start, end in spans:
        rest.blank(start, end)
    return scale, level


def levels_in(text: str) -> Iterator[tuple[str, str, tuple[tuple[int, int], ...]]]:
    """(scale, level, where it is named) of each level that the text names."""
    folded = fold(text)
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for scale, levels in data()["levels"].items():
        for level in levels:
            for match in pattern("levels", scale, level).finditer(folded):
                found.setdefault((scale, level), []).append(match.span())
    subject = pattern("subject", "ambition").search(folded)
    scales = ("ambition",) if subject else ("status", "completion", "openness")
    if subject:
        found.clear()
    for scale in scales:
        for one in levels_named(scale, text, subject_given=True):
            found.setdefault((scale, one.key), []).append((one.start, one.end))
    if subject and found:
        found = {key: [*spans, subject.span()] for key, spans in found.items()}
    for (scale, level), spans in found.items():
        yield scale, level, tuple(spans)
