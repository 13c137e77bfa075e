"""The title of a document among the lines it opens with."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.structure.pieces import Piece
from corpus.structure.styles import Style, is_body, page_of
from corpus.text.normalize import comparable

_OPENING = 20


def mark_title(pieces: Sequence[Piece], styled: list[Style | None]) -> None:
    """Make the title a heading above all others, in place.

    It is one of the short lines before the first body: the one in the largest type, else the first in bold,
    else the longest. The other lines of a title page, and its repetition on the next page, lose their style
    in `styled`: they are no headings.
    """
    opening = _opening(pieces)
    loose = [at for at in opening if _may_be_title(styled[at])]
    if not loose or any(pieces[at].markup for at in opening):
        return
    best = max(loose, key=lambda at: _prominence(pieces[at]))
    if len(loose) == 1 and _recurs(pieces, styled, best):
        return  # the first of several headings of one make
    if len(pieces[best].text.split()) > 1:
        pieces[best].kind, pieces[best].style, pieces[best].rank = "heading", "title", 0.0
    after = opening[-1] + 1
    first_body = page_of(pieces[after]) if after < len(pieces) else 0
    cover = [at for at in opening if page_of(pieces[at]) < first_body]
    words = {word for at in cover for word in comparable(pieces[at].text).split()}
    for at in opening:
        if pieces[at].style != "title" and (at in cover or words.issuperset(comparable(pieces[at].text).split())):
            styled[at] = None


def _opening(pieces: Sequence[Piece]) -> list[int]:
    """Indices of the pieces before the first body."""
    opening: list[int] = []
    for at, piece in enumerate(pieces[:_OPENING]):
        if is_body(piece) or piece.kind not in ("paragraph", "heading"):
            break
        opening.append(at)
    return opening


def _may_be_title(style: Style | None) -> bool:
    return style is not None and not style[0].startswith(("label", "number", "colon"))


def _prominence(piece: Piece) -> tuple[float, bool, int]:
    return piece.size, piece.bold, 0 if piece.bold else len(piece.text.split())


def _recurs(pieces: Sequence[Piece], styled: Sequence[Style | None], at: int) -> bool:
    """Whether later pieces are set in the very same way."""
    style = styled[at]
    if style is None or not style[0].startswith(("size", "caps", "bold")):
        return False
    size = pieces[at].size
    return any(styled[later] == style and abs(pieces[later].size - size) < 0.5 for later in range(at + 1, len(pieces)))
