"""What the styles written in a page itself say of an element. Style sheets from elsewhere are not at hand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)", re.I)
_PART = re.compile(r"([.#])([\w-]+)")
_PROPERTIES = re.compile(
    r"\b(display|visibility|opacity|text-decoration(?:-line)?|vertical-align|font-size|text-indent|left|list-style(?:-type)?)"
    r"\s*:\s*([^;]+)",
    re.I,
)
_ZERO = re.compile(r"0(?:\.0+)?(?:px|pt|em|rem|%)?")
_FAR_OUT = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|em|rem|%)?")


@dataclass(frozen=True, slots=True)
class _Rule:
    weight: int
    number: int
    tag: str
    classes: frozenset[str]
    ids: frozenset[str]
    values: dict[str, str]

    def fits(self, node: Any, names: frozenset[str]) -> bool:
        return self.tag in ("", node.tag) and self.classes <= names and self.ids <= {node.get("id")}


class Styles:
    """The rules of a page that name a tag, classes or an id and nothing more; others (`nav > li:hover`) say too little
    about a single element. Rules for print and other media are left aside."""

    def __init__(self, root: Any) -> None:
        self._rules: defaultdict[str, list[_Rule]] = defaultdict(list)  # by a name that an element must have
        self._found: dict[tuple[Any, ...], dict[str, str]] = {}  # by tag, classes and id
        rules = _rules(root)
        uses = Counter(name for rule in rules for name in rule.classes)
        for rule in rules:
            ids = [f"#{name}" for name in rule.ids]
            # The class that fewest rules name: so few are tried in vain.
            classes = [f".{min(rule.classes, key=lambda name: (uses[name], name))}"] if rule.classes else []
            self._rules[(ids or classes or [rule.tag])[0]].append(rule)

    def of(self, node: Any) -> dict[str, str]:
        """Properties and their values, those of its own attribute over those of the rules."""
        own = node.get("style")
        if not self._rules and not own:
            return {}
        key = (node.tag, node.get("class"), node.get("id"))
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._ruled(node)
        return found | _values(own) if own else found

    def _ruled(self, node: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        names = frozenset((node.get("class") or "").split())
        keys = [node.tag, *(f".{name}" for name in names), f"#{node.get('id')}"]
        rules = [rule for key in keys for rule in self._rules.get(key, ()) if rule.fits(node, names)]
        for rule in sorted(rules, key=lambda rule: (rule.weight, rule.number)):
            found |= rule.values
        return found


def _rules(root: Any) -> list[_Rule]:
    """The rules that can be read, each selector once: with all that is said of it, at its last place."""
    found: dict[tuple[Any, ...], _Rule] = {}
    count = 0
    for sheet in root.iter("style"):
        for rule in _without_at_rules(_without_comments(sheet.text or "")).split("}"):
            selectors, _, body = rule.partition("{")
            values = _values(body)
            for selector in selectors.split(",") if values else ():
                match = _SELECTOR.fullmatch(selector.strip())
                if match and match[0]:
                    parts = _PART.findall(match[2])
                    classes = frozenset(name for mark, name in parts if mark == ".")
                    ids = frozenset(name for mark, name in parts if mark == "#")
                    weight = 100 * len(ids) + 10 * len(classes) + bool(match[1])
                    count += 1
                    key = ((match[1] or "").lower(), classes, ids)
                    earlier = found[key].values if key in found else {}
                    found[key] = _Rule(weight, count, *key, earlier | values)
    return list(found.values())


def hides(style: dict[str, str]) -> bool:
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or any(_ZERO.fullmatch(style.get(name, "")) is not None for name in ("opacity", "font-size"))
        or any(_FAR_OUT.fullmatch(style.get(name, "")) is not None for name in ("left", "text-indent"))
    )


def strikes(style: dict[str, str]) -> bool:
    return any("line-through" in style.get(name, "") for name in ("text-decoration", "text-decoration-line"))


def raises(style: dict[str, str]) -> bool:
    return style.get("vertical-align") in ("super", "text-top")


def _values(body: str) -> dict[str, str]:
    return {name.lower(): value.replace("!important", "").strip().lower() for name, value in _PROPERTIES.findall(body)}


def _without_comments(text: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := text.find("/*", at)) >= 0:
        parts.append(text[at:start])
        end = text.find("*/", start + 2)
        at = end + 2 if end >= 0 else len(text)
    return "".join(parts) + text[at:]


def _without_at_rules(text: str) -> str:
    """Without `@media … { … }` and its like, whose braces hold others."""
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
