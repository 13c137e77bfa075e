"""Whether a new text in the place of a document is a new state of it, or something else under the same file name."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import regex

from corpus.model import Document
from corpus.text.normalize import fold

MOST = 0.4  # of the pairs of words in the shorter text that stand in the other too; two texts of one field share few
_TITLE = 4  # words of a title that tells one document from another
_WORD = regex.compile(r"\w+")


def is_same(earlier: Document, now: Document) -> bool:
    """Their titles are alike, as the texts themselves have them, or many of their words in a row."""
    titles = {_own_title(earlier), _own_title(now)}
    if len(titles) == 1 and None not in titles:
        return True
    one, other = _pairs(earlier.text), _pairs(now.text)
    least = min(one.total(), other.total())
    return least == 0 or (one & other).total() >= MOST * least


def _own_title(document: Document) -> tuple[str, ...] | None:
    """The words of the title, where the text shows it at its head and it has enough of them."""
    words = tuple(_WORD.findall(fold(document.metadata.title)))
    head = tuple(_WORD.findall(fold(document.text[: 4 * len(document.metadata.title) + 200])))
    shown = any(head[n : n + len(words)] == words for n in range(len(head) - len(words) + 1))
    return words if len(words) >= _TITLE and shown else None


def _pairs(text: str) -> Counter[tuple[str, str]]:
    return Counter(pairwise(_WORD.findall(fold(text))))
