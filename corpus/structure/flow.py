"""Lines and grids, in reading order, become paragraphs, list items and table rows."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.structure.hyphens import Hyphens
from corpus.structure.lists import TELLING, follows_inside, is_ordered, lone_marker, split_marker
from corpus.structure.pieces import Line, Piece
from corpus.structure.tables.tables import Grid, table_pieces
from corpus.structure.wrapping import Wrapping, ends_sentence, starts_lower, stays_open

_LEVEL = 3.0  # characters or points between lines that begin at one place
_LONGEST = 20_000  # letters of a paragraph: lines that go on for longer belong to no paragraph


def flow(
    items: Iterable[Line | Grid], wrapping: Wrapping, *, hyphens: Hyphens | None = None, loose: str = ""
) -> list[Piece]:
    """Pieces in reading order.

    `hyphens` heals words cut at line ends (formats that wrap). `loose`: the bullets that may have lost their
    line, so that the words below them are wrapped; below others each line stands for itself. With any of
    them, an "o" may be a bullet too, as in text taken from pages.
    """
    return _Flow(wrapping, hyphens, loose).run(items)


class _Flow:
    def __init__(self, wrapping: Wrapping, hyphens: Hyphens | None, loose: str) -> None:
        self.wrapping = wrapping
        self.hyphens = hyphens
        self.loose = loose
        self.pieces: list[Piece] = []
        self.asides: list[Piece] = []
        self.open: Piece | None = None
        self.last = Line("")
        self.indent = 0.0  # of the open piece's first line
        self.stacked = False  # the open list item keeps its lines apart
        self.waiting = ""  # a bullet whose words come on the next line

    def run(self, items: Iterable[Line | Grid]) -> list[Piece]:
        for item in items:
            if isinstance(item, Grid):
                self.close()
                self.pieces += table_pieces(item)
            elif item.aside:
                self.aside(item)
            elif item.text:
                self.line(item)
        self.close()
        return self.pieces

    def line(self, line: Line) -> None:
        if line.level:
            self.close()
            self.start("heading", line, line.text)
            self.close()
        elif lone_marker(line.text):
            self.close(in_list=True)
            self.waiting = line.text
            self.last = line
        elif self.waiting:
            marker, self.waiting = self.waiting, ""
            words = f"{marker} {line.text}" if marker in TELLING else line.text
            self.start("list_item", line, words, marker)
            self.stacked = marker not in self.loose
        elif self.stacked and self.open and not line.gap and self.has_room():
            self.open.text += "\n" + line.text
            self.last = line
        else:
            self.prose(line)

    def prose(self, line: Line) -> None:
        self.stacked = False
        marker, text = split_marker(line.text, letter_o=bool(self.loose) and self.may_be_letter_o(line))
        if marker and not self.is_wrapped_marker(line, marker):
            self.close(in_list=True)
            self.start("list_item", line, text, marker)
        elif (
            self.open
            and self.has_room()
            and (self.wrapping.continues(self.open.text, self.last, line) or self.is_indented(line))
        ):
            self.append(line)
        else:
            self.close()
            self.start("paragraph", line, line.text)

    def goes_on(self, line: Line) -> bool:
        if self.open is None or not self.has_room():
            return False
        return self.wrapping.continues(self.open.text, self.last, line) or self.is_indented(line)

    def has_room(self) -> bool:
        return self.open is not None and len(self.open.text) < _LONGEST

    def may_be_letter_o(self, line: Line) -> bool:
        """ "o " opens an item, not the Spanish "or", where a sentence may begin or items of that kind
        stand."""
        if self.open is None or self.open.marker == "o":
            return True
        return line.gap or ends_sentence(self.last.text) or line.indent > self.indent + 10

    def is_wrapped_marker(self, line: Line, marker: str) -> bool:
        """A number or dash that came to stand at the head of a line in the middle of a sentence."""
        if self.open is None or line.gap or line.page != self.last.page:
            return False
        if follows_inside(self.open.text, marker):
            return True
        if self.open.kind == "list_item":
            return False
        if not is_ordered(marker) and marker not in "-–—":
            return False
        return stays_open(self.last.text) or (
            self.wrapping.is_full(self.last.text) and not ends_sentence(self.last.text) and not self.last.bold
        )

    def is_indented(self, line: Line) -> bool:
        """The next line of a list item, set in as far as its words; on the next page only as far as the line before."""
        if self.open is None or self.open.kind != "list_item" or line.gap or self.last.breaks:
            return False
        if line.page != self.last.page:
            level = abs(line.indent - self.last.indent) < _LEVEL and self.last.indent > self.indent
            return level and line.bold == self.last.bold and not ends_sentence(self.last.text)
        return line.indent > self.indent

    def start(self, kind: str, line: Line, text: str, marker: str = "") -> None:
        self.open = Piece(
            kind=kind,  # type: ignore[arg-type]
            text=text,
            pages=[(0, line.page)] if line.page else [],
            gap=line.gap,
            bold=line.bold,
            size=line.size,
            markup=line.level,
            marker=marker,
            jump=line.jump,
            quoted=line.quoted,
        )
        self.last, self.indent = line, line.indent

    def append(self, line: Line) -> None:
        assert self.open is not None
        before = self.open.text
        if self.hyphens:
            self.open.text = self.hyphens.join(before, line.text)
        else:
            self.open.text = f"{before} {line.text}"
        if line.page != self.last.page:
            self.open.pages.append((len(self.open.text) - len(line.text), line.page))
        self.open.bold = self.open.bold and line.bold
        self.last = line

    def aside(self, line: Line) -> None:
        """Foot notes wait until the paragraph that they interrupt is complete."""
        note = self.asides[-1] if self.asides else None
        if note and not line.breaks and (starts_lower(line.text) or stays_open(note.text)):
            note.text = self.hyphens.join(note.text, line.text) if self.hyphens else f"{note.text} {line.text}"
        else:
            pages = [(0, line.page)] if line.page else []
            self.asides.append(Piece("paragraph", line.text, pages=pages, size=line.size, aside=True))

    def close(self, in_list: bool = False) -> None:
        """`in_list`: another item follows, and foot notes wait for the end of the list they stand in."""
        waits = in_list and self.last_kind() == "list_item" and not self.long_waiting()
        if self.open is not None:
            self.pieces.append(self.open)
        self.open, self.stacked = None, False
        if not waits:
            self.pieces += self.asides
            self.asides = []

    def last_kind(self) -> str:
        last = self.open or (self.pieces[-1] if self.pieces else None)
        return last.kind if last else ""

    def long_waiting(self) -> bool:
        """Whether notes of an earlier page but one still wait, in a list of many pages."""
        page = self.asides[0].pages[0][1] if self.asides and self.asides[0].pages else 0
        return bool(page) and self.last.page > page + 1
