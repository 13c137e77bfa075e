"""How list items begin, and how a program that numbers lists itself writes a number."""

from __future__ import annotations

import re

BULLETS = "•●▪■◦○‣⁃∙·➢✓✔❖◆♦➤►□☐"
TELLING = "✓✔□☐"  # says that something is so, or is not: no mere bullet
DASHES = "-–—*+"
_BULLET = re.compile(rf"(?:[{BULLETS}]\s*|[*+–—-]\s+)(?=\S)")
_LETTER_O = re.compile(r"o\s+(?=[\w¿“\"(])")
_ORDERED = re.compile(r"(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|\(?[ivx]{1,5}[.)]|[A-Z][.)])\s+(?=\S)")
_LONE = re.compile(rf"[{BULLETS}*–—-]")


def lone_marker(text: str) -> bool:
    """Whether the line is a bullet and nothing else."""
    return bool(_LONE.fullmatch(text))


def split_marker(text: str, *, letter_o: bool = False) -> tuple[str, str]:
    """("•", "words") for a bullet, ("1.", "1. words") for a number and ("☐", "☐ words") for a box or tick, which stay
    part of the text; else ("", text).

    `letter_o`: an "o" followed by a space is a bullet, as in text from Word's second list level. Elsewhere it
    is the Spanish word for "or".
    """
    match = _BULLET.match(text)
    if match:
        return match[0].strip(), text if match[0][0] in TELLING else text[match.end() :]
    if letter_o and (match := _LETTER_O.match(text)):
        return "o", text[match.end() :]
    match = _ORDERED.match(text)
    return (match[0].strip(), text) if match else ("", text)


def is_ordered(marker: str) -> bool:
    return bool(marker) and marker != "o" and any(char.isalnum() for char in marker) and marker not in BULLETS


def follows_inside(text: str, marker: str) -> bool:
    """Whether `marker` goes on with what is counted inside a sentence: "b)" where `text` holds " a) " after its
    beginning, "(2)" where it holds "(1)"."""
    core = marker.strip("().")
    if not marker.endswith(")") or not (core.isdigit() or (len(core) == 1 and core.isalpha())):
        return False
    before = str(int(core) - 1) if core.isdigit() else chr(ord(core) - 1)
    return re.search(rf"\S\s+{re.escape(marker.replace(core, before))}\s", text) is not None


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST_ROMAN = 3999


def roman(number: int) -> str:
    """Roman figures; beyond what they can say, the number as it is."""
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def letters(number: int) -> str:
    """a, b … z, then aa, bb … zz, as word processors count."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9) if number > 0 else str(number)
