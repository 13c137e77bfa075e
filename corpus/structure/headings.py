"""Which pieces are headings where the file does not say so (words and limits in headings.toml)."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.characters import fold
from corpus.structure.pieces import Piece
from corpus.structure.wrapping import ends_sentence

_LABEL = re.compile(
    r"(\w+)((?:\s+[^\W\d]+){0,4}?)\s+(?:\d+(?:\.\d+)*[a-zº°]?|[IVXLC]+|[A-Z])\s*(?:[.:)—–-]|$)"
)
_NUMBER = re.compile(
    r"(?:(\d{1,2}(?:\.\d{1,2})+)\.?[)—–-]?\s+|(\d{1,2}|[IVXLC]{1,5}|[A-Z])\s*(?:\.-|[.)—–-])\s*)(?=\S)"
)
_KEY_VALUE = re.compile(r"[^:\n?]{2,60}:\s+\S")
_URL = re.compile(r"https?://|www\.|\S+@\S+\.\w")


@cache
def rules() -> dict[str, Any]:
    """headings.toml."""
    return tomllib.loads((files("corpus.structure") / "headings.toml").read_text("utf-8"))


def mark_headings(pieces: Sequence[Piece]) -> None:
    """Turn the pieces that are headings into headings, with their style and rank, in place.

    A heading is a matter of what stands below it, so the pieces are gone through from the last to the first.
    """
    body = _body_size(pieces)
    styled = [style_of(piece, body) for piece in pieces]
    _mark_title(pieces, styled)
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


def style_of(piece: Piece, body: float) -> tuple[str, float] | None:
    """(style, rank) of a piece that may be a heading; None for one that may not. `body`: usual type size or
    0."""
    text = piece.text
    words = len(text.split())
    limits, ranks = rules()["limits"], rules()["ranks"]
    if piece.kind not in ("paragraph", "heading") and not (
        piece.kind == "list_item" and piece.marker in text[:6]
    ):
        return None
    if piece.kind == "list_item" and not piece.marker:
        return None
    if piece.aside or "\n" in text or not any(char.isalpha() for char in text):
        return None
    if fold(text.split()[0].strip(".:")) in rules()["captions"] and any(char.isdigit() for char in text[:20]):
        return None
    label = _LABEL.match(text)
    if label and (rank := rules()["labels"].get(fold(label[1]))) and words <= limits["labelled_words"]:
        if text.endswith(".") and ". " in text[label.end() :]:
            return None  # sentences
        return f"label:{fold(label[1] + label[2])}", float(rank)
    if _URL.search(text) or text.endswith((";", ",")):
        return None
    number = _NUMBER.match(text)
    large = bool(body) and piece.size > 1.1 * body
    shown = bool(number) and (
        piece.bold or large
    )  # numbered and set apart: it may be long, or end in a full stop
    if not shown and (words > limits["words"] or len(text) > limits["letters"] or text.endswith(".")):
        return None
    if shown and words > limits["labelled_words"]:
        return None
    if number and _starts_title(text[number.end() :]):
        depth = number[1].count(".") + 1 if number[1] else 1
        kind = "digit" if number[1] or number[2].isdigit() else "letter"
        return f"number:{kind}:{depth}", ranks["numbered"] + 0.1 * depth + (0.05 if kind == "letter" else 0)
    if piece.kind == "list_item" or not _starts_title(text):
        return None
    if large:
        return f"size:{piece.size:.0f}", ranks["caps"] - piece.size / 100
    if _is_caps(text):
        return "caps", ranks["caps"]
    if piece.bold:
        return "bold", ranks["bold"]
    if text.startswith("¿") or text.endswith("?"):
        return "question", ranks["question"]
    if text.endswith(":"):
        return ("colon", ranks["colon"]) if words <= limits["colon_words"] else None
    return None if is_key_value(text) else ("plain", ranks["plain"])


def is_key_value(text: str) -> bool:
    """A line such as "Status: Active"."""
    match = _KEY_VALUE.match(text)
    return bool(match) and len(match[0].split()) <= 8  # type: ignore[index]


def _accept(
    pieces: Sequence[Piece],
    styled: Sequence[tuple[str, float] | None],
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
    if heads and _page(below) != _page(piece):
        return False  # the last line of a title page
    if kind in ("size", "caps", "bold"):
        return not heads or chain <= rules()["limits"]["chain"]
    if kind == "label":
        return heads or _is_body(below)
    if kind == "number":
        return heads or _is_body(below) or piece.bold
    if typographic:
        return False
    if kind == "colon" and not heads:
        return True
    after_text = above is not None and above.kind == "paragraph" and not piece.gap and not _is_end(above)
    if after_text and not (styled[at - 1] and _is_body(below)):
        return False
    if below.style == "title":
        return False
    if heads and below.style == style and above is not None and above.kind != "heading":
        return False  # two alike on end below running text: the first has nothing to stand above
    if styled[at + 1] is not None and below.kind == "paragraph":
        return False  # a short line like this one
    return _is_body(below) or (heads and chain < rules()["limits"]["chain"])


def _page(piece: Piece) -> int:
    return piece.pages[0][1] if piece.pages else 0


def _alike(piece: Piece, style: str, other: Piece, other_style: tuple[str, float] | None) -> bool:
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
    return (
        ends_sentence(piece.text)
        or is_key_value(piece.text)
        or len(piece.text) >= rules()["limits"]["body_letters"]
    )


def _is_body(piece: Piece) -> bool:
    text = piece.text
    if piece.kind in ("list_item", "table_row"):
        return True
    if piece.kind == "heading" or piece.aside:
        return False
    long = len(text) >= rules()["limits"]["body_letters"]
    return long or (ends_sentence(text) and len(text.split()) >= 6) or is_key_value(text)


def _starts_title(text: str) -> bool:
    first = text.lstrip("\"'“‘«([¿¡")[:1]
    return first.isupper() or first.isdigit()


def _is_caps(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 4 and sum(char.isupper() for char in letters) >= 0.85 * len(letters)


def _body_size(pieces: Sequence[Piece]) -> float:
    """The type size most letters are set in; 0 where the format does not tell."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        if piece.size and not piece.aside:
            sizes[round(piece.size, 1)] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _mark_title(pieces: Sequence[Piece], styled: list[tuple[str, float] | None]) -> None:
    """The document's title among the short lines before its first body: in the largest type, else the first
    in bold, else the longest. The other lines of a title page are no headings, nor is a later repetition of
    it."""
    opening: list[int] = []
    for at, piece in enumerate(pieces[:20]):
        if _is_body(piece) or piece.kind not in ("paragraph", "heading"):
            break
        opening.append(at)
        if piece.markup:
            return
    loose = [at for at in opening if _may_be_title(styled[at])]
    if not loose:
        return
    best = max(loose, key=lambda at: _prominence(pieces[at]))
    if len(loose) == 1 and _recurs(pieces, styled, best):
        return  # the first of several headings of one make
    if len(pieces[best].text.split()) > 1:
        pieces[best].kind, pieces[best].style, pieces[best].rank = "heading", "title", 0.0
    first_body = _page(pieces[opening[-1] + 1]) if opening[-1] + 1 < len(pieces) else 0
    cover = [at for at in opening if _page(pieces[at]) < first_body and pieces[at].style != "title"]
    words = {
        word for at in opening if _page(pieces[at]) < first_body for word in fold(pieces[at].text).split()
    }
    for at, piece in enumerate(pieces[:40]):
        if at in cover or (piece.style != "title" and words and words.issuperset(fold(piece.text).split())):
            styled[at] = None


def _may_be_title(style: tuple[str, float] | None) -> bool:
    return style is not None and not style[0].startswith(("label", "number", "colon"))


def _prominence(piece: Piece) -> tuple[float, bool, int]:
    return piece.size, piece.bold, 0 if piece.bold else len(piece.text.split())


def _recurs(pieces: Sequence[Piece], styled: Sequence[tuple[str, float] | None], at: int) -> bool:
    style = styled[at]
    return (
        style is not None
        and style[0].startswith(("size", "caps", "bold"))
        and any(
            styled[other] == style and abs(pieces[other].size - pieces[at].size) < 0.5
            for other in range(at + 1, len(pieces))
        )
    )
