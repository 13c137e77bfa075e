"""Words cut at the end of a line."""

from __future__ import annotations

import re
from collections import Counter

_CUT = re.compile(r"(\w+(?:-\w+)*)-$")
_HEAD = re.compile(r"\w+")
_TAIL = re.compile(r"[^\W\d]+$")
_TORN_RATIO = 3
_WORD = re.compile(r"\w+(?:-\w+)*")


class Hyphens:
    """Decides what a hyphen at a line's end was, by the words that occur elsewhere in the document."""

    def __init__(self, text: str) -> None:
        self._words = Counter(word.casefold() for word in _WORD.findall(text))

    def join(self, before: str, after: str) -> str:
        """`before` and `after` as one run of text: "transpa-" + "rencia" → "transparencia"."""
        cut, head = _CUT.search(before), _HEAD.match(after)
        if not cut or not head:
            return before + ("" if self._is_torn(before, after) else " ") + after
        left, right = cut[1], head[0]
        joined, kept = (left + right).casefold(), f"{left}-{right}".casefold()
        if joined in self._words:
            return before[:-1] + after
        # Figures, acronyms and names are not cut by type-setters: "2019-" + "2022", "COVID-" + "19".
        if kept in self._words or not right[0].islower() or left[-1].isdigit():
            return before + after
        return before[:-1] + after

    def _is_torn(self, before: str, after: str) -> bool:
        """Whether a narrow column cut a word without a hyphen: "informaci" + "ón".

        Only where the whole word occurs, and far more often than the first part does on its own.
        """
        left, right = _TAIL.search(before), _HEAD.match(after)
        if not left or not right or (not right[0].islower() and not left[0].isupper()):
            return False
        whole, part = self._words[(left[0] + right[0]).casefold()], self._words[left[0].casefold()]
        return len(left[0]) > 3 and whole >= _TORN_RATIO * max(part, 1)
