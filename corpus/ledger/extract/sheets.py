"""Tables that are the sheet of one commitment: their first row names it, the rows below are labels and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from corpus.ledger.draft import Span
from corpus.ledger.extract.openings import Opening, named
from corpus.ledger.extract.profile import Profile
from corpus.ledger.scales import SCALES, level_of
from corpus.model import Block, Cell

_SAID = frozenset(
    {"objective", "lead", "participants", "completion", "openness", "ambition", "values", "status", "period"}
)
_FIELDS = 2  # of a commitment, below a row that gives a number and a name only
_ROWS = 30  # that are looked at to find them


@dataclass(frozen=True, slots=True)
class Part:
    """A cell of a row that says something: its role, and the span of the words."""

    role: str
    span: Span
    value: str = ""  # the level, where a tick gives it
    about: str = ""  # the parts a tick stands for ("a, b"), the milestone that a date is of


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


def sheet_row(text: str, block: Block, profile: Profile) -> tuple[Part, ...]:
    """A row whose first cell is the label of the rest."""
    if len(block.cells) < 2:
        return ()
    label, *rest = block.cells
    header = text[label.start : label.end]
    role = profile.role_of(header)
    if role is None:
        return ()
    if role in SCALES and len(rest) > 2:
        return tuple(_ticked(text, block, role, header, rest))
    return (Part(role, Span(rest[0].start, rest[-1].end, block.section, header)),)


def _ticked(text: str, block: Block, scale: str, header: str, cells: list[Cell]) -> list[Part]:
    """Levels side by side of which some carry a mark: a tick, or the letters of the parts they hold for."""
    parts = []
    for cell in cells:
        words = text[cell.start : cell.end]
        match = regex.fullmatch(
            r"(?P<level>\p{L}[\p{L} ]*?)(?:\s*(?P<mark>[✓✔☑■●•])|\s+(?P<mark>[xX]|[a-z](?:\s*,\s*[a-z])*))", words
        )
        level = level_of(scale, match.group("level")) if match else None
        if match and level:
            about = match.group("mark") if regex.match(r"[a-wyz]|x,", match.group("mark") or "") else ""
            parts.append(Part(scale, Span(cell.start, cell.end, block.section, header), level, about))
    return parts


def _fields(text: str, below: Sequence[Block], profile: Profile) -> int:
    """How many fields of a commitment the rows of label and value have that follow."""
    roles: set[str | None] = set()
    for block in below:
        if block.kind != "table_row" or len(block.cells) < 2 or block.cells[0].header:
            break
        roles.add(profile.role_of(text[block.cells[0].start : block.cells[0].end]))
    return len(roles & _SAID)
