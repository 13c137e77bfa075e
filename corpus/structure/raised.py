"""Small raised characters: the mark of a note leaves the word or figure before it alone, all others are part of it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

_HIGH = dict(zip("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ", strict=True))
_LOW = {high: plain for plain, high in _HIGH.items() if plain.isdigit()}
_TYPED = re.compile(rf"[{''.join(_LOW)}]+(?:\s?[,;]\s?[{''.join(_LOW)}]+)*")
_MARK = re.compile(
    r"(?:\d{1,3}|[a-z])(?:\s*[,;–-]\s*(?:\d{1,3}|[a-z]))*|[*†‡§¶#]{1,4}|"
    r"\[\s*[\w*†‡, –-]{1,9}\s*\]|\(\s*(?:\d{1,3}|[a-z*†‡])\s*\)|[,;]|"
    r"[ivx]{1,5}",
)
_LOOKED_AT = 60  # characters before a mark that can tell what it is
_POWER = re.compile(r"[23n]")
_NEGATIVE = re.compile(r"[-−–]\s?\d{1,2}")
# Units that are squared or cubed; a preposition ("in") counts as one only behind a figure.
_UNIT = re.compile(r"(?:^|[\s\d(/·])[kcdmhµ]?m$|/s$|\d\s?(?:in|ft|yd|mi|pulg|dam)$")
_VARIABLE = re.compile(r"(?:^|[\s(=+·*/-])(?:[xrRnχ]|CO)$")  # R², x², the test χ²
_TEN = re.compile(r"(?:^|[\s(=×x·*])10$")
_ORDINAL_AFTER_LETTERS = re.compile(r"(?:^|[\s(])(?:[A-ZÁÉÍÓÚÑ][a-z]{0,4}|n|art)\.?$")
# A note at the head of its block: "a Includes …", "(a) …", "a. …".
_NOTE = re.compile(r"\W{0,2}([a-z])(?:[.):]\s|\)?\s*(?=[A-ZÁÉÍÓÚÑ\d¿¡«“\"]))")
# What a figure counts, or nothing: "83ª sesión" goes on with one thing, "83 personas" with several.
_COUNTED = re.compile(r"\s*(?:[^\W\d_]+s\b|[^\w\s]|$)")
_FIGURE = re.compile(r"(?:^|[^\d.,])\d{1,2}\.?$")


def raised(before: str, text: str, after: str = "", notes: Container[str] = ()) -> str:
    """What stays of the raised `text` behind `before`, the words of its block so far; `after` follows it. `notes` are
    the letters that the notes of the page begin with: a mark rather than an ordinal, where the figure counts.

    Nothing of the mark of a note. A power keeps its place above the line (m², 10⁶), an ordinal its letters (1er, 2.º).
    At the beginning of a block stands the note itself, with the mark by which it is found.
    """
    mark, before = text.strip(), before[-_LOOKED_AT:]
    if not mark:
        return text
    if not before.strip():
        return _high(mark) + " " if mark.isdigit() else f"{mark} "
    tight = "" if before[-1].isspace() else before
    if re.match(r"\s*[/⁄]\s*\d", after) and mark.isdigit():  # the upper half of a fraction: 3 ¼
        return f" {mark}" if tight and tight[-1].isdigit() else text
    if _is_power(before.rstrip(), mark):
        return _high(mark.replace(" ", ""))
    noted = mark in notes and _COUNTED.match(after) is not None
    if mark in ("o", "a", "º", "ª") and not noted and _is_ordinal(tight, mark):
        return {"o": "º", "a": "ª"}.get(mark, mark)
    return "" if _MARK.fullmatch(mark) else text


def note_letters(openings: Iterable[str]) -> frozenset[str]:
    """The letters that notes begin with, from the beginnings of blocks."""
    return frozenset(match[1] for opening in openings if (match := _NOTE.match(opening)))


def without_typed_marks(text: str) -> str:
    """Text in which note marks that are typed as raised figures ("340¹") are gone; m² and 10⁶ stay."""
    if not _TYPED.search(text):
        return text
    parts: list[str] = []
    at = 0
    for match in _TYPED.finditer(text):
        before = text[max(0, match.start() - _LOOKED_AT) : match.start()]
        plain = "".join(_LOW.get(char, char) for char in match[0])
        parts.append(text[at : match.start()])
        # Without a word before it, it is the note itself; before a fraction's bar, a part of a figure.
        kept = not before.strip() or before[-1] in "\n⁻⁺" or text[match.end() : match.end() + 1] in ("⁄", "/")
        if kept or raised(before, plain):
            parts.append(match[0])
        at = match.end()
    return "".join(parts) + text[at:]


def _is_power(before: str, mark: str) -> bool:
    if _TEN.search(before):
        return mark.lstrip("-−–").strip().isdigit()
    if _NEGATIVE.fullmatch(mark):
        return before[-1].isalpha()
    return bool(_POWER.fullmatch(mark)) and bool(_UNIT.search(before) or _VARIABLE.search(before))


def _is_ordinal(before: str, mark: str) -> bool:
    if not before:
        return False
    if before.rstrip(".")[-1:].isdigit():
        # A small "a" behind a larger figure is the first note of a table.
        return mark in ("o", "º", "ª") or bool(_FIGURE.search(before))
    return mark in ("º", "ª") or bool(_ORDINAL_AFTER_LETTERS.search(before))


def _high(text: str) -> str:
    return "".join(_HIGH.get(char, char) for char in text.replace("–", "-"))
