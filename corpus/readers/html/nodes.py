"""Elements of a parsed page: what stands beside them, and putting words in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from corpus.readers.html.controls import words_outside
from corpus.readers.html.css.styles import Styles, raises
from corpus.readers.html.hidden import is_without_lines
from corpus.readers.html.tags import HEADINGS, tags
from corpus.text.normalize import BACKWARDS, BACKWARDS_END

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LOOKED_AT = 60  # characters before a raised one that can tell what it is


_OPENING = 4  # pieces of text at the head of a block


def openings(root: Any) -> Iterator[str]:
    """What the blocks of the page begin with."""
    for node in root.iter(*tags("blocks")):
        yield "".join(islice(node.itertext(), _OPENING))[:LOOKED_AT].strip()


def text_behind(node: Any) -> str:
    """The words of the element that follows."""
    after = node.getnext()
    return "".join(after.itertext())[:LOOKED_AT] if after is not None and isinstance(after.tag, str) else ""


def mark_backwards(node: Any) -> None:
    """As plain text says it, which `corpus.text.normalize` reads as it is shown."""
    prepend(node, BACKWARDS)
    append(node, BACKWARDS_END)


def append(node: Any, text: str) -> None:
    """Put words at the end of an element."""
    if len(node):
        node[-1].tail = _storable((node[-1].tail or "") + text)
    else:
        node.text = _storable((node.text or "") + text)


def prepend(node: Any, text: str) -> None:
    """Put words at the head of an element."""
    if text:
        node.text = _storable(text + (node.text or ""))


def _storable(text: str) -> str:
    """Without signs that a tree takes from its parser only."""
    return _CONTROL.sub("", text)


def has_shadow(node: Any) -> bool:
    """Whether the page shows something else in the place of what the element holds."""
    return any(child.tag == "template" and child.get("shadowrootmode") is not None for child in node)


def is_drawn_inside(node: Any) -> bool:
    """Whether something below the element may have another colour or ground."""
    return any(
        child.get("style") or child.get("class") or child.get("color") or child.get("bgcolor")
        for child in node.iterdescendants()
    )


def opens_series(summary: Any) -> bool:
    """Whether all that follows the box of details is another one, or a heading: else the words below the box would
    come to stand under its name."""
    box = summary.getparent()
    after = box.getnext() if box is not None else None
    return after is None or after.tag == "details" or after.tag in HEADINGS


def next_element(node: Any) -> Any:
    """The element that follows, where nothing else stands between."""
    while node is not None:
        if (node.tail or "").strip():
            return None
        following = node.getnext()
        if following is not None:
            return following
        node = node.getparent()
        if node is None or len(node) > 1:
            return None
    return None


def put_instead(node: Any, text: str) -> None:
    """Put `text` where the element was; what follows it stays."""
    parent, before = node.getparent(), node.getprevious()
    text += node.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(node)


def move_into(node: Any, panel: Any) -> None:
    put_instead(node, "")
    node.tail = panel.text
    panel.text = None
    panel.insert(0, node)


def is_raised(node: Any, style: dict[str, str]) -> bool:
    """Whether an element stands above its line, as the mark of a note does."""
    named = not tags("raised_classes").isdisjoint((node.get("class") or "").split())
    return node.tag == "sup" or raises(style) or node.get("role") == "doc-noteref" or (named and not len(node))


def has_no_lines(node: Any, style: dict[str, str], styles: Styles) -> bool:
    """Whether it is a block whose lines have no height, and nothing in it has lines of its own."""
    if node.tag not in tags("blocks") or not is_without_lines(style):
        return False
    below = (child for child in node.iterdescendants() if isinstance(child.tag, str))
    return not any("line-height" in styles.of(child) for child in below)


def word_count(node: Any) -> int:
    """How many words a page shows of an element."""
    return sum(len(text.split()) for text in words_outside(node, ("script", "style")))
