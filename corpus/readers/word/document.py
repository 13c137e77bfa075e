"""Word documents (.docx)."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from corpus.errors import FileDamaged
from corpus.readers.packages import check_package, embedded_files
from corpus.readers.word.grid import children, grid_of_table, write_colours
from corpus.readers.word.notes import Notes, count_comments
from corpus.readers.word.numbering import Numbering
from corpus.readers.word.styles import Styles
from corpus.readers.word.unseen import Unseen
from corpus.readers.word.words import Line, Words
from corpus.readers.word.xml_names import W, value
from corpus.structure.assemble import Body, assemble
from corpus.structure.contents import is_leader
from corpus.structure.headings import mark_headings
from corpus.structure.lists import split_marker
from corpus.structure.outline import set_levels
from corpus.structure.pieces import Piece
from corpus.structure.tables.tables import table_pieces
from corpus.text.normalize import squeeze

_HEADING_STYLE = re.compile(r"(?:heading|t[ií]tulo|encabezado)\s*([1-9])", re.I)
_TITLE_STYLE = re.compile(r"(?:title|t[ií]tulo|puesto)", re.I)
_LIST_STYLE = re.compile(r"(?:list|lista)\b", re.I)
_CONTENTS_STYLE = re.compile(r"(?:toc|tdc|table of contents|tabla de contenido|table of figures)", re.I)
_QUOTE_STYLE = re.compile(r"(?:intense|block)?\s*quote|quotations?|citas?(?: destacada| intensa|destacada)?", re.I)
_WORD = re.compile(r"[^\W\d_]{3}")
_WRAPPERS = (f"{W}customXml", f"{W}ins", f"{W}smartTag")


def read(data: bytes, name: str) -> Body:
    """The structure of a Word document; the notes say what is left out of it.

    Raises FileEncrypted, FileDamaged, FileTooLarge.
    """
    check_package(data, name)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        write_colours(document.element.body)
        story = _Story(document)
        story.add(document.element.body)
        properties = document.core_properties
        title = squeeze(properties.title or "") or None
        notes = [*story.left_out(document), *embedded_files(data)]
    except MemoryError:
        raise
    except Exception as error:  # python-docx raises many kinds on broken packages
        raise FileDamaged(file=name, reason=f"{type(error).__name__}: {error}".strip(": ")) from error
    mark_headings(story.pieces)
    set_levels(story.pieces)
    return assemble(story.with_notes(), title=title, notes=notes)


class _Story:
    """The blocks of a document, and the foot notes that stand behind them."""

    def __init__(self, document: Any) -> None:
        self.pieces: list[Piece] = []
        # Not among the others: which line is a heading must not depend on the notes it has.
        self._behind: defaultdict[int, list[Piece]] = defaultdict(list)
        self._styles = Styles(document)
        self._words = Words(self._styles, Numbering(document, self._styles), Unseen(document, self._styles))
        self._words.know_notes(document.element.body)
        self._notes = Notes(document, self._words)

    def left_out(self, document: Any) -> list[tuple[str, str]]:
        counts = {
            "struck_words": self._words.struck,
            "hidden_words": self._words.hidden,
            "comments_left_out": count_comments(document),
        }
        return [(key, str(count)) for key, count in counts.items() if count]

    def with_notes(self) -> Iterator[Piece]:
        for at, piece in enumerate(self.pieces):
            yield from self._behind.get(at, ())
            yield piece
        yield from self._behind.get(len(self.pieces), ())

    def add(self, container: Any) -> None:
        for element in container:
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._table(element)
            elif element.tag == f"{W}sdt":  # content controls; a generated table of contents is one
                kind = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                content = element.find(f"{W}sdtContent")
                placeholder = element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
                contents = kind is not None and "Contents" in (kind.get(f"{W}val") or "")
                if content is not None and not contents and not placeholder:
                    self.add(content)
            elif element.tag in _WRAPPERS:
                self.add(element)

    def _paragraph(self, element: Any) -> None:
        line = self._words.line(element)
        text = squeeze(line.text)
        leader = is_leader(squeeze(line.text.replace("\t", " ..... "))) and is_leader(text)
        style = value(element.find(f"{W}pPr"), "pStyle")
        if text and not leader and not _CONTENTS_STYLE.match(self._styles.name(style)):
            piece = self._piece(element, line, text, style)
            piece.quoted = any(map(_QUOTE_STYLE.fullmatch, (style, self._styles.name(style))))
            self.pieces.append(piece)
        self._hang(line)

    def _hang(self, *lines: Line) -> None:
        """What hangs on lines: notes stand behind them, text boxes follow."""
        for line in lines:
            self._behind[len(self.pieces)] += self._notes.pieces(line.references)
        for line in lines:
            for box in line.boxes:
                self.add(box)

    def _piece(self, element: Any, line: Line, text: str, style: str) -> Piece:
        named = self._styles.name(style)
        names = f"{style} {named}".strip()
        label = line.label
        shown = label.before(text) if label else text
        if level := _outline_level(element.find(f"{W}pPr"), names):
            return Piece("heading", shown, markup=level)
        if any(_TITLE_STYLE.fullmatch(name) for name in names.split()):
            return Piece("heading", shown, markup=1, style="title")
        if label and label.level == 0 and _WORD.search(label.text):  # "Compromiso 3." is no mark but a name
            return Piece("paragraph", shown, bold=line.bold)
        marker, words = split_marker(text)
        if label and label.text:
            return Piece("list_item", shown, bold=line.bold, marker=label.text)
        if label or marker or any(_LIST_STYLE.match(part) for part in (style, named)):
            # Word draws the bullet itself: a bold line may still be a heading without a style.
            return Piece("list_item", words, bold=line.bold, marker=marker)
        return Piece("paragraph", text, bold=line.bold)

    def _table(self, table: Any) -> None:
        rows = children(table, f"{W}tr")
        if all(sum(1 for _ in children(row, f"{W}tc")) < 2 for row in rows):
            for row in children(table, f"{W}tr"):  # one column: a frame around running text
                for cell in children(row, f"{W}tc"):
                    self.add(cell)
            return
        grid, lines = grid_of_table(table, self._words)
        self.pieces += table_pieces(grid)
        self._hang(*lines)


def _outline_level(properties: Any, names: str) -> int:
    match = _HEADING_STYLE.search(names)
    if match:
        return int(match[1])
    outline = value(properties, "outlineLvl")
    return int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0
