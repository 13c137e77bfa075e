"""Proper names in running text: what a translation that is shown to people leaves as it is."""

from __future__ import annotations

import regex

# Small words inside a name: "Secretaría de la Función Pública", "Center for Democratic Governance and Innovation".
_SMALL = r"(?:de|del|la|las|los|el|en|para|por|a|of|the|for|in|on|to|at)"
_CAPITAL = r"(?:\p{Lu}\.){2,}|\p{Lu}[\p{L}\p{M}\p{N}’'&.-]*[\p{L}\p{N}]|\p{Lu}"
_NAME = regex.compile(rf"(?<![\w])(?:{_CAPITAL})(?:\s+(?:(?:{_SMALL})\s+){{0,3}}(?:{_CAPITAL}))*(?!\w)")
_OPENING = regex.compile(
    r"(?:(?:El|La|Las|Los|Un|Una|En|De|Al|Del|Por|Para|Según|The|An?|In|On|At|For|By|From|To|Of|As)\s+)"
    rf"(?:{_SMALL}\s+)*"
)
_STARTS = regex.compile(r"(?:^|[.!?…:;]\s*|[\n\t]\s*|[«“\"'(\[]\s*|^\W+|^\W*[\dIVX]+(?:\.\d+)*[.):]?\s*)$")


def names(text: str) -> list[tuple[int, int]]:
    """Spans of the proper names in `text`, in order.

    One capitalised word at the start of a sentence is no sign of a name; two or more in a row are, there as anywhere,
    less an article or preposition they begin with.
    In a text that is mostly capitals (a heading) nothing can be told, and nothing is returned.
    """
    letters = [character for character in text if character.isalpha()]
    if not letters or sum(character.isupper() for character in letters) > 0.5 * len(letters):
        return []
    found = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        first = _STARTS.search(text[:start]) is not None
        opening = _OPENING.match(text, start, end)
        if first and opening:
            start = opening.end()
        elif first and " " not in match.group():
            continue
        found.append((start, end))
    return found
