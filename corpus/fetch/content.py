"""Whether what comes is what the catalog says, by looking at it: a site's own word (Content-Type) is not asked."""

from __future__ import annotations

from pathlib import Path

from corpus.fetch.errors import FetchWrongType
from corpus.readers import SUFFIXES, suffix_of
from corpus.readers.sniff import CONTENT_NAMES, looks_like

HEAD = 4096  # bytes that are enough to tell most formats
_READ_AS = frozenset({("html", "text"), ("text", "html"), ("csv", "text")})
"""(what a file is to be, what its content looks like): read as the former all the same."""
_PACKAGES = frozenset({"docx", "xlsx", "pptx"})


def check_content(data: bytes, file: str, name: str, url: str, *, whole: bool) -> None:
    """Raises FetchWrongType where `data` is not what the ending of `file` promises. Of an answer still on its way only
    the head is at hand, and what that cannot tell is let pass.
    """
    expected = SUFFIXES[suffix_of(Path(file))]
    found = looks_like(data)
    if found == expected or (expected, found) in _READ_AS:
        return
    if not whole and expected in _PACKAGES and data.startswith(b"PK"):  # its parts are named further on
        return
    raise FetchWrongType(name=name, url=url, expected=CONTENT_NAMES[expected], found=CONTENT_NAMES.get(found, found))
