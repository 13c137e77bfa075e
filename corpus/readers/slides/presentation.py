"""PowerPoint presentations (.pptx): each slide a section and a page; the speaker's notes are not shown."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from corpus.errors import FileDamaged
from corpus.readers.packages import check_package, embedded_files
from corpus.readers.slides.unseen import Seen
from corpus.readers.slides.words import A, Line, Words, grid_of_table
from corpus.structure.assemble import Body, assemble
from corpus.structure.lists import split_marker
from corpus.structure.outline import set_levels
from corpus.structure.pieces import Piece
from corpus.structure.tables.tables import table_pieces
from corpus.text.normalize import clean, squeeze

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_TITLES, _FURNITURE, _BODIES = ("title", "ctrTitle"), ("dt", "ftr", "sldNum", "hdr", "sldImg"), ("body", "obj", "")
_TITLE_WORDS = 16
_UPPER = 0.25  # share of a slide's height in which a title stands
_SHAPES = (f"{_P}sp", f"{_P}graphicFrame", f"{_P}grpSp")


def read(data: bytes, name: str) -> Body:
    """The slides that a presentation shows; hidden ones, struck words and comments are counted in the notes.

    Raises FileEncrypted, FileDamaged, FileTooLarge.
    """
    check_package(data, name)
    import pptx

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that a package names twice
            presentation = pptx.Presentation(io.BytesIO(data))
        deck = _Deck(presentation)
        pieces = list(deck.pieces())
        title = squeeze(clean(presentation.core_properties.title or "")) or None
        pages = len(presentation.slides)
    except MemoryError:
        raise
    except Exception as error:  # python-pptx raises many kinds on broken packages
        raise FileDamaged(file=name, reason=f"{type(error).__name__}: {error}".strip(": ")) from error
    set_levels(pieces)
    title = None if title == "PowerPoint Presentation" else title
    return assemble(pieces, pages=pages, title=title, notes=[*deck.notes(), *embedded_files(data)])


class _Deck:
    def __init__(self, presentation: Any) -> None:
        self._presentation = presentation
        self._words = Words()
        self._hidden = 0  # words of shapes that are switched off
        self._hidden_slides: list[int] = []
        self._speaking: list[int] = []  # slides with notes of the speaker
        self._pictures: list[int] = []  # slides that are pictures and nothing else
        self._comments = 0
        self._seen: Seen | None = None  # what the slide that is read shows

    def notes(self) -> list[tuple[str, str]]:
        counts = {
            "struck_words": self._words.struck,
            "hidden_words": self._hidden + self._words.hidden,
            "comments_left_out": self._comments,
        }
        found = [("hidden_slides", str(number)) for number in self._hidden_slides]
        found += [("speaker_notes", str(number)) for number in self._speaking]
        found += [("slide_of_pictures", str(number)) for number in self._pictures]
        return found + [(key, str(count)) for key, count in counts.items() if count]

    def pieces(self) -> Iterator[Piece]:
        for number, slide in enumerate(self._presentation.slides, 1):
            if slide.element.get("show") in ("0", "false"):
                self._hidden_slides.append(number)
                continue
            self._comments += _comments(slide.part)
            if self._speaks(slide):
                self._speaking.append(number)
            pieces = list(self._slide(slide, first=number == 1))
            if not pieces and next(slide.shapes.element.iter(f"{_P}pic"), None) is not None:
                self._pictures.append(number)
            for piece in pieces[:1]:
                piece.pages = [(0, number)]
            yield from pieces

    def _speaks(self, slide: Any) -> bool:
        """Whether the speaker has notes to a slide: no slide shows them."""
        self._seen = None  # notes stand on no slide
        shapes = self._shapes(slide.notes_slide.shapes.element) if slide.has_notes_slide else ()
        return any(
            _placeholder(shape) not in _FURNITURE and _body(shape) is not None and self._text(shape) for shape in shapes
        )

    def _slide(self, slide: Any, first: bool) -> Iterator[Piece]:
        self._seen = Seen(slide, self._presentation.slide_width or 0, self._presentation.slide_height or 0)
        shapes = list(self._shapes(slide.shapes.element))
        title = next((shape for shape in shapes if _placeholder(shape) in _TITLES and self._text(shape)), None)
        title = self._largest(shapes) if title is None else title
        if title is not None:
            text = self._words_of(title).text(_body(title))
            if first and _placeholder(title) == "ctrTitle":
                yield Piece("heading", text, markup=1, style="title")
            else:
                yield Piece("heading", text, markup=1, style="md:1", rank=1.0)
        for shape in shapes:
            if shape is not title:
                yield from self._shape(shape, slide.part)

    def _shapes(self, tree: Any) -> Iterator[Any]:
        """The shapes of a slide in their order, those of groups among them."""
        for shape in tree:
            if shape.tag not in _SHAPES:
                continue
            if _is_hidden(shape) or (self._seen is not None and self._seen.hides_shape(shape)):
                self._hidden += len(" ".join(node.text or "" for node in shape.iter(f"{A}t")).split())
            elif shape.tag == f"{_P}grpSp":
                yield from self._shapes(shape)
            elif _placeholder(shape) not in _FURNITURE:
                yield shape

    def _shape(self, shape: Any, part: Any) -> Iterator[Piece]:
        table = shape.find(f".//{A}tbl")
        if table is not None:
            for piece in table_pieces(grid_of_table(table, self._words_of(shape))):
                if piece.style.startswith("table"):
                    piece.style = "table"  # it is below the slide's title, whatever stands right above
                yield piece
            return
        body = _body(shape)
        lines = self._words_of(shape).lines(body) if body is not None else self._diagram(shape, part)
        listed = _placeholder(shape) in _BODIES and (len(lines) > 1 or any(line.level for line in lines))
        for line in lines:
            yield _piece(line, listed=line.bullet or (listed and not line.plain))

    def _diagram(self, shape: Any, part: Any) -> list[Line]:
        """The words of a drawn list or chart of boxes, which are kept in a part of their own."""
        from lxml import etree

        named = shape.find(f".//{_DIAGRAM}relIds")
        if named is None or (relation := part.rels.get(named.get(f"{_R}dm"))) is None or relation.is_external:
            return []
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(relation.target_part.blob, parser)
        lines = [line for body in root.iter(f"{_DIAGRAM}t") for line in self._words.lines(body)]
        for line in lines:
            line.bullet = True
        return lines

    def _largest(self, shapes: list[Any]) -> Any:
        """The text that stands for a title where none is marked as one: a short line at the head of the slide, in
        larger type than all other text."""
        sizes = {at: _size(shape) for at, shape in enumerate(shapes) if _body(shape) is not None and self._text(shape)}
        best = max(sizes, key=lambda at: sizes[at], default=None)
        if best is None or any(sizes[at] >= sizes[best] for at in sizes if at != best):
            return None
        top = shapes[best].find(f"{_P}spPr/{A}xfrm/{A}off")
        height = int(top.get("y", "0")) if top is not None else 0
        short = len(self._text(shapes[best]).split()) <= _TITLE_WORDS
        return shapes[best] if short and height <= _UPPER * (self._presentation.slide_height or 0) else None

    def _text(self, shape: Any) -> str:
        """The words of a shape, not counted: they are read again."""
        body = _body(shape)
        return Words(self._hiding(shape)).text(body) if body is not None else ""

    def _words_of(self, shape: Any) -> Words:
        self._words.hides = self._hiding(shape)
        return self._words

    def _hiding(self, shape: Any) -> Callable[[Any], bool]:
        seen = self._seen
        return lambda run: seen is not None and seen.hides_run(run, shape)


def _body(shape: Any) -> Any:
    return shape.find(f"{_P}txBody")


def _placeholder(shape: Any) -> str | None:
    """What kind of placeholder a shape is ("": of no kind in particular); None for one that is none."""
    found = shape.find(f"*/{_P}nvPr/{_P}ph")
    return None if found is None else found.get("type", "")


def _is_hidden(shape: Any) -> bool:
    named = shape.find(f"*/{_P}cNvPr")
    return named is not None and named.get("hidden") in ("1", "true")


def _size(shape: Any) -> float:
    return max((line.size for line in Words().lines(_body(shape))), default=0.0)


def _comments(part: Any) -> int:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    parts = [one.target_part for one in part.rels.values() if not one.is_external and one.reltype.endswith("/comments")]
    return sum(len(etree.fromstring(one.blob, parser).findall("{*}cm")) for one in parts)


def _piece(line: Line, *, listed: bool) -> Piece:
    if line.number:
        return Piece("list_item", line.shown, marker=line.number)
    marker, words = split_marker(line.text)
    return Piece("list_item", words, marker=marker) if listed or marker else Piece("paragraph", line.text)
