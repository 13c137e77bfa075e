"""Table rows: cells under their column's header, sheets of label and value, and ticked levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from corpus.ledger.draft import Span
from corpus.ledger.openings import Opening, named
from corpus.ledger.profile import Profile
from corpus.ledger.scales import SCALES, level_of
from corpus.model import Block, Cell
from corpus.numerals import numeral_value

_NAMING = ("commitment", "id", "number", "short_title", "title")


@dataclass(frozen=True, slots=True)
class Part:
    """A cell that says something: its role, and the span of the words."""

    role: str
    span: Span
    value: str = ""  # the level, where a tick gives it
    about: str = ""  # the parts a tick stands for ("a, b"), the milestone that a date is of


@dataclass(frozen=True, slots=True)
class Row:
    """What a row names, and what it says."""

    opening: Opening | None
    parts: tuple[Part, ...]


def read_row(text: str, block: Block, profile: Profile) -> Row:
    """A row of any table. Rows that no label explains say nothing, nor do those of activities without dates."""
    if any(cell.header for cell in block.cells):
        return _headed(text, block, profile)
    return Row(None, _sheet(text, block, profile))


def _headed(text: str, block: Block, profile: Profile) -> Row:
    roles = [profile.role_of(cell.header) if cell.header else None for cell in block.cells]
    if {"milestone", "step"} & set(roles) and "commitment" not in roles:
        return Row(None, tuple(_milestone(text, block, roles)))
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
        if role and role not in _NAMING:
            parts.append(Part(role, Span(cell.start, cell.end, block.section, cell.header)))
    return Row(opening, tuple(parts))


def _milestone(text: str, block: Block, roles: list[str | None]) -> Iterator[Part]:
    """A step of a commitment, and its dates, which are about this step."""
    cells: dict[str, Cell] = {}
    for role, cell in zip(roles, block.cells, strict=True):
        if role:
            cells.setdefault(role, cell)
    dates = [role for role in ("start", "end", "period") if role in cells]
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
        elif role != "id" and regex.search(r"\p{L}{3}", words):
            title = title or (cell.start, cell.end)
    if number is None and id is None and not ("short_title" in cells or "title" in cells):
        return None
    return Opening(number, id, title) if number or id or title else None


def _sheet(text: str, block: Block, profile: Profile) -> tuple[Part, ...]:
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
