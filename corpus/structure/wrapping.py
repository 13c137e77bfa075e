"""Which lines belong to one paragraph (thresholds and words in wrapping.toml)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from corpus.data import table
from corpus.structure.lists import split_marker
from corpus.structure.pieces import Line

_LAST_WORD = re.compile(r"(\w+)\W*$")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–—/]\s*(?:19|20)?\d\d)?")
_COUNTED = re.compile(r"\W*([^\W\d_]{3,})\W{1,3}(\d+(?:\.\d+)*)\b")
_LABELLED = re.compile(r"[A-ZÁÉÍÓÚÑ][^\W\d_]{2,} \d+(?:\.\d+)*(?::| [–—-]) \S")  # "Hito 2.1: …"
_LOOKED_AT = 100  # letters at the end of a line, the last word among them
_CLOSERS = "\"'”’»)]"


@cache
def _settings() -> dict[str, Any]:
    data = table("corpus.structure", "wrapping")
    return {**data, "open_words": frozenset(data["open_words"])}


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence, a clause of a list or an introduction does."""
    return text.rstrip(_CLOSERS).endswith((".", "!", "?", ":", ";", "…")) or text.endswith(("?", "!"))


def starts_lower(text: str) -> bool:
    """Whether the first letter, behind brackets and quotation marks, is a small one."""
    stripped = text.lstrip("\"'“‘«([")
    return bool(stripped) and stripped[0].islower()


def stays_open(text: str) -> bool:
    """Whether nothing can end here: a comma, an opening bracket, a hyphen, an article, a preposition."""
    if text.endswith((",", "(", "[", "“", "«", "/", "-", "\u2010", "&")) and not text.endswith(" -"):
        return True
    last = _LAST_WORD.search(text[-_LOOKED_AT:])
    return bool(last) and not ends_sentence(text) and last[1] in _settings()["open_words"]  # type: ignore[index]


class Wrapping:
    """How one document wraps its lines. `width` is in characters, 0 where every line is a paragraph of its
    own."""

    def __init__(self, width: int, body: float = 0.0) -> None:
        self.width = width
        self.body = body  # the usual type size, 0 unknown

    @classmethod
    def of_pages(cls, lines: Sequence[Line]) -> Wrapping:
        """For formats that always wrap (PDF)."""
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        return cls(_common_width(lines), sizes.most_common(1)[0][0] if sizes else 0.0)

    @classmethod
    def of_text(cls, lines: Sequence[Line]) -> Wrapping:
        """For text files, some of which hold one paragraph a line."""
        followers = [line for line in lines if not line.gap and line.text]
        low = sum(starts_lower(line.text) for line in followers)
        width = _common_width(lines)
        settings = _settings()
        wraps = bool(followers) and low >= settings["wrapped_share"] * len(followers)
        return cls(width if wraps and width <= settings["wrapped_width"] else 0)

    def _is_display(self, line: Line) -> bool:
        """Whether a line is set as headings are: such lines below each other are one heading of several
        lines."""
        return bool(self.body) and (line.size > 1.1 * self.body or (line.bold and line.size >= 0.98 * self.body))

    def is_full(self, text: str) -> bool:
        return bool(self.width) and len(text) >= _settings()["full_share"] * self.width

    def continues(self, before: str, last: Line, line: Line) -> bool:
        """Whether `line` goes on with the paragraph `before`, whose last line is `last`."""
        if last.breaks or line.level or last.level or not before:
            return False
        if _changes_voice(last, line) or _counts_on(before, line.text):
            return False
        if _LABELLED.match(line.text) and not stays_open(last.text):
            return False
        if self._is_display(last) and self._is_display(line) and not line.gap and line.page == last.page:
            return last.bold == line.bold and not ends_sentence(last.text) and not split_marker(line.text)[0]
        if line.gap or line.page != last.page:
            return self._continues_after_gap(before, last, line)
        if stays_open(last.text) or starts_lower(line.text):
            return not last.text.endswith((":", ";")) or self.is_full(last.text)
        if _YEAR.fullmatch(line.text):
            return not ends_sentence(last.text)
        return self.is_full(last.text) and not (last.bold and not line.bold)

    def _continues_after_gap(self, before: str, last: Line, line: Line) -> bool:
        """A blank line, a column's end or a page break in the middle of a sentence."""
        if ends_sentence(last.text) or last.bold != line.bold:
            return False
        if starts_lower(line.text):
            return len(before) >= _settings()["cut_length"]
        # Between pages nothing tells a paragraph's end from its middle but the width of its last line.
        turns = line.page != last.page or line.jump
        return (
            turns
            and len(before) >= 2 * _settings()["cut_length"]
            and (stays_open(last.text) or (self.is_full(last.text) and not line.gap))
        )


def _changes_voice(last: Line, line: Line) -> bool:
    """A change of type size, or from a line all in bold to one that is not, where a sentence may begin."""
    if last.size and line.size and abs(last.size - line.size) > 0.08 * max(last.size, line.size):
        return True
    return last.bold and not line.bold and not starts_lower(line.text) and not stays_open(last.text)


def _counts_on(before: str, text: str) -> bool:
    """Whether a line begins as its paragraph does, with another number: "Compromiso 1: …", "Compromiso 2: …"."""
    one, other = _COUNTED.match(before), _COUNTED.match(text)
    return bool(one and other) and one[1] == other[1] and one[2] != other[2]  # type: ignore[index]


def _common_width(lines: Sequence[Line]) -> int:
    lengths = sorted(len(line.text) for line in lines if line.text and "\t" not in line.text)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
