"""From the lines of pages to the lines and grids that the structure rules take."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.readers.pdf.apart import texts_apart
from corpus.readers.pdf.lines import PageLine, body_size, leading
from corpus.readers.pdf.outline import Outline
from corpus.readers.pdf.tables.joins import grid_of, title_lines
from corpus.readers.pdf.tables.placed_tables import table_at
from corpus.readers.pdf.tables.ruled import RuledTable
from corpus.structure.contents import drop_contents
from corpus.structure.hyphens import Hyphens
from corpus.structure.lists import split_marker
from corpus.structure.pieces import Line
from corpus.structure.tables.tables import Grid
from corpus.structure.wrapping import ends_sentence

_DEDENT = 10.0  # points to the left of the line before, which ended a sentence: the list above has ended
_NOTE = re.compile(r"\d{1,3}[.)]?\s+\S")


def to_items(pages: list[list[PageLine]], outline: Outline, hyphens: Hyphens) -> list[Line | Grid]:
    """Lines and tables in reading order; tables of contents left out.

    Distances become gaps, small type at a page's foot becomes an aside; a line that the file's own outline names counts
    as bold.
    """
    normal = leading(pages)
    body = body_size(pages)
    lines: list[Line] = []
    places: dict[int, PageLine] = {}
    for page in pages:
        _mark_foot_notes(page, body)
        above: PageLine | None = None
        own: list[Line] = []
        for place in _with_titles(page):
            line = _line(place, above, normal, outline)
            own.append(line)
            places[id(line)] = place
            if not place.aside:
                above = place
        lines += _notes_in_place(own, hyphens)
    return _with_tables(drop_contents(lines), places, normal, hyphens)


def _notes_in_place(lines: list[Line], hyphens: Hyphens) -> list[Line]:
    """The lines of a page, each numbered foot note in one; above a last paragraph that goes on over the page, for the
    notes belong to this page."""
    notes: list[Line] = []
    for line in lines:
        if not _is_note(line):
            continue
        if notes and _NOTE.match(notes[0].text) and not _NOTE.match(line.text):
            notes[-1].text = hyphens.join(notes[-1].text, line.text)
        else:
            notes.append(line)
    body = [line for line in lines if not _is_note(line)]
    starts = [at for at, line in enumerate(body) if at and line.gap]
    if not body or not starts or not body[-1].text or ends_sentence(body[-1].text):
        return body + notes
    if split_marker(body[starts[-1]].text)[0]:  # they wait for the end of the list
        return body + notes
    return [*body[: starts[-1]], *notes, *body[starts[-1] :]]


def _is_note(line: Line) -> bool:
    """Whether it is a foot note, not something typed over the page, which stays where it is."""
    return line.aside and not line.breaks


def _with_titles(page: list[PageLine]) -> list[PageLine]:
    """The lines of a page; what a table has above its columns as a title stands above the table."""
    return [line for place in page for line in ([*title_lines(place.table), place] if place.table else [place])]


def _line(place: PageLine, above: PageLine | None, normal: float, outline: Outline) -> Line:
    gap = jump = False
    if above is not None:
        step = above.y - place.y
        usual = max(normal, 1.15 * max(place.size, above.size))
        jump = step < -0.5 * usual  # upwards: the next cell or column, or a text frame
        dedent = place.x < above.x - _DEDENT and ends_sentence(above.text)
        gap = jump or dedent or step > 1.35 * usual
    return Line(
        place.text,
        gap=gap,
        jump=jump,
        page=place.page,
        bold=place.bold or outline.names(place.text, place.page),
        size=place.size,
        indent=place.x,
        breaks=place.breaks,
        aside=place.aside,
    )


def _with_tables(lines: list[Line], places: dict[int, PageLine], normal: float, hyphens: Hyphens) -> list[Line | Grid]:
    ordered = [places[id(line)] for line in lines]
    items: list[Line | Grid] = []
    at = 0
    while at < len(lines):
        if ordered[at].table is not None:
            grid, at, between = _ruled(ordered, at, hyphens)
            items += [grid, *(lines[index] for index in between)]
            continue
        found, end = table_at(ordered, at, normal, hyphens)
        if found is not None:
            items.append(found)
            at = end
        else:
            items += _texts_of(lines[at], ordered, at)
            at += 1
    return items


def _texts_of(line: Line, ordered: list[PageLine], at: int) -> list[Line]:
    """The line, or each of the texts that stand far apart on it."""
    texts = [] if line.level else texts_apart(ordered, at)
    return [replace(line, text=text, indent=x, gap=True, breaks=True) for x, text in texts] or [line]


def _ruled(places: list[PageLine], start: int, hyphens: Hyphens) -> tuple[Grid, int, list[int]]:
    """The ruled table at `start` with its parts on the next pages, the index behind it, and the foot notes between."""
    parts: list[RuledTable] = []
    between: list[int] = []
    end = at = start
    while at < len(places):
        table = places[at].table
        if table is None:
            if not places[at].aside:
                break
        elif parts and not table.continues(parts[-1]):
            break
        else:
            parts.append(table)
            between += range(end, at)
            end = at + 1
        at += 1
    return grid_of(parts, hyphens), end, between


def _mark_foot_notes(page: list[PageLine], body: float) -> None:
    """Lines in small type below everything else on the page."""
    large = [line.y for line in page if line.size > 0.88 * body]
    for line in page:
        if line.size and line.size <= 0.88 * body and large and line.y < min(large):
            line.aside = True
