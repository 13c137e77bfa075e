"""How many commitments a document says reached a level: "Seis (6) de 13 compromisos alcanzaron avances notables"."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from corpus.ledger.draft import Draft
from corpus.ledger.scales import levels_named
from corpus.text.normalize import fold
from corpus.text.numbers import number_pattern, whole_number

_TALLIED = ("completion", "status", "ambition", "openness")


@dataclass(frozen=True, slots=True)
class Tally:
    """A stated number of commitments that reached a level; `endorsed` where the document says that the IRM stands
    behind it."""

    draft: Draft
    scale: str
    level: str
    endorsed: bool


def levels_counted(sentence: str) -> list[tuple[str, str, str, int, int]]:
    """(scale, level, number, start, end) of every clause "N … level": a number, and one level before the next
    number. A clause that gives two levels to one number says neither."""
    folded = fold(sentence)
    numbers = [
        m
        for m in regex.finditer(rf"(?<![\w.,-]){number_pattern()}(?![\w%]|[.,]\d)", folded)
        if not _is_whole(folded, m) and m.group() not in ("un", "una")
    ]
    found = []
    for at, match in enumerate(numbers):
        end = numbers[at + 1].start() if at + 1 < len(numbers) else len(folded)
        clause = folded[match.start() : end]
        levels = {
            (scale, level.key): level for scale in _TALLIED for level in levels_named(scale, clause, subject_given=True)
        }
        # "sustancial" alone is a level of two scales: completion, unless ambition is named
        if any(scale == "completion" for scale, _ in levels) and "ambici" not in folded and "ambiti" not in folded:
            levels = {key: level for key, level in levels.items() if key[0] != "ambition"}
        if len(levels) == 1 and (value := whole_number(match.group())):
            (((scale, key), level),) = levels.items()
            found.append((scale, key, value, match.start(), match.start() + level.end))
    return found


def _is_whole(folded: str, match: regex.Match[str]) -> bool:
    """The number out of which others are counted: "6 de 13 compromisos", "de los once compromisos, cuatro…"."""
    before = folded[: match.start()]
    return regex.search(r"(?<!\w)(?:de|of|out of)(?: (?:los|las|the|sus|its))?\s+$", before) is not None
