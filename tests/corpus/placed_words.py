"""Text drawn as the exports of web editors draw it: each word, or each letter, put at its own place without blanks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from makers import _escape

_WIDTHS = {
    **dict.fromkeys(" .,:;/tfI!í", 278),
    **dict.fromkeys("abdeghnopqu0123456789áéóúñL?", 556),
    **dict.fromkeys("cksvxyzJ", 500),
    **dict.fromkeys("ijl", 222),
    **dict.fromkeys("r-()", 333),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("mM", 833),
    "W": 944,
    "%": 889,
    "*": 389,
    "×": 584,
    "º": 365,
    "²": 333,
    "'": 191,
}
"""Of Helvetica, in thousandths of the type size."""

BLANK = 0.278


class Word(NamedTuple):
    """A word at its place, and where it ends."""

    x: float
    y: float
    text: str
    size: float = 11.0

    @property
    def end(self) -> float:
        return self.x + width(self.text, self.size)


def width(text: str, size: float = 11.0) -> float:
    return sum(_WIDTHS[char] for char in text) * size / 1000


def line(x: float, y: float, text: str, size: float = 11.0) -> list[Word]:
    """The words of a line, each at its place."""
    words: list[Word] = []
    for word in text.split():
        words.append(Word(x, y, word, size))
        x = words[-1].end + BLANK * size
    return words


def block(x: float, y: float, lines: Sequence[str], size: float = 11.0, leading: float = 14.0) -> list[Word]:
    """Lines one below the other."""
    return [word for at, text in enumerate(lines) for word in line(x, y - leading * at, text, size)]


def by_word(words: Sequence[Word]) -> list[bytes]:
    """Each word in a text object of its own."""
    return [b"BT /F1 %.2f Tf 1 0 0 1 %.3f %.3f Tm (%s) Tj ET" % (w.size, w.x, w.y, _escape(w.text)) for w in words]


def by_letter(words: Sequence[Word], *, apart: float = 0.0) -> list[bytes]:
    """Each letter with a move of the pen before it; `apart`: points between the letters of a word."""
    drawn: list[bytes] = []
    for word in words:
        moves = [0.0, *(width(char, word.size) + apart for char in word.text[:-1])]
        letters = b" ".join(
            b"%.3f 0 Td (%s) Tj" % (move, _escape(char)) for move, char in zip(moves, word.text, strict=True)
        )
        drawn.append(b"BT /F1 %.2f Tf 1 0 0 1 %.3f %.3f Tm %s ET" % (word.size, word.x, word.y, letters))
    return drawn
