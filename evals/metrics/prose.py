"""What a person reads of an answer (no Markdown, no citation markers, no addresses), and in which language it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import regex

from corpus.text.language import spanish_confidence
from corpus.text.normalize import squeeze
from evals.cases import Language

_MARKER = re.compile(r"\[\^?\d+(?:\s*[,;–-]\s*\d+)*\]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
# A quotation in any of the marks that either language uses. Single ones are left: they are apostrophes too.
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")


@lru_cache(maxsize=4096)
def lines(markdown: str, *, own: bool = False) -> tuple[str, ...]:
    """The headings, paragraphs, list items and table cells, in their order, each as one line of plain text.

    What holds no letter or figure is left out, and so are citation markers ("[1]", "[2, 3]"), addresses, images and
    the numbers of list items; the figure of a list of one item is kept: "2018." alone on a line is an answer, not a
    list. With `own`, only what the answer itself says: neither quotations nor what is set in italics, as titles are,
    for these stay in their own language.
    """
    from rich.markdown import Markdown

    found: list[str] = []
    tokens = Markdown(markdown).parsed
    for n, token in enumerate(tokens):
        if token.type == "ordered_list_open" and _single(tokens, n):
            found.append(str(token.attrs.get("start", 1)))
        elif token.type == "inline":
            found.append(_inline(token.children or (), own))
        elif token.type in {"fence", "code_block"}:
            found.append(token.content)
        elif token.type == "html_block":
            found.append(_TAG.sub(" ", token.content))
    return tuple(filter(_says_something, (_plain(text, own) for text in found)))


def plain(markdown: str) -> str:
    """All `lines`, one under the other."""
    return "\n".join(lines(markdown))


def _single(tokens: Sequence[Any], opening: int) -> bool:
    """Whether the list that opens there has one item."""
    level = tokens[opening].level
    items = 0
    for token in tokens[opening + 1 :]:
        if token.type == "ordered_list_close" and token.level == level:
            break
        items += token.type == "list_item_open" and token.level == level + 1
    return items == 1


def _inline(tokens: Sequence[Any], own: bool) -> str:
    parts: list[str] = []
    italics = 0
    for n, token in enumerate(tokens):
        if token.type in {"em_open", "em_close"}:
            italics += 1 if token.type == "em_open" else -1
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type in {"text", "code_inline"} and not (own and italics) and not _is_marker(tokens, n):
            parts.append(token.content)
    return "".join(parts)


def _is_marker(tokens: Sequence[Any], n: int) -> bool:
    """Whether the text is a number that only serves as a link: "[1](https://…)"."""
    return n > 0 and tokens[n - 1].type == "link_open" and tokens[n].content.isdigit()


def _plain(text: str, own: bool) -> str:
    text = _MARKER.sub(" ", _ADDRESS.sub(" ", text))
    return squeeze(_QUOTED.sub(" ", text) if own else text)


def _says_something(line: str) -> bool:
    return any(character.isalnum() for character in line)


# Names stay as they are in either language: capitalised words, with the short words between them ("Secretaría de la
# Función Pública"). The first word of a sentence goes with them; what is left is enough.
_NAME = regex.compile(r"\p{Lu}[\w'’&-]*(?:(?:\s+\p{Ll}{1,4}){0,3}\s+\p{Lu}[\w'’&-]*)*")
_LETTER = regex.compile(r"\p{L}")
# Tried on 3,800 runs of 1 to 20 words from sentences of known language (gold questions, fact sheets, Spanish documents
# with English names in them). With names left in, 1 to 10 % of the runs of 20 letters or more were said to be surely in
# the other language. Without, none of the 2,356 with 10 letters or more, and 1 % of the shorter ones; 15 is on the safe
# side of that. Of 330 answers of the assistant, none is then called wrong and two cannot be told (names only).
LETTERS = 15
SURE = 0.9


def language_matches(text: str, asked: Language) -> bool | None:
    """None where too little is left to tell by, once names, figures, quotations and titles in italics are gone.

    One line (heading, paragraph, list item, cell) that is surely in the other language makes it False.
    """
    told = [language for line in lines(text, own=True) if (language := _language(line)) is not None]
    return all(language == asked for language in told) if told else None


def _language(line: str) -> Language | None:
    words = _NAME.sub(" ", line)
    if len(_LETTER.findall(words)) < LETTERS:
        return None
    spanish = spanish_confidence(words)
    if spanish >= SURE:
        return "es"
    return "en" if spanish <= 1 - SURE else None
