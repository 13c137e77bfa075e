"""What the styles written in a page itself say of an element. Style sheets from elsewhere are not at hand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from corpus.readers.html.selectors import Selector, selector_of

_READ = frozenset({
    "display", "visibility", "content-visibility", "opacity", "filter", "text-decoration", "text-decoration-line",
    "vertical-align", "font", "font-size", "text-indent", "position", "left", "right", "top", "bottom", "margin-left",
    "margin-top", "transform", "clip", "clip-path", "overflow", "height", "width", "max-height", "max-width", "color",
    "background", "background-color", "background-image", "background-clip", "-webkit-background-clip", "list-style",
    "list-style-type", "-webkit-text-fill-color", "translate", "scale", "zoom", "line-height",
    "unicode-bidi", "direction",
})  # fmt: skip
_ON_SCREEN = re.compile(r"@media\s*(?:only\s+)?(?:screen|all)\s*\{|@(?:layer|supports)\b[^{};]*\{", re.I)
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?", re.I)
_IMPORTANT = re.compile(r"!\s*important\s*$", re.I)
_OVER = "!"  # behind the name of a property: this value stands over all that are not important
# A value that is none is passed over, and the one before it holds.
_ANYWHERE = r"inherit|initial|unset|revert(?:-layer)?|var\(.*"
_BOX = r"(?:(?:block|inline|flow|flex|grid|list-item|run-in|math|table|ruby|-webkit|-moz|-ms)(?:-[\w-]+)?)"
_VALUES = {
    "display": re.compile(rf"none|contents|{_ANYWHERE}|{_BOX}(?:\s+{_BOX})*"),
    "visibility": re.compile(rf"visible|hidden|collapse|{_ANYWHERE}"),
}
_ATTRIBUTES = {"color": "color", "bgcolor": "background-color"}  # of elements, as old pages have them


@dataclass(frozen=True, slots=True)
class _Rule:
    weight: int
    number: int
    selector: Selector
    values: dict[str, str]


class Styles:
    """The rules of a page whose selectors can be told from an element and those above it; others (`li:hover`) are left
    aside, and so are rules for print and for some screens only."""

    def __init__(self, root: Any) -> None:
        self._rules: defaultdict[str, list[_Rule]] = defaultdict(list)  # by a name that an element must have
        self._found: dict[tuple[Any, ...], dict[str, str]] = {}  # by tag, classes and id, where those decide
        rules = _rules(root)
        uses = Counter(name for rule in rules for name in rule.selector.last.classes)
        for rule in rules:
            last = rule.selector.last
            ids = [f"#{name}" for name in last.ids]
            # The class that fewest rules name: so few are tried in vain.
            classes = [f".{min(last.classes, key=lambda name: (uses[name], name))}"] if last.classes else []
            self._rules[(ids or classes or [last.tag])[0]].append(rule)

    def of(self, node: Any) -> dict[str, str]:
        """Properties and their values in small letters, those of its own attributes over those of the rules."""
        found = self._ruled(node) if self._rules else {}
        said = {name: value for key, name in _ATTRIBUTES.items() if (value := (node.get(key) or "").strip().lower())}
        own = node.get("style")
        found = said | found | _values(own) if own else said | found
        important = {name.removesuffix(_OVER): value for name, value in found.items() if name.endswith(_OVER)}
        return found | important if important else found

    def _ruled(self, node: Any) -> dict[str, str]:
        key = (node.tag, node.get("class"), node.get("id"))
        if key in self._found:
            return self._found[key]
        names = frozenset((node.get("class") or "").split())
        keys = ["", node.tag, *(f".{name}" for name in names), f"#{node.get('id')}"]
        tried = [rule for key in keys for rule in self._rules.get(key, ())]
        found: dict[str, str] = {}
        for rule in sorted(tried, key=lambda rule: (rule.weight, rule.number)):
            if rule.selector.fits(node):
                found |= rule.values
        if all(rule.selector.is_plain for rule in tried):
            self._found[key] = found
        return found


def _rules(root: Any) -> list[_Rule]:
    """The rules that can be read, each selector once: with all that is said of it, at its last place."""
    found: dict[Selector, _Rule] = {}
    count = 0
    for sheet in root.iter("style"):
        for rule in _without_at_rules(_without_comments(sheet.text or "")).split("}"):
            selectors, _, body = rule.partition("{")
            values = _values(body)
            for text in selectors.split(",") if values else ():
                selector = selector_of(text)
                if selector:
                    count += 1
                    earlier = found[selector].values if selector in found else {}
                    found[selector] = _Rule(selector.weight, count, selector, earlier | values)
    return list(found.values())


def strikes(style: dict[str, str]) -> bool:
    return any("line-through" in style.get(name, "") for name in ("text-decoration", "text-decoration-line"))


def raises(style: dict[str, str]) -> bool:
    return style.get("vertical-align") in ("super", "text-top")


def runs_backwards(node: Any, style: dict[str, str]) -> bool:
    """Whether the letters of an element are shown from right to left, whatever letters they are."""
    overrides = node.tag == "bdo" or style.get("unicode-bidi", "").endswith("override")
    return overrides and (style.get("direction") or (node.get("dir") or "").strip().lower()) == "rtl"


def _values(body: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in body.split(";"):
        name, _, said = (_unescaped(piece) for piece in part.partition(":"))
        name, value = name.strip().lower(), _IMPORTANT.sub("", said).strip().lower()
        if name in _READ and (name not in _VALUES or _VALUES[name].fullmatch(value)):
            found[name + _OVER if _IMPORTANT.search(said) else name] = value
    return found


def _unescaped(text: str) -> str:
    """With the letters that are written as their numbers (`no\\6e e`)."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), text)


def _without_comments(text: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := text.find("/*", at)) >= 0:
        parts.append(text[at:start])
        end = text.find("*/", start + 2)
        at = end + 2 if end >= 0 else len(text)
    return "".join(parts) + text[at:]


def _without_at_rules(text: str) -> str:
    """Without `@media print { … }` and its like, whose braces hold others; what is for any screen stays."""
    text = _ON_SCREEN.sub("", text)
    parts: list[str] = []
    at = 0
    while (start := text.find("@", at)) >= 0:
        parts.append(text[at:start])
        end = next((place for place in range(start, len(text)) if text[place] in "{;"), len(text))
        depth = int(text[end : end + 1] == "{")
        while depth and end + 1 < len(text):
            end += 1
            depth += (text[end] == "{") - (text[end] == "}")
        at = end + 1
    return "".join(parts) + text[at:]
