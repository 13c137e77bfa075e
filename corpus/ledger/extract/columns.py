"""What the header of a column says: a field, a level of a scale that a mark in a cell gives, the moment it holds for.

Of two rows of headers a reader makes one, "Completion: Mid-term".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import regex

from corpus.data import table
from corpus.ledger.extract.profile import Profile
from corpus.ledger.scales import SCALES, level_of, many
from corpus.model import Block
from corpus.text.normalize import any_of, fold

MID = "mid-term"
END = "end of term"
_JOINT = regex.compile(r"\s*[:|\n]\s*|\s+[–—/-]\s+")
# A tick, a cross or a filled box, those of symbol fonts too. A cross beside a tick says no.
_TICK = regex.compile(r"\W{0,2}(?:[✓✔☑✅🗸■●•⬛◼▪⚫\uf0fc\uf0fe\uf06e\uf0a7\uf052]|si|sí|yes)\W{0,2}", regex.IGNORECASE)
_CROSS = regex.compile(r"\W{0,2}(?:[xX×✗✘☒❌✖\uf0fb\uf078])\W{0,2}")
_NUMBER = regex.compile(r"\d|%|per ?cent|por ?ciento|porcentaje", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column whose header is a level of a scale."""

    scale: str
    level: str
    moment: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What all rows of a table show of its columns: an empty cell leaves its row without its header."""

    roles: frozenset[str]
    levels: dict[str, Column]


def role_in(header: str, profile: Profile) -> str | None:
    """The role of a header, whole or of the part that names one."""
    whole = profile.role_of(header)
    if whole is not None:
        return whole
    *above, last = _JOINT.split(header)
    return next((role for part in (last, *above) if (role := profile.role_of(part))), None) if above else None


def moment_in(text: str) -> str:
    """The moment that a header or question names: `MID`, `END` or ""."""
    folded = fold(text)
    return next((moment for moment in (MID, END) if moment_words(moment).search(folded)), "")


@cache
def moment_words(moment: str) -> regex.Pattern[str]:
    return any_of(table("corpus.ledger", "about")[moment]["words"])


def table_of(text: str, rows: Iterable[Block], above: str, profile: Profile) -> Table:
    """The columns of these rows. `above` is what stands over the table: it may tell which scale levels are of."""
    headers = list(dict.fromkeys(cell.header for row in rows for cell in row.cells if cell.header))
    roles = frozenset(role for header in headers if (role := role_in(header, profile)))
    return Table(roles, level_columns(headers, above, profile))


def level_columns(headers: Iterable[str], above: str, profile: Profile) -> dict[str, Column]:
    """Header → the level that it is. Levels that two scales share go to the one of which more levels stand beside."""
    found: dict[str, tuple[dict[str, str], str | None, str]] = {}
    for header in headers:
        *before, last = _JOINT.split(header)
        levels = {scale: level for scale in SCALES if (level := level_of(scale, last)) and not _NUMBER.search(header)}
        named = next((role for part in before if (role := profile.role_of(part)) in SCALES), None)
        if levels and len(last.split()) <= 4:
            found[header] = (levels, named if named in levels else None, moment_in(" ".join(before)))
    votes = Counter(
        {(scale, level) for levels, named, _ in found.values() if not named for scale, level in levels.items()}
    )
    beside = Counter(scale for scale, _ in votes)
    folded = fold(above)
    said = {scale for scale in SCALES if any_of(table("corpus.ledger", "scales")[scale]["subjects"]).search(folded)}
    columns = {}
    for header, (levels, named, moment) in found.items():
        scale = named or max(levels, key=lambda one: (beside[one], one in said, -SCALES.index(one)))
        columns[header] = Column(scale, levels[scale], moment)
    return columns


def marked(text: str, row: Block, columns: dict[str, Column]) -> list[Column]:
    """The levels that marks in a row give: of each scale and moment one, but for scales of which several hold."""
    cells = [(columns[cell.header], text[cell.start : cell.end]) for cell in row.cells if cell.header in columns]
    given: dict[tuple[str, str], list[Column]] = {}
    for sign in (_TICK, _CROSS):
        here: dict[tuple[str, str], list[Column]] = {}
        for column, words in cells:
            if sign.fullmatch(words):
                here.setdefault((column.scale, column.moment), []).append(column)
        given = {**here, **given}
    return [one for (scale, _), ones in given.items() if len(ones) == 1 or many(scale) for one in ones]
