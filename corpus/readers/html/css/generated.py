"""Words that style sheets put before and after an element (CSS Generated Content), with the counters in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from corpus.readers.html.css.selectors import unescaped
from corpus.readers.html.css.styles import Styles
from corpus.readers.html.hidden import hides
from corpus.readers.html.tags import tags
from corpus.structure.lists import letters, roman

_PIECE = re.compile(
    r"\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|([a-z-]+)\(((?:[^()\"']|\"[^\"]*\"|'[^']*'|\([^()]*\))*)\)|"
    r"([a-z-]+)|(/))\s*",
    re.I | re.S,
)
_QUOTED = re.compile(r"[\"'](.*)[\"']", re.S)
_SIGNS = {"open-quote": "“", "close-quote": "”", "no-open-quote": "", "no-close-quote": "", "": ""}
_NOTHING = ("none", "normal", "initial", "inherit", "unset", "revert")
_PICTURES = frozenset({"url", "image-set", "-webkit-image-set", "linear-gradient", "radial-gradient"})
_BULLETS = {"disc": "•", "circle": "◦", "square": "▪", "none": ""}
_WRITTEN: dict[str, Callable[[int], str]] = {
    "decimal": str, "decimal-leading-zero": "{:02}".format, "lower-alpha": lambda n: letters(n).lower(),
    "lower-latin": lambda n: letters(n).lower(), "upper-alpha": lambda n: letters(n).upper(),
    "upper-latin": lambda n: letters(n).upper(), "lower-roman": lambda n: roman(n).lower(),
    "upper-roman": lambda n: roman(n).upper(),
}  # fmt: skip
_COUNTING = re.compile(r"([^\s\d+-][^\s]*)(?:\s+([+-]?\d{1,6}))?")
_ICONS = re.compile(r"icon|awesome|glyph|dingbat|symbol")
_EMPTY = ("br", "hr", "img", "input", "select", "textarea", "option", "wbr")
_MOST = 99_999


class Generated:
    """The words around elements, which must be entered in the order of the page: counters go on."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._counters: dict[str, list[tuple[Any, int]]] = {}  # by name: the parent of who began it, and its value

    def enter(self, node: Any, style: Mapping[str, str]) -> None:
        """Count an element that is shown."""
        for name, said in (("counter-reset", "reset"), ("counter-increment", "add"), ("counter-set", "set")):
            if style.get(name, "none") not in _NOTHING:
                for counter, number in _COUNTING.findall(style[name]):
                    self._count(node, counter, said, int(number) if number else int(said == "add"))

    def beside(self, node: Any, part: str) -> str | None:
        """What stands "before" or "after" an element's own words; None where that cannot be told."""
        if node.tag in _EMPTY:
            return ""
        style = self._styles.of_part(node, part)
        if style.get("content", "none") in _NOTHING or hides(style):
            return ""
        self.enter(node, style)
        if _ICONS.search(style.get("font-family", "")):
            return ""
        words = self._words(style["content"], node)
        if words is None:
            return None
        words = "".join(letter for letter in words if unicodedata.category(letter) not in ("Co", "Cn", "Cs"))
        if all(letter.isspace() or letter in tags("drawn_only") for letter in words):
            return " " if words else ""
        return f" {words} " if style.get("display", "inline").split("-")[0] in ("block", "table", "list") else words

    def told(self, node: Any, part: str) -> str | None:
        """As `beside`, and nothing is counted."""
        style = self._styles.of_part(node, part)
        if style.get("content", "none") in _NOTHING or hides(style):
            return ""
        return self._words(style["content"], node)

    def _words(self, content: str, node: Any) -> str | None:
        words, at = "", 0
        while at < len(content):
            match = _PIECE.match(content, at)
            if not match:
                return None
            at = match.end()
            if match[6]:
                break  # what a screen reader says instead
            if match[3] is not None:
                said = self._function(match[3].lower(), match[4], node)
            elif match[5] is not None:
                said = _SIGNS.get(match[5].lower())
            else:
                said = unescaped(match[1] if match[1] is not None else match[2])
            if said is None:
                return None
            words += said
        return words

    def _function(self, name: str, given: str, node: Any) -> str | None:
        parts = [part.strip() for part in given.split(",")]
        if name in _PICTURES:
            return ""
        if name == "attr":
            asked = (parts[0].split() or [""])[0].lower()
            other = _QUOTED.fullmatch(parts[-1]) if len(parts) > 1 else None
            return node.get(asked) if node.get(asked) is not None else other[1] if other else ""
        if name not in ("counter", "counters") or parts[0] == "list-item":
            return None
        values = [value for _, value in self._open(node, parts[0])] or [0]
        joint = _QUOTED.fullmatch(parts[1]) if name == "counters" and len(parts) > 1 else None
        kind = parts[1] if name == "counter" and len(parts) > 1 else parts[2] if len(parts) > 2 else "decimal"
        if kind in _BULLETS:
            return _BULLETS[kind]
        if kind not in _WRITTEN or (name == "counters" and not joint):
            return None
        # Neither letters nor Roman numbers say nothing, or less than it.
        written = [_WRITTEN[kind](one) if 0 < one <= _MOST else str(one) for one in values]
        return joint[1].join(written) if joint else written[-1]

    def _open(self, node: Any, name: str) -> list[tuple[Any, int]]:
        """The counters of a name in whose reach an element stands, the outer ones first."""
        counters = self._counters.setdefault(name, [])
        above = set(node.iterancestors()) if counters else set()
        while counters and counters[-1][0] is not None and counters[-1][0] not in above:
            counters.pop()
        return counters

    def _count(self, node: Any, name: str, said: str, number: int) -> None:
        counters = self._open(node, name)
        parent = node.getparent()
        if said == "reset" or not counters:
            if counters and said == "reset" and counters[-1][0] is parent:
                counters.pop()
            # One that nobody began reaches as far as the page.
            counters.append((parent if said == "reset" else None, number))
        else:
            owner, value = counters[-1]
            counters[-1] = (owner, number if said == "set" else value + number)
