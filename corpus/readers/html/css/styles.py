"""What the styles written in a page itself say of an element. Style sheets from elsewhere are not at hand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from corpus.readers.html.css.pseudo import Counts
from corpus.readers.html.css.selectors import FitsNothing, NotFollowed, Selector, selector_of, unescaped
from corpus.readers.html.css.sheets import declarations, sheets_of
from corpus.readers.html.hidden import hides, is_unseen

_READ = frozenset({
    "display", "visibility", "content-visibility", "opacity", "filter", "text-decoration", "text-decoration-line",
    "vertical-align", "font", "font-size", "text-indent", "position", "left", "right", "top", "bottom", "margin-left",
    "margin-top", "transform", "clip", "clip-path", "overflow", "height", "width", "max-height", "max-width", "color",
    "background", "background-color", "background-image", "background-clip", "-webkit-background-clip", "list-style",
    "list-style-type", "-webkit-text-fill-color", "translate", "scale", "zoom", "line-height",
    "unicode-bidi", "direction", "content", "counter-reset", "counter-increment", "counter-set", "flex-direction",
    "flex-flow", "order", "mask", "mask-image", "-webkit-mask", "-webkit-mask-image", "animation", "animation-name",
    "animation-fill-mode", "inset", "font-family",
})  # fmt: skip
_CASED = ("content", "counter-reset", "counter-increment", "counter-set", "animation", "animation-name")
_IMPORTANT = re.compile(r"!\s*important\s*$", re.I)
_OVER = "!"  # behind the name of a property: this value stands over all that are not important
# A value that is none is passed over, and the one before it holds.
_ANYWHERE = r"inherit|initial|unset|revert(?:-layer)?|.*var\(.*"
_BOX = r"(?:(?:block|inline|flow|flex|grid|list-item|run-in|math|table|ruby|-webkit|-moz|-ms)(?:-[\w-]+)?)"
_VALUES = {
    "display": re.compile(rf"none|contents|{_ANYWHERE}|{_BOX}(?:\s+{_BOX})*", re.S),
    "visibility": re.compile(rf"visible|hidden|collapse|{_ANYWHERE}", re.S),
}
_ATTRIBUTES = {"color": "color", "bgcolor": "background-color"}  # of elements, as old pages have them
_VARIABLE = re.compile(r"var\(\s*(--[^\s,()]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)")
_MOST_TIMES = 20  # variables in each other
_LONGEST = 2000  # characters of a value


@dataclass(frozen=True, slots=True)
class _Rule:
    weight: tuple[bool, int]
    number: int
    selector: Selector
    values: dict[str, str]


class Styles:
    """The rules of a page on the screen of a desk that nobody touches. They are told from the page as it is when this
    is made: what is taken out of it later still counts for its neighbours.

    `unclear` is how many rules hide words, or put some, and could not be followed.
    """

    def __init__(self, root: Any) -> None:
        self.unclear = 0
        self._rules: dict[str, defaultdict[str, list[_Rule]]] = {}  # by a name that an element must have
        self._found: dict[tuple[Any, ...], dict[str, str]] = {}  # by tag, classes and id, where those decide
        self._fixed: dict[tuple[str, Any], dict[str, str]] = {}  # by element, where its place among others decides
        self._counts = Counts()
        sheet = sheets_of(root)
        self._moves = {name: _values(said) for name, said in sheet.moves.items()}
        rules = list(self._known(sheet.rules))
        for part in ("", "before", "after"):
            self._index([rule for rule in rules if rule.selector.part == part], part)
        if any(not rule.selector.is_plain for rule in rules):
            for node in root.iter():
                if isinstance(node.tag, str):
                    for part in self._rules:
                        self._ruled(node, part)

    def of(self, node: Any) -> dict[str, str]:
        """Properties and their values in small letters, those of its own attributes over those of the rules."""
        found = self._ruled(node, "") if self._rules else {}
        said = {name: value for key, name in _ATTRIBUTES.items() if (value := (node.get(key) or "").strip().lower())}
        own = node.get("style")
        found = said | found | _values(declarations(own)) if own else said | found
        return self._settled(found, node)

    def of_part(self, node: Any, part: str) -> dict[str, str]:
        """The same of what styles put "before" or "after" the words of an element."""
        return self._settled(self._ruled(node, part), node) if part in self._rules else {}

    def _settled(self, found: dict[str, str], node: Any) -> dict[str, str]:
        important = {name.removesuffix(_OVER): value for name, value in found.items() if name.endswith(_OVER)}
        found = found | important if important else found
        if any("var(" in value for value in found.values()):
            found = {name: self._with_variables(value, node) for name, value in found.items()}
        if self._moves and ("animation" in found or "animation-name" in found):
            words = re.split(r"[\s,]+", f"{found.get('animation', '')} {found.get('animation-name', '')}")
            fill = (*words, found.get("animation-fill-mode", ""))
            if "forwards" in fill or "both" in fill:
                for name in words:
                    found = found | self._moves.get(name, {})
        return found

    def _with_variables(self, value: str, node: Any) -> str:
        for _ in range(_MOST_TIMES):
            match = _VARIABLE.search(value)
            if not match or len(value) > _LONGEST:
                break
            value = value[: match.start()] + (self._variable(match[1], node) or match[2] or "") + value[match.end() :]
        return value.strip()

    def _variable(self, name: str, node: Any) -> str:
        for one in (node, *node.iterancestors()):
            found = self._ruled(one, "") if self._rules else {}
            own = one.get("style") or ""
            found = found | _values(declarations(own)) if "--" in own else found
            if value := found.get(name + _OVER) or found.get(name):
                return value
        return ""

    def _known(self, texts: Iterable[Any]) -> Iterable[_Rule]:
        """The rules that can be read, each selector once: with all that is said of it, at its last place."""
        found: dict[tuple[Selector, bool], _Rule] = {}
        count = 0
        for text in texts:
            values = _values(text.said)
            if not values:
                continue
            try:
                selector = selector_of(text.selector)
                if not text.surely:
                    raise NotFollowed
            except FitsNothing:
                continue
            except NotFollowed:
                self.unclear += changes_words(values)
                continue
            count += 1
            key = (selector, text.layered)
            earlier = found[key].values if key in found else {}
            found[key] = _Rule((not text.layered, selector.weight), count, selector, earlier | values)
        return found.values()

    def _index(self, rules: list[_Rule], part: str) -> None:
        if not rules:
            return
        uses = Counter(name for rule in rules for name in rule.selector.last.classes)
        self._rules[part] = defaultdict(list)
        for rule in rules:
            last = rule.selector.last
            ids = [f"#{name}" for name in last.ids]
            # The class that fewest rules name: so few are tried in vain.
            classes = [f".{min(last.classes, key=lambda name: (uses[name], name))}"] if last.classes else []
            self._rules[part][(ids or classes or [last.tag])[0]].append(rule)

    def _ruled(self, node: Any, part: str) -> dict[str, str]:
        if (part, node) in self._fixed:
            return self._fixed[part, node]
        key = (part, node.tag, node.get("class"), node.get("id"))
        if key in self._found:
            return self._found[key]
        names = frozenset((node.get("class") or "").split())
        keys = ["", node.tag, *(f".{name}" for name in names), f"#{node.get('id')}"]
        rules: dict[str, list[_Rule]] = dict(self._rules.get(part, {}))
        tried = [rule for key in keys for rule in rules.get(key, ())]
        found: dict[str, str] = {}
        for rule in sorted(tried, key=lambda rule: (rule.weight, rule.number)):
            if rule.selector.fits(node, self._counts):
                found |= rule.values
        if all(rule.selector.is_plain for rule in tried):
            self._found[key] = found
        else:
            self._fixed[part, node] = found
        return found


def changes_words(values: dict[str, str]) -> bool:
    """Whether these properties hide words, or put some beside them."""
    plain = {name.removesuffix(_OVER): value for name, value in values.items()}
    said = plain.get("content", "")
    return (
        hides(plain) or is_unseen(plain, None) or any(letter.isalnum() for letter in re.sub(r"\\[0-9a-f]+", "", said))
    )


def strikes(style: dict[str, str]) -> bool:
    return any("line-through" in style.get(name, "") for name in ("text-decoration", "text-decoration-line"))


def raises(style: dict[str, str]) -> bool:
    return style.get("vertical-align") in ("super", "text-top")


def runs_backwards(node: Any, style: dict[str, str]) -> bool:
    """Whether the letters of an element are shown from right to left, whatever letters they are."""
    overrides = node.tag == "bdo" or style.get("unicode-bidi", "").endswith("override")
    return overrides and (style.get("direction") or (node.get("dir") or "").strip().lower()) == "rtl"


def _values(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, given in said:
        important = _IMPORTANT.search(given)
        value = (given[: important.start()] if important else given).strip()
        name = unescaped(name)
        if not name.startswith("--"):
            name = name.lower()
            value = value if name in _CASED else unescaped(value).lower()
        if (name in _READ or name.startswith("--")) and (name not in _VALUES or _VALUES[name].fullmatch(value)):
            found[name + _OVER if important else name] = value
    return found
