"""Documents that hold hardly anything to be found or quoted: letters set apart, noise, one endless run of signs."""

from __future__ import annotations

import re

from corpus.model import Document

_WORDS = re.compile(r"(?<![^\W_])(?:[^\W\d_]{2,30}|\d[\d.,]{0,30})(?![^\W_])")
_SIGNS = re.compile(r"\S")
_SHARE = 0.4  # of the signs of a document that stand in words or figures; running text has over 0.8
_SHORT = 400  # signs: of less nothing can be said
_SAMPLE = 200_000


def is_readable(document: Document) -> bool:
    """Whether a good part of the text is words or figures."""
    text = document.text[:_SAMPLE]
    signs = sum(1 for _ in _SIGNS.finditer(text))
    return signs < _SHORT or sum(len(word) for word in _WORDS.findall(text)) >= _SHARE * signs
