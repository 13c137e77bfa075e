"""Words cut at the end of a line."""

from __future__ import annotations

import re
from collections import Counter

_CUT = re.compile(r"(\w+(?:-\w+)*)[-\u2010]$")
_HEAD = re.compile(r"\w+")
_TAIL = re.compile(r"[^\W\d]+$")
_TORN_RATIO = 3
_WORD = re.compile(r"\w+(?:-\w+)*")
_AT_LINE_END = re.compile(r"(?<!\S)\S++(?<=\S[-\u2010])[^\S\n]*\n\s*\w+")
_ACUTE = re.compile("[áéíóú]", re.I)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.I)
_GOES_ON = re.compile(
    r"[/?&=#%_.~-]|\w[\w.~-]*[/?&=#%_~-]|[\w-]*\w\.[a-z]{2,5}(?:[/?#)\].,;]|$)"
)  # no word of a sentence does
_LOOKED_AT = 200  # letters at the end of a line that can tell whether its last word is cut
_LONG = 5  # letters; shorter words are prefixes and prepositions more often than parts of a compound


class Hyphens:
    """Decides what a hyphen at a line's end was, by the words that occur elsewhere in the document.

    `typed`: what made the file cuts no words with "-", so that where nothing else tells, one was typed.
    """

    def __init__(self, text: str, *, typed: bool = False) -> None:
        self._typed = typed
        # What stands at a line's end says nothing of how words are written elsewhere.
        whole = _AT_LINE_END.sub("\n", text)
        self._words = Counter(word.casefold() for word in _WORD.findall(whole))
        self._heads = {word.split("-")[0] for word in self._words if "-" in word}

    def join(self, before: str, after: str) -> str:
        """`before` and `after` as one run of text: "transpa-" + "rencia" → "transparencia"."""
        end, head = before[-_LOOKED_AT:], _HEAD.match(after)
        if _is_address_cut(end, after):
            return before + after
        cut = _CUT.search(end) if end.endswith(("-", "\u2010")) else None
        if not cut or not head:
            return before + ("" if self._is_torn(end, after) else " ") + after
        left, right = cut[1], head[0]
        joined, kept = (left + right).casefold(), f"{left}-{right}".casefold()
        if self._words[joined] and self._words[joined] >= self._words[kept]:
            return before[:-1] + after
        # Figures, acronyms and names are not cut by type-setters: "2019-" + "2022", "COVID-" + "19".
        if kept in self._words or not right[0].islower() or left[-1].isdigit():
            return before + after
        typed = self._typed and before.endswith("-")
        return before + after if typed or self._is_compound(left, right) else before[:-1] + after

    def _is_compound(self, left: str, right: str) -> bool:
        """Whether two words met at the line's end that are written with a hyphen: "técnico-" + "jurídica".

        No Spanish word has two written accents; else both have to be words of the document, the first a long one or
        one that opens other compounds ("socio-cultural").
        """
        if _ACUTE.search(left) and _ACUTE.search(right):
            return True
        first, second = left.casefold(), right.casefold()
        if not self._words[second] or len(second) < _LONG:
            return False
        return first in self._heads or (len(first) >= _LONG and first in self._words)

    def _is_torn(self, before: str, after: str) -> bool:
        """Whether a narrow column cut a word without a hyphen: "informaci" + "ón".

        Only where the whole word occurs, and far more often than the first part does on its own.
        """
        left, right = _TAIL.search(before), _HEAD.match(after)
        if not left or not right or (not right[0].islower() and not left[0].isupper()):
            return False
        whole, part = self._words[(left[0] + right[0]).casefold()], self._words[left[0].casefold()]
        return len(left[0]) > 3 and whole >= _TORN_RATIO * max(part, 1)


def _is_address_cut(before: str, after: str) -> bool:
    """Whether a web address goes on in the next line: no blank is in one."""
    if not _ADDRESS.search(before):
        return False
    first, *others = after.split(maxsplit=1)
    if before[-1] in "-_=&?%#" or (before[-1] == "/" and not others):
        return True
    alone = not others and first.isalnum() and first[0].islower()  # the last line of a note: its rest and nothing else
    return alone or _GOES_ON.match(first) is not None
