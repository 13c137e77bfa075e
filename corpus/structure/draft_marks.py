"""The words by which a document says that it is a draft for comments (drafts.toml)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from corpus.data import table
from corpus.text.normalize import any_phrase, comparable


def says_draft(line: str) -> bool:
    """Whether a line by itself says that the document it stands on is a draft."""
    return len(line) <= data()["short_line"] and marks().search(plain(line)) is not None


def plain(text: str) -> str:
    """Words in lower case without accents, one space between them."""
    return re.sub(r"[\s_\W]+", " ", comparable(text))


def data() -> dict[str, Any]:
    return table("corpus.structure", "drafts")


@cache
def marks() -> re.Pattern[str]:
    return any_phrase(data()["marks"])
