"""Text that a page holds and does not show: without colour, in the colour of its ground, covered, cut off, beside it.

The page is drawn (PDFium) twice, with its letters and without, and each letter looked up in both pictures: where they
do not differ, it is not seen. The text layer of a scanner, which is not seen either, lies over or under the picture of
a page and is read.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from corpus.readers.pdf.glyphs.glyph_file import Glyph

_SCALE = 2.0  # dots for a point
_MOST_DOTS = 8_000_000
_PAD = 1.5  # dots around a letter
_CONTRAST = 12  # of 255, from which something is to be seen
_SAME = 24  # of 255: colours that no reader tells apart
_SMALLEST = 1.0  # points
_INVISIBLE = 3  # mode of drawing letters
_NARROWEST = 0.02  # of its height: a letter that is drawn as a line
_DEEPEST = 15  # drawings in each other
_MOST_PICTURES = 500
_TRUSTED = 0.5  # share of the letters of a font that are seen where the file says they are

Box = tuple[float, float, float, float]
"""(x0, y0, x1, y1) in the page's own space."""
Dots = tuple[int, int, int, int]


@dataclass(slots=True)
class _Letter:
    """How a letter is drawn: its text object and font, its colour, and whether the picture has nothing there."""

    glyph: Glyph
    owner: int
    font: int
    hollow: bool
    own_ground: bool = False
    blank: bool = False
    gone: bool = False
    torn: bool = False


class Unseen(NamedTuple):
    """Characters (by their order) that cannot be seen; those in `torn` belong to a line that a page break went through,
    and are on the other page."""

    all: frozenset[int] = frozenset()
    torn: frozenset[int] = frozenset()


def unseen(page: Any, text: Any, glyphs: Sequence[Glyph], covered: bool = False) -> Unseen:
    """The characters of pypdfium2's page that cannot be seen; `text` is its raw text page. `covered` says that what is
    laid over the page (stamps, boxes) may cover some."""
    solid = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not solid:
        return Unseen()
    letters = list(_letters(page, text, solid, covered))
    drawn, seen = Counter(one.font for one in letters), Counter(one.font for one in letters if not one.blank)
    hidden: set[int] = set()
    torn: set[int] = set()
    for word in _words(letters):
        trusted = seen[word[0].font] >= _TRUSTED * drawn[word[0].font]
        out = [one for one in word if one.gone or (one.blank and (trusted or one.own_ground or one.hollow))]
        if 2 * len(out) > len(word):
            orders = {one.glyph.order for one in word}
            hidden |= orders
            torn |= orders if any(one.torn for one in word) else set()
    return Unseen(frozenset(hidden), frozenset(torn))


def _letters(page: Any, text: Any, glyphs: Sequence[Glyph], covered: bool) -> Iterator[_Letter]:
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    scale = min(_SCALE, (_MOST_DOTS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, draw_annots=covered, may_draw_forms=False)
    place = bitmap.get_posconv(page)
    picture = bitmap.to_pil().convert("RGB")
    scans = _pictures(page)
    clips: dict[int, Box | None] = {}
    channels = [ctypes.c_uint() for _ in range(4)]
    looked_at: list[tuple[_Letter, Dots]] = []
    letters: list[_Letter] = []
    for glyph in glyphs:
        owner = pdfium.FPDFText_GetTextObject(text, glyph.order)
        letter = _Letter(glyph, _address(owner), 0, False)
        letters.append(letter)
        if owner:
            letter.font = _address(pdfium.FPDFTextObj_GetFont(owner))
            letter.hollow = pdfium.FPDFTextObj_GetTextRenderMode(owner) == _INVISIBLE
        on_picture = any(x0 <= glyph.x <= x1 and y0 <= glyph.y <= y1 for x0, y0, x1, y1 in scans)
        box = _box(text, glyph)
        if letter.owner not in clips:
            clips[letter.owner] = _clip(owner)
        dots = _dots(box, place, picture.size)
        beyond = _beyond(box, clips[letter.owner])
        flat = glyph.text.isalnum() and 0 < glyph.end - glyph.along < _NARROWEST * glyph.size
        if dots is None or glyph.size < _SMALLEST or beyond > 0 or flat:
            letter.gone, letter.torn = True, 0 < beyond <= glyph.size
        elif not (letter.hollow and on_picture):
            ranges = picture.crop(dots).getextrema()
            pdfium.FPDFText_GetFillColor(text, glyph.order, *channels)
            letter.own_ground = all(
                abs(low - channel.value) <= _SAME for (low, _), channel in zip(ranges, channels, strict=False)
            )
            letter.blank = max(high - low for low, high in ranges) < _CONTRAST
            # What is drawn under invisible letters, or over others as a picture, may show the same words.
            if not (letter.blank or letter.hollow or on_picture):
                looked_at.append((letter, dots))
    if looked_at:
        _compare(picture, _without_letters(page, scale, covered), looked_at)
    yield from letters


def _compare(picture: Any, bare: Any, letters: Sequence[tuple[_Letter, Dots]]) -> None:
    """Letters that leave no trace in the picture are blank."""
    from PIL import ImageChops

    traces: Any = ImageChops.difference(picture, bare)
    for letter, dots in letters:
        letter.blank = max(high for _, high in traces.crop(dots).getextrema()) < _CONTRAST


def _without_letters(page: Any, scale: float, covered: bool) -> Any:
    """The picture of the page once none of its letters is drawn."""
    import pypdfium2.raw as pdfium

    for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=_DEEPEST):
        pdfium.FPDFTextObj_SetTextRenderMode(text.raw, _INVISIBLE)
    return page.render(scale=scale, draw_annots=covered, may_draw_forms=False).to_pil().convert("RGB")


def _box(text: Any, glyph: Glyph) -> Box:
    """What a letter covers of the page."""
    import pypdfium2.raw as pdfium

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, glyph.order, left, right, bottom, top)
    if right.value > left.value and top.value > bottom.value:
        return left.value, bottom.value, right.value, top.value
    return glyph.x, glyph.y, glyph.x + 0.5 * glyph.size, glyph.y + 0.7 * glyph.size


def _clip(owner: Any) -> Box | None:
    """The box inside which a text object is shown; None if nothing limits it."""
    import pypdfium2.raw as pdfium

    path = pdfium.FPDFPageObj_GetClipPath(owner) if owner else None
    x, y = ctypes.c_float(), ctypes.c_float()
    found: Box | None = None
    for at in range(max(0, pdfium.FPDFClipPath_CountPaths(path)) if path else 0):
        xs, ys = [], []
        for segment in range(pdfium.FPDFClipPath_CountPathSegments(path, at)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, at, segment), x, y)
            xs.append(x.value)
            ys.append(y.value)
        if xs:
            x0, y0, x1, y1 = found or (min(xs), min(ys), max(xs), max(ys))
            found = (max(x0, min(xs)), max(y0, min(ys)), min(x1, max(xs)), min(y1, max(ys)))
    return found


def _beyond(box: Box, clip: Box | None) -> float:
    """How far outside of what is shown the middle of a letter lies."""
    if clip is None:
        return 0.0
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return max(clip[0] - x, x - clip[2], clip[1] - y, y - clip[3], 0.0)


def _dots(box: Box, place: Any, size: tuple[int, int]) -> Dots | None:
    """Where the picture shows a letter; None if it lies outside."""
    corners = [place.to_bitmap(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    if max(xs) <= 0 or max(ys) <= 0 or min(xs) >= size[0] or min(ys) >= size[1]:
        return None
    return (
        max(0, round(min(xs) - _PAD)),
        max(0, round(min(ys) - _PAD)),
        min(size[0], round(max(xs) + _PAD) + 1),
        min(size[1], round(max(ys) + _PAD) + 1),
    )


def _pictures(page: Any) -> list[Box]:
    """The boxes of the pictures on a page."""
    import pypdfium2.raw as pdfium

    found: list[Box] = []
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        found.append(picture.get_bounds())
        if len(found) >= _MOST_PICTURES:
            break
    return found


def _words(letters: Sequence[_Letter]) -> Iterator[list[_Letter]]:
    """Letters that are drawn one after the other by one operator."""
    word: list[_Letter] = []
    for last, letter in pairwise([None, *letters]):
        if last and letter and (letter.owner != last.owner or letter.glyph.order != last.glyph.order + 1):
            yield word
            word = []
        if letter:
            word.append(letter)
    yield word


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
