"""What a piece looks like: in which style and of which rank it could be a heading (headings.toml)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from corpus.data import table
from corpus.structure.pieces import Piece
from corpus.structure.wrapping import ends_sentence
from corpus.text.normalize import comparable
from corpus.text.numbers import spelled_pattern

Style = tuple[str, float]
"""(what the piece looks like, such as "label:area" or "size:14"; its rank: the lower, the higher up)"""

_LABEL = re.compile(r"(\w+)((?:\s+[^\W\d]+){0,4}?)\s+(?:\d+(?:\.\d+)*[a-zº°]?|[IVXLC]+|[A-Z])\s*(?:[.:)—–-]|$)")
_SPELLED_LABEL = re.compile(
    rf"(\w+)((?:\s+[^\W\d]+){{0,1}}?)\s+(?i:{spelled_pattern(numbering=True)})(?!-\w)\s*(?:[.:)—–-]|$)"
)
_NUMBER = re.compile(
    r"(?:(\d{1,2}(?:\.\d{1,2})+)\.?[)—–-]?\s+|(\d{1,2}|[IVXLC]{1,5}|[A-Z])\s*(?:\.-|[.)—–-])\s*)(?=\S)"
)
_KEY_VALUE = re.compile(r"[^:\n?]{2,60}:\s+\S")
_URL = re.compile(r"https?://|www\.|\S+@\S+\.\w")


def rules() -> dict[str, Any]:
    """headings.toml."""
    return table("corpus.structure", "headings")


def style_of(piece: Piece, large_from: float) -> Style | None:
    """(style, rank) of a piece that may be a heading; None for one that may not. `large_from`: the type size from which
    a piece is set large; 0 where sizes tell nothing."""
    text = piece.text
    words = len(text.split())
    limits, ranks = rules()["limits"], rules()["ranks"]
    if not _may_be_heading(piece):
        return None
    large = bool(large_from) and piece.size >= large_from
    # "Chapter one" that is set apart by its type is known by that
    label = _LABEL.match(text) or (None if piece.bold or large else _SPELLED_LABEL.match(text))
    if label and (rank := rules()["labels"].get(comparable(label[1]))) and words <= limits["labelled_words"]:
        if text.endswith(".") and ". " in text[label.end() :]:
            return None  # sentences
        return f"label:{comparable(label[1] + label[2])}", float(rank)
    if _URL.search(text) or text.endswith((";", ",")):
        return None
    number = _NUMBER.match(text)
    shown = bool(number) and (piece.bold or large)  # numbered and set apart: it may be long, or end in a full stop
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
    return _style_by_look(piece, words)


def _may_be_heading(piece: Piece) -> bool:
    """Whether a piece is of a kind that may be a heading: short, of one line, no caption, no note."""
    text = piece.text
    if piece.kind not in ("paragraph", "heading") and not (piece.kind == "list_item" and piece.marker in text[:6]):
        return False
    if piece.kind == "list_item" and not piece.marker:
        return False
    if piece.aside or len(text) > rules()["limits"]["labelled_letters"] or "\n" in text:
        return False
    if not any(char.isalpha() for char in text):
        return False
    captioned = comparable(text.split()[0].strip(".:")) in rules()["captions"]
    return not (captioned and any(char.isdigit() for char in text[:20]))


def _style_by_look(piece: Piece, words: int) -> Style | None:
    """The style of a title that neither label, number nor size tells: capitals, bold, a question, a colon."""
    text, limits, ranks = piece.text, rules()["limits"], rules()["ranks"]
    if _is_caps(text):
        return "caps", ranks["caps"]
    if piece.bold:
        return "bold", ranks["bold"]
    if text.startswith("¿") or text.endswith("?"):
        return "question", ranks["question"]
    if text.endswith(":"):
        return ("colon", ranks["colon"]) if words <= limits["colon_words"] else None
    return None if is_key_value(text) or text.startswith("(") else ("plain", ranks["plain"])


def is_key_value(text: str) -> bool:
    """A line such as "Status: Active"."""
    match = _KEY_VALUE.match(text)
    return bool(match) and len(match[0].split()) <= 8  # type: ignore[index]


def is_body(piece: Piece) -> bool:
    text = piece.text
    if piece.kind in ("list_item", "table_row"):
        return True
    if piece.kind == "heading" or piece.aside:
        return False
    long = len(text) >= rules()["limits"]["body_letters"]
    return long or (ends_sentence(text) and len(text.split()) >= 6) or is_key_value(text)


def page_of(piece: Piece) -> int:
    return piece.pages[0][1] if piece.pages else 0


def body_size(pieces: Sequence[Piece]) -> float:
    """The type size most letters are set in; 0 where the format does not tell."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        if piece.size and not piece.aside:
            sizes[round(piece.size, 1)] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def large_from(pieces: Sequence[Piece], body: float) -> float:
    """The type size from which a piece is set large: a tenth above the usual one, or less where all that is set in such
    a size is short; 0 where sizes are not known."""
    limits = rules()["limits"]
    short: dict[float, list[bool]] = defaultdict(list)
    for piece in pieces:
        if not piece.aside and limits["size"] * body < piece.size <= limits["large"] * body:
            is_short = len(piece.text.split()) <= limits["words"] and not piece.text.endswith((".", ";", ","))
            short[round(piece.size, 1)].append(piece.kind == "paragraph" and is_short)
    found = [size - 0.05 for size, which in short.items() if len(which) >= limits["of_a_size"] and all(which)]
    return min(found, default=limits["large"] * body + 0.01) if body else 0.0


def _starts_title(text: str) -> bool:
    first = text.lstrip("\"'“‘«([¿¡")[:1]
    return first.isupper() or first.isdigit()


def _is_caps(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 4 and sum(char.isupper() for char in letters) >= 0.85 * len(letters)
