"""Words of a Word document that its pages do not show though nobody marked them as hidden: in the colour of what is
behind them or in none, too small, too narrow, off the page, or in the code of a field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.data import table
from corpus.readers.colours_alike import BLACK, WHITE, Colour, are_alike, colour_of
from corpus.readers.word.styles import Styles
from corpus.readers.word.xml_names import W, value

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SMALLEST = 4  # half points
_USUAL = 22
_NARROWEST = 5  # percent of a letter's width
_MOST_SQUEEZED = 0.8  # of the type size, that letters stand closer
_LIFTED = 400  # half points up or down
_LOWEST = 40  # twentieths of a point that a line or row is high
_FAR = (-8_000, 25_000)  # twentieths of a point, left of the text or above it, and right of it or below
_FAR_DRAWN = (-1_800_000, 20_000_000)  # the same of drawings, in English metric units (914,400 to an inch)
_TRANSPARENT = 95_000  # thousandths of a percent


class Unseen:
    """Looks at runs and paragraphs of one document. Where pictures lie behind the text, nobody knows what is behind
    words that are white."""

    def __init__(self, document: Any, styles: Styles) -> None:
        self._styles = styles
        self._names: dict[str, str] = table("corpus.readers.word", "unseen")["highlights"]
        self._themes: dict[str, str] = table("corpus.readers.word", "unseen")["themes"]
        self._paper: Colour | None = WHITE
        parts = [document.element, *(one.target_part.element for one in document.part.rels.values() if _is_head(one))]
        behind = (anchor.get("behindDoc") in ("1", "true") for part in parts for anchor in part.iter(f"{_WP}anchor"))
        if any(behind) or document.element.find(f"{W}background") is not None:
            self._paper = None

    def hides_run(self, run: Any, paragraph: Any) -> bool:
        size = self._number(run, paragraph, "sz", _USUAL)
        if size <= _SMALLEST or self._number(run, paragraph, "w", 100) <= _NARROWEST:
            return True
        if abs(self._number(run, paragraph, "position", 0)) >= _LIFTED:
            return True
        if self._number(run, paragraph, "spacing", 0) <= -_MOST_SQUEEZED * 10 * size:
            return True
        fill = run.find(f"{W}rPr/{_W14}textFill")
        if fill is not None and run.find(f"{W}rPr/{_W14}textOutline/{_W14}solidFill") is None:
            alpha = fill.find(f".//{_W14}alpha")
            clear = int((alpha.get(f"{_W14}val") or "0")[:6]) if alpha is not None else 0
            if fill.find(f"{_W14}noFill") is not None or clear >= _TRANSPARENT:
                return True
        return self._is_in_its_ground(run, paragraph)

    def _number(self, run: Any, paragraph: Any, tag: str, usual: int) -> int:
        found = self._styles.found(run, paragraph, tag)
        text = (found.get(f"{W}val") or "").removesuffix("%") if found is not None else ""
        return int(text[:7]) if text.removeprefix("-").isdecimal() else usual

    def _is_in_its_ground(self, run: Any, paragraph: Any) -> bool:
        found = self._styles.found(run, paragraph, "color")
        if found is None:
            return False
        theme = found.get(f"{W}themeColor")
        plain = found.get(f"{W}themeTint") is None and found.get(f"{W}themeShade") is None
        colour = colour_of(self._themes.get(theme)) if theme and plain else colour_of(found.get(f"{W}val"))
        return colour is not None and are_alike(colour, self._ground(run, paragraph))

    def _ground(self, run: Any, paragraph: Any) -> Colour | None:
        """What is behind a run; None where that is not known."""
        highlight = self._styles.found(run, paragraph, "highlight")
        named = self._names.get(highlight.get(f"{W}val") or "") if highlight is not None else None
        if named:
            return colour_of(named)
        stated = [self._styles.found(run, paragraph, "shd"), *self._shadings(paragraph)]
        for shading in stated:
            if shading is None or shading.get(f"{W}fill") in (None, "auto"):
                continue
            if shading.get(f"{W}val") == "solid":
                return colour_of(shading.get(f"{W}color")) or BLACK
            return colour_of(shading.get(f"{W}fill")) if shading.get(f"{W}val") in ("clear", "nil", None) else None
        styled = any(
            value(one.find(f"{W}tblPr"), "tblStyle") or one.find(f"{W}tblPr/{W}shd") is not None
            for one in paragraph.iterancestors(f"{W}tbl")
        )
        drawn = next(paragraph.iterancestors(f"{W}txbxContent"), None) is not None
        return None if styled or drawn else self._paper

    def _shadings(self, paragraph: Any) -> Iterator[Any]:
        """Those of the paragraph, of its styles and of the cells around it."""
        yield paragraph.find(f"{W}pPr/{W}shd")
        for style in self._styles.chain(self._styles.of_paragraph(paragraph)):
            yield style.find(f"{W}pPr/{W}shd")
        for cell in paragraph.iterancestors(f"{W}tc"):
            yield cell.find(f"{W}tcPr/{W}shd")

    def hides_paragraph(self, paragraph: Any) -> bool:
        """Whether a paragraph stands off the page, or in a line without height."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return False
        places = [
            found.get(f"{W}{name}")
            for tag, names in (("framePr", "xy"), ("ind", ("left", "start", "firstLine")))
            if (found := properties.find(f"{W}{tag}")) is not None
            for name in names
        ]
        line = properties.find(f"{W}spacing")
        exact = line is not None and line.get(f"{W}lineRule") == "exact"
        return any(_is_far(place, _FAR) for place in places) or (exact and _is_low(line.get(f"{W}line")))


def hides_row(properties: Any) -> bool:
    """Whether a row of a table has no height."""
    height = properties.find(f"{W}trHeight") if properties is not None else None
    return height is not None and height.get(f"{W}hRule") == "exact" and _is_low(height.get(f"{W}val"))


def is_off_page(box: Any) -> bool:
    """Whether a text box is drawn where no page is."""
    for anchor in box.iterancestors(f"{_WP}anchor"):
        size = anchor.find(f"{_WP}extent")
        for side, length in (("positionH", "cx"), ("positionV", "cy")):
            place = anchor.findtext(f"{_WP}{side}/{_WP}posOffset") or ""
            long = int(size.get(length) or 0) if size is not None and (size.get(length) or "").isdecimal() else 0
            if place.lstrip("-").isdecimal() and not _FAR_DRAWN[0] - long <= int(place) <= _FAR_DRAWN[1]:
                return True
    return False


def codes_of_fields(paragraph: Any) -> set[Any]:
    """The texts that stand where a field has its code, of which only what it comes to is shown. A field that is never
    closed hides nothing."""
    found: set[Any] = set()
    open_: list[list[Any] | None] = []  # for each field: the texts in its code; None once its result has begun
    for node in paragraph.iter(f"{W}fldChar", f"{W}t"):
        if node.tag == f"{W}t":
            for texts in open_:
                if texts is not None:
                    texts.append(node)
                    break
            continue
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            open_.append([])
        elif open_:
            found |= set(open_[-1] or ())
            if kind == "separate":
                open_[-1] = None
            else:
                open_.pop()
    return found


def _is_far(place: str | None, far: tuple[int, int]) -> bool:
    return place is not None and place.lstrip("-").isdecimal() and not far[0] <= int(place) <= far[1]


def _is_low(height: str | None) -> bool:
    return height is not None and height.isdecimal() and int(height) <= _LOWEST


def _is_head(relation: Any) -> bool:
    return not relation.is_external and relation.reltype.endswith(("/header", "/footer"))
