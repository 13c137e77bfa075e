"""Text for any screen: control characters taken out, a document's words on one line and in quotation marks, pages and
web addresses as people read them. The data keep everything as it stands, to the character."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from urllib.parse import urlsplit

from corpus.text.normalize import as_shown
from ui.wording import Wording

KindLabel = Callable[[str, str], str]  # the name of a kind of document, by its key and a language

CELLS = " · "  # between the cells of a table row, which the document's text parts with tabs
_WORD = re.compile(r"\S+")


# C0 and C1 controls except tab and newline, and the marks that reverse the direction of the text around them.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: object) -> str:
    """`text` in the order in which it is shown, without control characters; lone surrogates (an undecodable file name)
    become escapes."""
    whole = as_shown(str(text).encode("utf-8", "backslashreplace").decode("utf-8"))
    return CONTROL.sub("", whole)


def shortened(text: str, length: int) -> str:
    """The text, or its first `length` characters with "…" after them."""
    return text if len(text) <= length else f"{text[:length].rstrip()}…"


def one_line(text: str) -> str:
    """`text` without line breaks; the cells of a table row stay apart from each other, empty ones are left out."""
    return _line(text)[0]


def quoted(text: str, language: str) -> str:
    """The text in the quotation marks of its own language, on one line."""
    return "".join(quoted_around(text, language, None))


def quoted_around(text: str, language: str, run: tuple[int, int] | None) -> tuple[str, str, str]:
    """As `quoted`, in three: what stands before the characters [from, to) of the text, these, and what stands after
    them. Where there are none, all of it stands before."""
    opening, closing = "«»" if language == "es" else "“”"
    line, places = _line(text)
    start, end = (bisect_left(places, at) for at in run) if run else (0, 0)
    if start >= end:
        return f"{opening}{line}{closing}", "", ""
    return f"{opening}{line[:start]}", line[start:end], f"{line[end:]}{closing}"


def says_more(translation: str | None, quote: str) -> bool:
    """Whether there is a translation that differs from the quotation: names and figures stay what they are."""
    return bool(translation) and _letters(translation or "") != _letters(quote)


def _line(text: str) -> tuple[str, list[int]]:
    """The text on one line, and for each of its characters the place in `text` that it comes from."""
    line, places, end = "", list[int](), 0
    for word in _WORD.finditer(text):
        between = (CELLS if "\t" in text[end : word.start()] else " ") if line else ""
        line += between + word.group()
        places += [end] * len(between) + list(range(word.start(), word.end()))
        end = word.end()
    return line, places


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def page_text(texts: Wording, page: int | None, label: str | None, key: str = "answer.page") -> str:
    """ "p. 3", or what is printed on the page with the number of the sheet in the file, for who counts sheets; "" where
    there are no pages. `key` leads to the wording."""
    if page is None:
        return ""
    return texts(f"{key}_label", label=label, page=page) if label else texts(key, page=page)


def host_of(url: str | None) -> str | None:
    """The name and port of an address, without user, password, path or query; None where there is none."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host:
        return None
    named = f"[{host}]" if ":" in host else host
    return f"{named}:{port}" if port else named
