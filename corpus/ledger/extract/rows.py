"""Table rows whose cells stand under the header of their column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

import regex

from corpus.commitments.references import UNPOINTED
from corpus.ledger.draft import Span
from corpus.ledger.extract.columns import MID, Table, marked, moment_in, role_in, table_of
from corpus.ledger.extract.openings import Opening, named
from corpus.ledger.extract.profile import Profile
from corpus.ledger.extract.sheets import Part, sheet_row
from corpus.ledger.scales import SCALES
from corpus.model import Block, Cell, Document
from corpus.text.numbers import numeral_value
from corpus.text.sentences import clauses

_NAMING = ("commitment", "id", "number", "short_title", "title")
_DATES = ("start", "end", "period")
_EVIDENT = frozenset(
    {"lead", "completion", "result", "status", "budget", *_DATES}
)  # what a table of commitments tells of each
_LONG = 80  # characters of a cell that may be a title and nothing else
_TITLE_WORDS = 16
_DITTO = regex.compile(r"\W{0,2}(?:idem|ídem|ditto|same(?: as above)?|[\"”“″〃]|'')\W{0,2}", regex.IGNORECASE)
_STEP = regex.compile(r"\W{0,3}(?:(?:hito|milestone)\s*)?(\d{1,2})\.\d{1,2}", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """What a row names, and what it says."""

    opening: Opening | None
    parts: tuple[Part, ...]


class Rows:
    """The rows of a document, one after the other: a row may leave out what stands above it."""

    def __init__(self, document: Document, profile: Profile) -> None:
        self._text = document.text
        self._blocks = document.blocks
        self._profile = profile
        self._table = Table(frozenset(), {})
        self._above: dict[str, Cell] = {}
        self._number: int | None = None
        self._at = -2

    def read(self, at: int) -> tuple[Row, bool]:
        """The row at that block, which no label may explain; and whether it goes on with the commitment of the row
        above it. Rows that no label explains say nothing, nor do those of activities without dates."""
        block = self._blocks[at]
        if not any(cell.header for cell in block.cells):
            return Row(None, sheet_row(self._text, block, self._profile)), False
        if at != self._at + 1 or not block.cells:
            self._begin(at)
        self._at = at
        block = self._without_dittos(block)
        row = _headed(self._text, block, self._profile, self._table)
        if row.opening:
            self._number = row.opening.number
        return row, row.opening is None and self._goes_on(row)

    def _begin(self, at: int) -> None:
        """The table that begins there."""
        rows = list(takewhile(lambda one: one.kind == "table_row", self._blocks[at:]))
        caption = self._blocks[at - 1] if at else None
        above = " ".join((*self._blocks[at].section[-2:], self._text[caption.start : caption.end] if caption else ""))
        self._table = table_of(self._text, rows, above, self._profile)
        self._above, self._number = {}, None

    def _without_dittos(self, block: Block) -> Block:
        """The row with the cell above it in place of one that says "the same"."""
        cells = []
        for cell in block.cells:
            same = _DITTO.fullmatch(self._text[cell.start : cell.end]) is not None
            cells.append(self._above.get(cell.header, cell) if same and cell.header else cell)
        self._above.update({cell.header: cell for cell in cells if cell.header})
        return replace(block, cells=tuple(cells))

    def _goes_on(self, row: Row) -> bool:
        """Whether a row of steps belongs to the commitment above: it has no other number before its own."""
        if "commitment" not in self._table.roles:
            return False
        steps = [self._text[part.span.start : part.span.end] for part in row.parts if part.role == "milestone"]
        numbers = {int(match.group(1)) for step in steps if (match := _STEP.match(step))}
        return bool(steps) and (not numbers or self._number is None or numbers == {self._number})


def _headed(text: str, block: Block, profile: Profile, table: Table) -> Row:
    roles = [role_in(cell.header, profile) if cell.header not in table.levels else None for cell in block.cells]
    if "number" in roles and "commitment" not in table.roles and not {"short_title", "title"} & table.roles:
        roles = ["short_title" if role == "name" else role for role in roles]
    if {"milestone", "step"} & set(roles) and "commitment" not in roles:
        return Row(None, tuple(_milestone(text, block, roles)))
    stepped = "milestone" in table.roles
    cells: dict[str, Cell] = {}
    for role, cell in zip(roles, block.cells, strict=True):
        if role:
            cells.setdefault(role, cell)
    opening = _opening(text, cells, profile)
    has_title = "short_title" in cells or "title" in cells
    parts = []
    for role, cell in zip(roles, block.cells, strict=True):
        if role == "commitment" and has_title:
            role = "objective"  # beside a short name, this column holds what was promised
        if stepped and role in _DATES:
            continue  # of the step, not of the commitment
        if role and role not in _NAMING:
            about = MID if role in SCALES and moment_in(cell.header) == MID else ""
            parts.append(Part(role, Span(cell.start, cell.end, block.section, cell.header), about=about))
    if stepped:
        parts += [part for part in _milestone(text, block, roles) if part.role != "milestone"]
    for column in marked(text, block, table.levels):
        # a mark alone says nothing: the whole row is what can be quoted
        header = next(header for header, one in table.levels.items() if one == column)
        whole = Span(block.start, block.end, block.section, header)
        parts.append(Part(column.scale, whole, column.level, MID if column.moment == MID else ""))
    rest = _beside_title(text, block, cells, opening)
    if rest and profile.body:
        parts.append(Part(profile.body, rest))
    if profile.strict_rows and not {part.role for part in parts} & _EVIDENT:
        return Row(None, ())
    return Row(opening, tuple(parts))


def _beside_title(text: str, block: Block, cells: dict[str, Cell], opening: Opening | None) -> Span | None:
    """What a cell says behind the title that it begins with."""
    cell = cells.get("commitment")
    if not opening or not opening.title or cell is None or not cell.start <= opening.title[1] < cell.end:
        return None
    start = (
        opening.title[1] + len(text[opening.title[1] : cell.end]) - len(text[opening.title[1] : cell.end].lstrip(" ."))
    )
    return Span(start, cell.end, block.section, cell.header) if start < cell.end else None


def _milestone(text: str, block: Block, roles: list[str | None]) -> Iterator[Part]:
    """A step of a commitment, and its dates, which are about this step."""
    cells: dict[str, Cell] = {}
    for role, cell in zip(roles, block.cells, strict=True):
        if role:
            cells.setdefault(role, cell)
    if "date" in cells:
        cells.setdefault("end", cells["date"])
    dates = [role for role in _DATES if role in cells]
    step = cells.get("milestone") or (cells["step"] if dates else None)
    if step is None:
        return
    yield Part("milestone", Span(step.start, step.end, block.section, step.header))
    for role in dates:
        cell = cells[role]
        yield Part(role, Span(cell.start, cell.end, block.section, cell.header), about=text[step.start : step.end])


def _opening(text: str, cells: dict[str, Cell], profile: Profile) -> Opening | None:
    """The commitment the row's naming cells give between them."""
    number: int | None = None
    id: str | None = None
    title: tuple[int, int] | None = None
    for role in _NAMING:
        cell = cells.get(role)
        if cell is None or (role == "commitment" and ("short_title" in cells or "title" in cells)):
            continue
        words = text[cell.start : cell.end]
        if role == "number":
            match = regex.fullmatch(r"\D{0,3}(\d{1,3})\D{0,2}", words)
            number = number or numeral_value(match.group(1) if match else words.strip(" .:)"))
            continue
        found = named(text, cell.start, cell.end, profile, numbered=True)
        if found:
            number, id, title = number or found.number, id or found.id, title or found.title
        elif role == "commitment" and (plain := UNPOINTED.match(words)):
            number, title = number or int(plain[1]), title or (cell.start + plain.end(), cell.end)
        elif role != "id" and regex.search(r"\p{L}{3}", words):
            title = title or _first_sentence(text, cell)
    if number is None and id is None and not ("short_title" in cells or "title" in cells):
        return None
    return Opening(number, id, title) if number or id or title else None


def _first_sentence(text: str, cell: Cell) -> tuple[int, int]:
    """The cell, or of one that says more the short sentence that it begins with."""
    words = text[cell.start : cell.end]
    first = next(iter(clauses(text, cell.start, cell.end)), (cell.start, cell.end))
    named = text[slice(*first)].rstrip(" .")
    whole = len(words) <= _LONG or len(named.split()) > _TITLE_WORDS or first[1] >= cell.end
    return (cell.start, cell.end) if whole else (first[0], first[0] + len(named))
