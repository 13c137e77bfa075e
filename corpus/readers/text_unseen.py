"""What a page made of a Markdown text does not show: HTML in it that is hidden, as in pages of HTML, and definitions of
links and notes that nothing leads to."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from corpus.readers.html.css.styles import Styles
from corpus.readers.html.hidden import WHITE, ground, hides, is_unseen
from corpus.readers.html.tags import tags

# `<div hidden>`, `</div>`; what stands in brackets otherwise ("<5 %", "<nombre>") is words.
_TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^<>\s=/]+(?:\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'|[^\s\"'<>]+))?)*)\s*(/?)>"
)
_ATTRIBUTE = re.compile(r"([^\s=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\S+)))?")
_RAW = re.compile(r"<(script|style|template|noscript|noembed|noframes|iframe|svg|canvas)\b[^<>]{0,2000}>", re.I)
_CODE = re.compile(
    r"^[ ]{0,3}(```+|~~~+)[^\n]*\n.*?(?:^[ ]{0,3}\1[`~]*\s*$|\Z)|(?<!`)(`+)(?!`)[^\n]{1,2000}?(?<!`)\2(?!`)",
    re.M | re.S,
)
_VOID = ("br", "hr", "img", "input", "col", "wbr", "meta", "link", "area", "base", "embed", "source", "track")
_DEEPEST = 60  # elements in each other
_KNOWN = frozenset({
    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "caption", "center", "cite",
    "code", "dd", "del", "details", "dfn", "dialog", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure",
    "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "i", "ins", "kbd", "label", "legend",
    "li", "main", "mark", "nav", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strike", "strong",
    "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul",
})  # fmt: skip
_BLANK = re.compile(r"\n[^\S\n]*\n")
_COMMENT = re.compile(
    r"^[ ]{0,3}\[(?://|comment|_metadata_)[^\]\n]*\]:\s*(?:#|<>)\s*[(\"'][^\n]*[)\"'][^\S\n]*$", re.I | re.M
)
_LINK = re.compile(
    r"[ ]{0,3}\[(?!\^)[^\]\n]+\]:[^\S\n]*(?:<[^>\n]*>|(?=[^\s\n]*[/#.:])\S+)"
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[^\S\n]*"
)
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:[^\n]*(?:\n(?!\s*\n|\[\^)[^\n]+)*", re.M)
_NOTED = re.compile(r"\[\^([^\]\s]+)\](?!:)")


@dataclass(slots=True)
class _Element:
    """`node` in a tree that has no words, and the places in the text where the element begins and ends."""

    node: Any
    start: int
    end: int


def without_unseen(text: str, *, markdown: bool) -> tuple[str, int]:
    """Text without what no page shows of it, and how many words that were. Line ends stay, for they part blocks.
    `markdown`: whether the file says that it is such; in others, links and notes stand as they are written."""
    spans = _hidden(text) if "<" in text else []
    spans += [match.span() for match in _COMMENT.finditer(text)]
    if markdown:
        noted = set(_NOTED.findall(text))
        spans += [match.span() for match in _NOTE.finditer(text) if noted and match[1] not in noted]
        spans += _links(text)
    codes = [match.span() for match in _CODE.finditer(text)] if spans else []
    spans = [(a, b) for a, b in spans if not any(one <= a < other for one, other in codes)]
    parts: list[str] = []
    at = words = 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        start = max(start, at)
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        words += _words(text[start:end])
        at = end
    return "".join(parts) + text[at:], words


def _words(text: str) -> int:
    """How many words are left out; those of styles, scripts and addresses are none."""
    text = re.sub(r"<(script|style)\b.*?</\1\s*>", "", text, flags=re.I | re.S)
    return len(re.sub(r"<[^<>]*>|^[ ]{0,3}\[[^\]\n]+\]:[ ]*\S+", " ", text, flags=re.M).split())


def _links(text: str) -> list[tuple[int, int]]:
    """Definitions of links, each behind a blank line or another one."""
    found: list[tuple[int, int]] = []
    behind = True
    at = 0
    for line in text.split("\n"):
        is_link = behind and bool(_LINK.fullmatch(line))
        if is_link:
            found.append((at, at + len(line)))
        behind = is_link or not line.strip()
        at += len(line) + 1
    return found


def _hidden(text: str) -> list[tuple[int, int]]:
    from lxml import html as lxml_html

    raw = _raw(text)
    root = lxml_html.Element("body")
    for start, end in raw:
        if text[start : start + 6].lower() == "<style":
            sheet = lxml_html.Element("style")
            sheet.text = re.sub(r"\A<[^<>]*>|</\w+\s*>\Z", "", text[start:end]).replace("\0", "")
            root.append(sheet)
    elements = _elements(text, root, raw)
    spans = list(raw)
    if elements:
        styles = Styles(root)
        spans += [(one.start, one.end) for one in elements if _is_hidden(one.node, styles)]
    return spans


def _raw(text: str) -> list[tuple[int, int]]:
    """Where elements stand whose words no page shows; those that are never closed are left."""
    found: list[tuple[int, int]] = []
    unclosed: set[str] = set()
    at = 0
    while match := _RAW.search(text, at):
        name, at = match[1].lower(), match.end()
        closing = None if name in unclosed else re.compile(rf"</{name}\s{{0,99}}>", re.I).search(text, at)
        if closing:
            at = closing.end()
            found.append((match.start(), at))
        else:
            unclosed.add(name)
    return found


def _elements(text: str, root: Any, raw: list[tuple[int, int]]) -> list[_Element]:
    """The elements of the text, as children of each other below `root`. One that is never closed ends at the next blank
    line."""
    from lxml import html as lxml_html

    found: list[_Element] = []
    open_: list[_Element] = []
    blanks = [match.start() for match in _BLANK.finditer(text)]
    beyond = iter([*raw, (len(text), len(text))])
    start, end = next(beyond)
    for match in _TAG.finditer(text):
        while match.start() >= end:
            start, end = next(beyond, (len(text), len(text) + 1))
        name = match[2].lower()
        if match.start() >= start or not _is_known(name):
            continue
        if match[1]:
            at = next((at for at in range(len(open_) - 1, -1, -1) if open_[at].node.tag == name), None)
            if at is not None:
                open_[at].end = match.end()
                del open_[at:]
            continue
        node = lxml_html.Element(name)
        for key, *values in _ATTRIBUTE.findall(match[3]):
            if re.fullmatch(r"[\w-]+", key):
                node.set(key.lower(), next(filter(None, values), ""))
        (open_[-1].node if open_ else root).append(node)
        if name not in _VOID and not match[4] and len(open_) < _DEEPEST:
            at = bisect_left(blanks, match.end())
            found.append(_Element(node, match.start(), blanks[at] if at < len(blanks) else len(text)))
            open_.append(found[-1])
    return found


def _is_known(name: str) -> bool:
    return name in _KNOWN or name in _VOID


def _is_hidden(node: Any, styles: Styles) -> bool:
    style = styles.of(node)
    if any(node.get(name) is not None for name in ("hidden", "popover")) or hides(style):
        return True
    if node.tag == "dialog" and node.get("open") is None:
        return True
    if not tags("hidden_classes").isdisjoint((node.get("class") or "").split()):
        return True
    if not style.get("color") and not style.get("-webkit-text-fill-color"):
        return False
    behind: Any = WHITE
    for one in [*reversed(list(node.iterancestors())), node]:
        behind = ground(styles.of(one), behind)
    return is_unseen(style, behind)
