"""Any of a list of phrases, found in text that was made comparable (`corpus.characters.comparable`)."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_phrase(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern of these phrases as whole words, the longest first."""
    longest_first = sorted(map(re.escape, phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")
