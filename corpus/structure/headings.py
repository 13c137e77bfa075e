"""Which pieces are headings where the file does not say so, and which line is the title of the document."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.structure.pieces import Piece
from corpus.structure.styles import Style, body_size, is_body, is_key_value, large_from, page_of, rules, style_of
from corpus.structure.wrapping import ends_sentence
from corpus.text.normalize import comparable


def mark_headings(pieces: Sequence[Piece]) -> None:
    """Turn the pieces that are headings into headings, with their style and rank, in place.

    A heading is a matter of what stands below it, so the pieces are gone through from the last to the first.
    """
    body = body_size(pieces)
    large = large_from(pieces, body)
    styled = [style_of(piece, large) for piece in pieces]
    mark_title(pieces, styled)
    typographic = sum(style[0].startswith(("size", "bold")) for style in styled if style) >= 3 and body > 0
    chain = 0
    for at in range(len(pieces) - 1, -1, -1):
        piece, style = pieces[at], styled[at]
        if piece.kind == "heading":
            if not piece.style:
                piece.style, piece.rank = style or (f"md:{piece.markup}", rules()["ranks"]["plain"])
            chain += 1
            continue
        if style and _accept(pieces, styled, at, style[0], chain, typographic):
            piece.kind, (piece.style, piece.rank) = "heading", style
            piece.marker = ""
            chain += 1
        else:
            chain = 0


def _accept(
    pieces: Sequence[Piece],
    styled: Sequence[Style | None],
    at: int,
    style: str,
    chain: int,
    typographic: bool,
) -> bool:
    if at + 1 == len(pieces):
        return False
    piece, below = pieces[at], pieces[at + 1]
    above = pieces[at - 1] if at else None
    kind = style.split(":")[0]
    if kind in ("number", "label") and (
        _alike(piece, style, below, styled[at + 1])
        or (above is not None and _alike(piece, style, above, styled[at - 1]))
    ):
        return False
    heads = below.kind == "heading"
    if below.jump and not piece.jump:
        return False  # a cell at the left of others
    if heads and page_of(below) != page_of(piece):
        return False  # the last line of a title page
    if kind == "size" and heads and piece.size > below.size:
        return chain <= rules()["limits"]["chain_of_sizes"]
    if kind in ("size", "caps", "bold"):
        return not heads or chain <= rules()["limits"]["chain"]
    if kind == "label":
        return heads or is_body(below)
    if kind == "number":
        return heads or is_body(below) or piece.bold
    if typographic:
        return False
    return (kind == "colon" and not heads) or _accept_plain(pieces, styled, at, style, chain)


def _accept_plain(pieces: Sequence[Piece], styled: Sequence[Style | None], at: int, style: str, chain: int) -> bool:
    """Whether a short line that nothing sets apart is a heading, by what stands above and below it."""
    piece, below = pieces[at], pieces[at + 1]
    above = pieces[at - 1] if at else None
    heads = below.kind == "heading"
    after_text = above is not None and above.kind == "paragraph" and not piece.gap and not _is_end(above)
    if after_text and not (styled[at - 1] and is_body(below)):
        return False
    if below.style == "title":
        return False
    if heads and below.style == style and above is not None and above.kind != "heading":
        return False  # two alike on end below running text: the first has nothing to stand above
    if styled[at + 1] is not None and below.kind == "paragraph":
        return False  # a short line like this one
    return is_body(below) or (heads and chain < rules()["limits"]["chain"])


def _alike(piece: Piece, style: str, other: Piece, other_style: Style | None) -> bool:
    """Neighbours counted in one way are entries of a list, not headings with nothing below them."""
    if other_style and other_style[0] == style:
        return True
    return (
        bool(piece.marker)
        and bool(other.marker)
        and piece.marker[-1] == other.marker[-1]
        and (piece.marker.strip("().º°").isdigit() == other.marker.strip("().º°").isdigit())
    )


def _is_end(piece: Piece) -> bool:
    return ends_sentence(piece.text) or is_key_value(piece.text) or len(piece.text) >= rules()["limits"]["body_letters"]


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
