"""Tables that are the sheet of one commitment: their first row names it, the rows below are labels and values."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.ledger.openings import Opening, named
from corpus.ledger.profile import Profile
from corpus.model import Block

_SAID = frozenset(
    {"objective", "lead", "participants", "completion", "openness", "ambition", "values", "status", "period"}
)
_FIELDS = 2  # of a commitment, below a row that gives a number and a name only
_ROWS = 30  # that are looked at to find them


def sheet_opening(text: str, blocks: Sequence[Block], at: int, profile: Profile) -> Opening | None:
    """The commitment that row `at` opens a sheet of: it is one cell, "Commitment 3: …", or a label with the number and
    the name beside it. "3. Wells" alone will do where two fields of a commitment stand below it."""
    cells = blocks[at].cells
    if any(cell.header for cell in cells):
        return None
    if len(cells) == 1:
        numbered = profile.numbered and _fields(text, blocks[at + 1 : at + 1 + _ROWS], profile) >= _FIELDS
        return named(text, cells[0].start, cells[0].end, profile, numbered=numbered)
    if len(cells) != 2 or profile.role_of(text[cells[0].start : cells[0].end]) not in ("commitment", "short_title"):
        return None
    opening = named(text, cells[1].start, cells[1].end, profile, numbered=True)
    return opening if opening and (opening.number or opening.id) else None


def _fields(text: str, below: Sequence[Block], profile: Profile) -> int:
    """How many fields of a commitment the rows of label and value have that follow."""
    roles: set[str | None] = set()
    for block in below:
        if block.kind != "table_row" or len(block.cells) < 2 or block.cells[0].header:
            break
        roles.add(profile.role_of(text[block.cells[0].start : block.cells[0].end]))
    return len(roles & _SAID)
