"""The lines of a page, those of its ruled tables in their cells."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.readers.pdf.lines import PageLine, line_of
from corpus.readers.pdf.page import Chunk, PageContent
from corpus.readers.pdf.tables.grids import joined_cells, read_cells
from corpus.readers.pdf.tables.ruled import RuledCell, RuledTable


def lines_of_page(
    content: PageContent, tables: Sequence[RuledTable], before: RuledTable | None, data: bytes
) -> list[PageLine]:
    """Lines in the order of the page's content; empty lines are left out.

    Each of the page's ruled tables that is one takes its place among them as a line of its own, and the lines in
    its cells belong to it. `before` is the last table of the page before, `data` the file, to be read again
    where the text of two cells was joined.
    """
    lines: list[PageLine] = []
    owners: list[RuledCell | None] = []
    open_line: list[Chunk] = []
    owner: RuledCell | None = None
    begun: set[int] = set()

    def end() -> None:
        line = line_of(open_line, content)
        open_line.clear()
        if line is not None:
            lines.append(line)
            owners.append(owner)

    for chunk in content.chunks:
        cell = cell_at(tables, chunk) if tables else None
        if cell is not None:
            begun.add(id(cell))
        first, *others = chunk.text.split("\n")
        if first.strip() and cell is not owner:
            end()
            owner = cell
        open_line.append(chunk._replace(text=first))
        for other in others:
            end()
            if other.strip():
                owner = cell
            open_line.append(chunk._replace(text=other))
    end()
    if tables:
        _reread(content, tables, begun, lines, owners, data)
    return _with_tables(lines, owners, tables, before, content)


def cell_at(tables: Sequence[RuledTable], chunk: Chunk) -> RuledCell | None:
    """The cell that a run of text stands in."""
    # A little above the base line: some letters stand right on the rule.
    found = (table.cell_at(chunk.x, chunk.y + 0.25 * chunk.size) for table in tables)
    return next((cell for cell in found if cell is not None), None)


def _reread(
    content: PageContent,
    tables: Sequence[RuledTable],
    begun: set[int],
    lines: list[PageLine],
    owners: list[RuledCell | None],
    data: bytes,
) -> None:
    """Let pdfplumber read the cells where pypdf joined the words of neighbours."""
    if content.turned or not joined_cells(tables, content.shown, begun):
        return
    for table in tables:
        texts = read_cells(data, table)
        mine = {id(cell): cell for cell in table.cells}
        at = [index for index, owner in enumerate(owners) if owner is not None and id(owner) in mine]
        size = lines[at[0]].size if at else 10.0
        bold = bool(at) and all(lines[index].bold for index in at)
        for index in reversed(at):
            del lines[index], owners[index]
        for cell in table.cells:
            for words in texts[id(cell)]:
                chunk = Chunk(words, cell.box[0], content.height - cell.box[1], size, bold)
                line = line_of([chunk], content)
                if line is not None:
                    lines.append(line)
                    owners.append(cell)


def _with_tables(
    lines: list[PageLine],
    owners: list[RuledCell | None],
    tables: Sequence[RuledTable],
    before: RuledTable | None,
    content: PageContent,
) -> list[PageLine]:
    """The lines with those in tables gone into them; a frame around running text keeps its lines."""
    for line, owner in zip(lines, owners, strict=True):
        if owner is not None:
            owner.lines.append(line)
    real = [table for table in tables if table.is_table(before)]
    table_of = {id(cell): table for table in real for cell in table.cells}
    placed: set[int] = set()
    kept: list[PageLine] = []
    for line, owner in zip(lines, owners, strict=True):
        table = table_of.get(id(owner))
        if table is None:
            kept.append(line)
        elif id(table) not in placed:
            placed.add(id(table))
            y = content.height - table.top
            kept.append(
                PageLine("", content.number, table.x0, y, content.height, 0.0, False, end=table.x1, table=table)
            )
    return kept
