"""Text in one form: what a canonical text may hold, what is compared, and patterns for what was made comparable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import regex

# Compatibility forms that type-setters leave behind; NFKC would also rewrite ª, ², ½ and full-width letters.
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "ft",
    "\ufb06": "st",
}
# Private-use places in which symbol fonts keep their bullets, check marks and boxes; others carry no meaning.
_SYMBOLS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf076": "❖",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0fb": "✗",
    "\uf0fe": "☑",
    "\uf0fd": "☒",
    "\uf078": "☒",
    "\uf06f": "□",
    "\uf0a8": "□",
    "\uf071": "□",
    "\uf0e0": "→",
    "\uf0e8": "→",
    "\uf0de": "→",
}
_REPLACED = {**_LIGATURES, **_SYMBOLS}
_KEPT_CONTROLS = frozenset("\n\t")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SOFT_CUT = re.compile(r"\u00ad(?=[^\S\n]*\n)")  # a soft hyphen that was used: the word is cut here
BACKWARDS, BACKWARDS_END = "\u202e", "\u202c"  # right-to-left override, and the end of the newest embedding
_EMBEDS = frozenset("\u202a\u202b\u202d\u202e")
_ISOLATES, _ISOLATE_END = frozenset("\u2066\u2067\u2068"), "\u2069"
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINES = re.compile(r"([\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])")
_DEEPEST = 125  # open at once; a page takes no more of them either
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_ALL_SPACES = re.compile(r"\s+")


def _is_invisible(char: str) -> bool:
    """Controls, zero-width and direction marks, soft hyphens, BOM, lone surrogates, private use,
    unassigned."""
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Cn", "Co"} and char not in _KEPT_CONTROLS


def as_shown(text: str) -> str:
    """`text` with its letters in the order in which a page shows them, and without marks of direction.

    Right-to-left override makes Latin letters run backwards: what is stored as "net" is seen as "ten". What is quoted
    has to be what is seen, so such a run is turned round, line by line as a page does; marks that turn nothing round
    in a text of Latin letters are only taken out. (Unicode Standard Annex 9: embeddings end with PDF, isolates with
    PDI, and everything with its line.)
    """
    if not _TURNED.search(text):
        return text
    return "".join(map(_line_as_shown, _LINES.split(text)))


def without_marks_of_direction(text: str) -> str:
    """`text` in the order in which it was written: what a person or a model writes is not shown by a page yet."""
    return _TURNED.sub("", text)


def _line_as_shown(line: str) -> str:
    if not _TURNED.search(line):
        return line
    held: list[tuple[str, list[str]]] = [("", [])]  # what is open: its mark, and what stands in it, in order

    def close() -> None:
        mark, parts = held.pop()
        held[-1][1].append(_backwards(parts) if mark == BACKWARDS else "".join(parts))

    for char in line:
        if char in _EMBEDS or char in _ISOLATES:
            if len(held) < _DEEPEST:
                held.append((char, []))
        elif char == BACKWARDS_END:
            if held[-1][0] in _EMBEDS and len(held) > 1:
                close()
        elif char == _ISOLATE_END:
            if any(mark in _ISOLATES for mark, _ in held[1:]):
                while held[-1][0] not in _ISOLATES:
                    close()
                close()
        else:
            held[-1][1].append(char)
    while len(held) > 1:
        close()
    return "".join(held[0][1])


def _backwards(parts: list[str]) -> str:
    """Letters with their accents, and runs that stand in the right order, from the last to the first."""
    groups: list[list[str]] = []
    for part in parts:
        if groups and len(part) == 1 and unicodedata.combining(part):
            groups[-1].append(part)
        else:
            groups.append([part if len(part) != 1 else part.translate(_MIRRORED)])
    return "".join("".join(group) for group in reversed(groups))


def clean(text: str) -> str:
    """`text` in NFC as it is shown (`as_shown`), without invisible characters or ligatures; line ends are \\n, other
    spaces plain ones.

    Runs of spaces stay as they are: indentation tells structure. `squeeze` removes them later.
    """
    text = _SOFT_CUT.sub("-", _LINE_ENDS.sub("\n", text))
    if text.isascii() and text.isprintable():
        return text
    text = as_shown(text)
    unwanted: dict[str, str | int | None] = {
        char: _REPLACED.get(char, "") for char in set(text) if char in _REPLACED or _is_invisible(char)
    }
    if unwanted:
        text = text.translate(str.maketrans(unwanted))
    text = unicodedata.normalize("NFC", text)
    return "".join(" " if char.isspace() and char not in _KEPT_CONTROLS else char for char in text)


def squeeze(text: str) -> str:
    """One line: every run of white space becomes one space, none at the ends."""
    return _ALL_SPACES.sub(" ", text).strip()


def fold(text: str) -> str:
    """Lower case without accents, one character for one, so that a place in it is a place in `text`.

    Where only words are compared `comparable` goes further ("ß" is "ss").
    """
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """Code point → folded character, worked out on first sight."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base = unicodedata.normalize("NFKD", character)[:1].lower()
        self[code] = folded = base if len(base) == 1 else character
        return folded


_FOLDED = _Folded()


def comparable(text: str) -> str:
    """Lower case without accents, for comparing words; never for anything that is shown or quoted.

    It may be longer or shorter than `text` ("ß", a ligature, a letter with its accent apart). Where places found in it
    have to be places in `text`, use `fold`, which changes one character for one.
    """
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))


def any_phrase(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern of these phrases as whole words, the longest first; for text that was made `comparable`."""
    longest_first = sorted(map(re.escape, phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")


def any_of(patterns: Iterable[str], *, whole_words: bool = True) -> regex.Pattern[str]:
    """One expression that finds any of these; where several fit at one place the longest wins."""
    # POSIX matching is what makes the longest win: "no iniciado" is not to be read as "iniciado".
    joined = "|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)"
    return regex.compile(rf"(?<!\w)(?:{joined})(?!\w)" if whole_words else f"(?:{joined})", regex.POSIX)


def fitting(patterns: Iterable[str]) -> regex.Pattern[str]:
    """One expression for text that any of these fits as a whole (with fullmatch)."""
    return regex.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")
