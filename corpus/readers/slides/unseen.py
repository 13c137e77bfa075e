"""Words of a slide that nobody sees though no shape is switched off: beside the slide, below another shape, in the
colour of what is behind them or in none, too small."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from corpus.readers.colours_alike import BLACK, WHITE, Colour, are_alike, colour_of
from corpus.readers.slides.words import A

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_SMALLEST = 200  # hundredths of a point
_CLEAR = 5_000  # thousandths of a percent
_SOLID = 95_000
_BOXES = ("rect", "roundRect", "snip1Rect", "round1Rect", "flowChartProcess")
_SHAPES = (f"{_P}sp", f"{_P}pic", f"{_P}graphicFrame", f"{_P}grpSp", f"{_P}cxnSp")
_NAMES = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


class Box(NamedTuple):
    """Where a shape is, in English metric units from the left and upper edges of the slide."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, other: Box) -> bool:
        return self.x0 <= other.x0 and self.y0 <= other.y0 and self.x1 >= other.x1 and self.y1 >= other.y1

    def meets(self, other: Box) -> bool:
        return self.x0 < other.x1 and self.y0 < other.y1 and self.x1 > other.x0 and self.y1 > other.y0


class Seen:
    """One slide: which of its shapes are seen, and which of their runs."""

    def __init__(self, slide: Any, width: int, height: int) -> None:
        self._slide = slide
        self._page = Box(0, 0, width, height)
        self._colours = _theme(slide)
        self._drawn = [(shape, box) for shape, box in _boxes(slide.shapes.element, _same)]
        self._boxes = dict(self._drawn)
        self._moving = {one.get("spid") for one in slide.element.iter(f"{_P}spTgt")}
        below = (slide.slide_layout, slide.slide_layout.slide_master)
        self._below = [(shape, box) for one in below for shape, box in _boxes(one.shapes.element, _same)]
        self._paper = self._of_page(below)

    def hides_shape(self, shape: Any) -> bool:
        """Whether a shape lies beside the slide, or below one that lets nothing through."""
        box = self._boxes.get(shape)
        if box is None or not self._page.x1:
            return False
        if not box.meets(self._page):
            return True
        at = next(at for at, (one, _) in enumerate(self._drawn) if one is shape)
        return any(own.holds(box) and self._covers(one) for one, own in self._drawn[at + 1 :])

    def hides_run(self, run: Any, shape: Any) -> bool:
        look = run.find(f"{A}rPr")
        if look is None:
            return False
        size = look.get("sz", "")
        if size.isdecimal() and int(size) <= _SMALLEST:
            return True
        outlined = look.find(f"{A}ln/{A}solidFill") is not None
        if look.find(f"{A}noFill") is not None:
            return not outlined
        fill = look.find(f"{A}solidFill")
        if fill is None or outlined:
            return False
        alpha = fill.find(f".//{A}alpha")
        if alpha is not None and _whole(alpha.get("val")) <= _CLEAR:
            return True
        highlight = look.find(f"{A}highlight")
        behind = self._colour(highlight) if highlight is not None else self._ground(shape)
        return are_alike(self._colour(fill), behind)

    def _covers(self, shape: Any) -> bool:
        """Whether nothing is seen through a shape; one that moves is not there all the time."""
        named = shape.find(f"*/{_P}cNvPr")
        if shape.tag != f"{_P}sp" or (named is not None and named.get("id") in self._moving):
            return False
        form = shape.find(f"{_P}spPr/{A}prstGeom")
        if form is None or form.get("prst") not in _BOXES:
            return False
        fill = shape.find(f"{_P}spPr/{A}solidFill")
        if fill is None:
            return False
        alpha = fill.find(f".//{A}alpha")
        return alpha is None or _whole(alpha.get("val")) >= _SOLID

    def _ground(self, shape: Any) -> Colour | None:
        """What is behind the words of a shape; None where that is not known."""
        properties = shape.find(f"{_P}spPr")
        if properties is None:
            return None
        if (fill := properties.find(f"{A}solidFill")) is not None:
            return self._colour(fill) if fill.find(f".//{A}alpha") is None else None
        filled = any(
            properties.find(f"{A}{name}") is not None for name in ("gradFill", "blipFill", "pattFill", "grpFill")
        )
        style = shape.find(f"{_P}style/{A}fillRef")
        own = properties.find(f"{A}noFill") is None and style is not None and style.get("idx") != "0"
        if filled or own:
            return None
        box = self._boxes.get(shape, self._page)  # a placeholder may stand anywhere
        before = []
        for one, place in self._drawn:
            if one is shape:
                break
            before.append((one, place))
        under = [one for one, place in [*self._below, *before] if place.meets(box) and _is_filled(one)]
        return None if under else self._paper

    def _of_page(self, below: Any) -> Colour | None:
        for one in (self._slide, *below):
            page = one.element.find(f"{_P}cSld/{_P}bg")
            if page is None:
                continue
            fill = page.find(f"{_P}bgPr/{A}solidFill")
            if fill is None and (named := page.find(f"{_P}bgRef")) is not None and named.get("idx") == "1001":
                fill = named
            return self._colour(fill) if fill is not None else None
        return WHITE

    def _colour(self, fill: Any) -> Colour | None:
        """A plain colour; None for one that is made lighter or darker in some way."""
        for node in fill:
            if any(child.tag != f"{A}alpha" for child in node):
                return None
            if node.tag == f"{A}srgbClr":
                return colour_of(node.get("val"))
            if node.tag == f"{A}schemeClr":
                return self._colours.get(node.get("val", ""))
            if node.tag == f"{A}sysClr":
                return colour_of(node.get("lastClr"))
            if node.tag == f"{A}prstClr":
                return {"white": WHITE, "black": BLACK}.get(node.get("val", ""))
        return None


def _theme(slide: Any) -> dict[str, Colour]:
    """The colours of a slide's theme by the names that shapes call them."""
    from lxml import etree

    master = slide.slide_layout.slide_master
    found: dict[str, Colour] = {}
    parts = [one.target_part for one in master.part.rels.values() if one.reltype.endswith("/theme")]
    for part in parts:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for colours in etree.fromstring(part.blob, parser).iter(f"{A}clrScheme"):
            for colour in colours:
                value = next((one.get("lastClr") or one.get("val") for one in colour), None)
                if (told := colour_of(value)) is not None:
                    found[etree.QName(colour).localname] = told
    mapped = master.element.find(f"{_P}clrMap")
    names = _NAMES | (dict(mapped.attrib) if mapped is not None else {})
    return found | {name: found[told] for name, told in names.items() if told in found}


def _same(x: float, y: float) -> tuple[float, float]:
    return x, y


def _boxes(tree: Any, place: Any) -> Iterator[tuple[Any, Box]]:
    """The shapes whose places are told, those below others first; groups turn the places of what is in them."""
    for shape in tree:
        if shape.tag not in _SHAPES:
            continue
        frame = shape.find(f"{_P}xfrm") if shape.tag == f"{_P}graphicFrame" else shape.find(f"*/{A}xfrm")
        corner, size = _pair(frame, "off"), _pair(frame, "ext")
        if corner is None or size is None:
            if shape.tag == f"{_P}grpSp":
                yield from _boxes(shape, place)
            continue
        (x0, y0), (x1, y1) = place(*corner), place(corner[0] + size[0], corner[1] + size[1])
        if shape.tag != f"{_P}grpSp":
            yield shape, Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            continue
        inner, whole = _pair(frame, "chOff") or corner, _pair(frame, "chExt") or size
        wide, high = (x1 - x0) / (whole[0] or 1), (y1 - y0) / (whole[1] or 1)
        yield from _boxes(shape, _turned(x0 - inner[0] * wide, y0 - inner[1] * high, wide, high))


def _turned(x0: float, y0: float, wide: float, high: float) -> Any:
    return lambda x, y: (x0 + x * wide, y0 + y * high)


def _pair(frame: Any, name: str) -> tuple[int, int] | None:
    found = frame.find(f"{A}{name}") if frame is not None else None
    if found is None:
        return None
    first, second = ("x", "y") if name.lower().endswith("off") else ("cx", "cy")
    return _whole(found.get(first)), _whole(found.get(second))


def _whole(text: str | None) -> int:
    digits = (text or "").removesuffix("%")[:12]
    return int(digits) if digits.removeprefix("-").isdecimal() else 0


def _is_filled(shape: Any) -> bool:
    """Whether a shape may have a colour of its own."""
    if shape.tag != f"{_P}sp":
        return bool(shape.tag != f"{_P}cxnSp")
    properties = shape.find(f"{_P}spPr")
    if properties is not None and properties.find(f"{A}noFill") is not None:
        return False
    style = shape.find(f"{_P}style/{A}fillRef")
    fills = ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
    own = properties is not None and any(properties.find(f"{A}{name}") is not None for name in fills)
    return own or (style is not None and style.get("idx") != "0")
