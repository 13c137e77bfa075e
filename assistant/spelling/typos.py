"""Slips of the finger: what a word may become by one, and how likely a kind of slip is."""

from __future__ import annotations

from collections.abc import Iterator

_ROWS = ("qwertyuiop", "asdfghjklñ", "zxcvbnm")
_BESIDE = {
    key: "".join(row[n] for n in (at - 1, at + 1) if 0 <= n < len(row)) for row in _ROWS for at, key in enumerate(row)
}
LIKELY = 0.3  # a slip up to this is one of those that fingers make
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def kind_of_slip(typed: str, meant: str) -> float:
    """How unlikely the one slip between two folded words is: 0 for swapped, left out or doubled letters and the key
    beside, more for any other letter."""
    if len(typed) < len(meant):
        return 0.0
    if len(typed) > len(meant):
        at = next((n for n, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), len(meant))
        near = {typed[n] for n in (at - 1, at + 1) if 0 <= n < len(typed)}
        return 0.0 if typed[at] in near else 0.6
    differ = [n for n, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
    if len(differ) != 1:
        return 0.0
    at = differ[0]
    # the last letter of Spanish words tells gender and number: it is changed for a reason
    return (0.2 if typed[at] in _BESIDE.get(meant[at], "") else 1.0) + (0.4 if at == len(typed) - 1 else 0.0)


def is_other_form(typed: str, other: str) -> bool:
    """Are they two forms of one word ("proactivo", "proactivos", "proactive"), rather than one and a slip?"""
    if typed.endswith("ss") and other == typed[:-1]:
        return False
    if any(typed + ending == other or other + ending == typed for ending in ("s", "es")):
        return True
    same = len(typed) == len(other) and typed[:-1] == other[:-1]
    return same and {typed[-1], other[-1]} <= set("aeo")


def slips(word: str) -> Iterator[list[str]]:
    """What one slip may have made the word of, by kind, likeliest first; the first letter is never wrong."""
    size = len(word)
    swapped = [word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(1, size - 1)]
    once = [word[:n] + word[n + 1 :] for n in range(1, size) if word[n] == word[n - 1]]
    yield list(dict.fromkeys([*swapped, *once]))
    yield list(dict.fromkeys(word[:n] + c + word[n:] for n in range(1, size + 1) for c in _LETTERS))
    yield [word[:n] + c + word[n + 1 :] for n in range(1, size) for c in _BESIDE.get(word[n], "")]
