"""How deep each heading is, so that every block knows the path of headings above it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.structure.pieces import Piece
from corpus.structure.styles import rules


def set_levels(pieces: Sequence[Piece]) -> None:
    """Give every heading its level, in place.

    Where the file marks headings consistently, its marks decide and unmarked headings stand below them. Where
    it marks one series in several ways ("### 3 …", "#### 4 …"), the series counts and the marks do not. A
    heading with another kind of heading right below it contains that one.
    """
    headings = [piece for piece in pieces if piece.kind == "heading"]
    consistent = _is_consistent(headings)
    times = Counter(piece.text for piece in headings)
    stack: list[_Entry] = []
    above: Piece | None = None
    for at, piece in enumerate(pieces):
        if piece.kind != "heading":
            above = None
            continue
        style, rank = _place(piece, consistent)
        top = stack[-1] if stack else None
        if style == "table" and top:
            if piece.style == "table:later" and _names_first_group(pieces, piece):
                style, rank = top.style, top.rank
        elif above is not None and top and _contains(pieces, at, top, style, rank):
            stack[-1] = _Entry(top.style, rank - 0.001, holds=True)
        _settle(stack, _Entry(style, rank), recurs=times[piece.text] > 1)
        piece.level = len(stack)
        above = piece


@dataclass(frozen=True, slots=True)
class _Entry:
    """A heading that is open. `holds`: another kind of heading stood right below it."""

    style: str
    rank: float
    holds: bool = False


def _contains(pieces: Sequence[Piece], at: int, top: _Entry, style: str, rank: float) -> bool:
    """Whether the open heading `top` holds the one of a higher rank right below it, at index `at`.

    It does if more of that kind follow before the next of its own: otherwise it is the end of a title page.
    """
    if top.style == style or not top.rank >= rank > 0:
        return False
    own = pieces[at - 1].style
    following = (piece.style for piece in pieces[at + 1 :] if piece.kind == "heading")
    return next((found for found in following if found in (pieces[at].style, own)), own) != own


def _settle(stack: list[_Entry], entry: _Entry, recurs: bool) -> None:
    """Leave the headings that the new one ends, and put it on the stack.

    A heading whose words recur ("Useful resources") belongs to the section it stands in, not beside the
    heading that holds the sections.
    """
    same = [at for at, other in enumerate(stack) if other.style == entry.style and not (other.holds and recurs)]
    if same:
        del stack[same[-1] :]
    else:
        while stack and stack[-1].rank >= entry.rank:
            stack.pop()
    stack.append(entry)


def _place(piece: Piece, consistent: bool) -> tuple[str, float]:
    if piece.style == "title":
        return "title", 0.0
    if piece.style.startswith("table"):
        return "table", 20 + rules()["ranks"]["table"]
    if consistent and piece.markup:
        return f"md:{piece.markup}", float(piece.markup)
    if consistent:
        return piece.style, 10 + piece.rank
    return piece.style, piece.rank


def _is_consistent(headings: Sequence[Piece]) -> bool:
    """Whether every counted series of headings has one mark-up throughout."""
    marks: defaultdict[str, set[int]] = defaultdict(set)
    for piece in headings:
        if piece.style.startswith(("label", "number")):
            marks[piece.style].add(piece.markup)
    return all(len(found) == 1 for found in marks.values())


def _names_first_group(pieces: Sequence[Piece], section: Piece) -> bool:
    """Whether a heading stands right above the table in which `section` opens the second group of rows."""
    at = next(index for index, piece in enumerate(pieces) if piece is section)
    while at and pieces[at - 1].kind == "table_row":
        at -= 1
    return at > 0 and pieces[at - 1].kind == "heading"
