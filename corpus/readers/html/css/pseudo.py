"""What selectors ask of an element beyond its tag, class and id: attributes, its place among others, what is in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from corpus.data import table

PSEUDO: dict[str, list[str]] = table("corpus.readers.html", "html")["pseudo"]
_NTH = re.compile(r"([+-]?\d*)n(?:\s*([+-])\s*(\d+))?|([+-]?\d+)")
_MOST_BELOW = 5000  # elements that are looked at for `:has()`
_FIELDS = ("input", "select", "textarea", "button", "option", "optgroup", "fieldset")


@dataclass(frozen=True, slots=True)
class Test:
    """`kind` is "[]" for an attribute (`name`, `sign`, `value`, whether small and capital letters are alike), "is",
    "not" and "has" for other selectors (`inner`, with the sign before each), else the name of a pseudo-class."""

    kind: str
    name: str = ""
    sign: str = ""
    value: str = ""
    folds: bool = False
    inner: tuple[tuple[str, Any], ...] = ()


class Counts:
    """The places of elements among those beside them, each parent's counted once; the tree must stay as it is."""

    def __init__(self) -> None:
        self._known: dict[Any, dict[Any, tuple[int, int, int, int]]] = {}

    def of(self, node: Any) -> tuple[int, int, int, int]:
        """(which one it is, from the end; which of its tag, from the end); each from 1."""
        parent = node.getparent()
        if parent is None:
            return 1, 1, 1, 1
        if parent not in self._known:
            children = [one for one in parent if isinstance(one.tag, str)]
            ahead = _numbered(children)
            behind = _numbered(children[::-1])
            self._known[parent] = {
                one: (ahead[one][0], behind[one][0], ahead[one][1], behind[one][1]) for one in children
            }
        return self._known[parent][node]


def _numbered(children: list[Any]) -> dict[Any, tuple[int, int]]:
    tags: dict[str, int] = {}
    found = {}
    for at, one in enumerate(children, 1):
        tags[one.tag] = tags.get(one.tag, 0) + 1
        found[one] = (at, tags[one.tag])
    return found


def ask(test: Test, node: Any, counts: Counts) -> bool:
    match test.kind:
        case "[]":
            return _has(node, test)
        case "is":
            return any(one.fits(node, counts) for _, one in test.inner)
        case "not":
            return not any(one.fits(node, counts) for _, one in test.inner)
        case "has":
            return any(_holds(node, sign, one, counts) for sign, one in test.inner)
        case "root":
            return node.getparent() is None
        case "scope":
            return node.getparent() is None
        case "empty":
            return not len(node) and not node.text
        case "checked":
            return node.get("checked") is not None or node.get("selected") is not None
        case "disabled":
            return node.tag in _FIELDS and node.get("disabled") is not None
        case "enabled":
            return node.tag in _FIELDS and node.get("disabled") is None
        case "required" | "optional":
            return node.tag in _FIELDS[:3] and (node.get("required") is not None) == (test.kind == "required")
        case "open":
            return node.get("open") is not None
        case "link" | "any-link":
            return node.tag in ("a", "area") and node.get("href") is not None
        case "read-only":
            return node.tag not in ("input", "textarea") or node.get("readonly") is not None
        case "read-write":
            return node.tag in ("input", "textarea") and node.get("readonly") is None
        case "defined":
            return "-" not in node.tag
        case "placeholder-shown":
            return node.get("placeholder") is not None and not node.get("value")
        case "lang":
            said = next((one.get("lang") for one in (node, *node.iterancestors()) if one.get("lang")), "") or ""
            asked = test.name.strip("\"'")
            return said.lower() == asked or said.lower().startswith(f"{asked}-")
        case "dir":
            said = next((one.get("dir") for one in (node, *node.iterancestors()) if one.get("dir")), "ltr") or ""
            return said.lower() == test.name
    return _stands(test, *counts.of(node))


def _stands(test: Test, first: int, last: int, first_of: int, last_of: int) -> bool:
    match test.kind:
        case "first-child":
            return first == 1
        case "last-child":
            return last == 1
        case "only-child":
            return first == last == 1
        case "first-of-type":
            return first_of == 1
        case "last-of-type":
            return last_of == 1
        case "only-of-type":
            return first_of == last_of == 1
        case "nth-child":
            return _nth(test.name, first)
        case "nth-last-child":
            return _nth(test.name, last)
        case "nth-of-type":
            return _nth(test.name, first_of)
        case "nth-last-of-type":
            return _nth(test.name, last_of)
    return False


def _nth(formula: str, place: int) -> bool:
    formula = {"even": "2n", "odd": "2n+1"}.get(formula, formula)
    match = _NTH.fullmatch(formula)
    if not match:
        return False
    if match[4]:
        return place == int(match[4])
    step = int(match[1] + "1") if match[1] in ("", "+", "-") else int(match[1])
    rest = place - int((match[2] or "") + (match[3] or "0"))
    return rest == 0 if step == 0 else rest % step == 0 and rest // step >= 0


def _holds(node: Any, sign: str, selector: Any, counts: Counts) -> bool:
    """Whether an element that fits stands in the node, right in it, right after it or after it."""
    if sign == ">":
        found = iter(node)
    elif sign in "+~":
        found = node.itersiblings()
    else:
        found = node.iterdescendants()
    elements = (one for one in found if isinstance(one.tag, str))
    return any(selector.fits(one, counts) for one in islice(elements, 1 if sign == "+" else _MOST_BELOW))


def _has(node: Any, test: Test) -> bool:
    found = node.get(test.name)
    if found is None or not test.sign:
        return found is not None
    value = test.value
    if test.folds:
        found, value = found.lower(), value.lower()
    match test.sign:
        case "=":
            return bool(found == value)
        case "~=":
            return value in found.split()
        case "|=":
            return bool(found == value or found.startswith(f"{value}-"))
    if not value:
        return False
    if test.sign == "^=":
        return bool(found.startswith(value))
    return bool(found.endswith(value)) if test.sign == "$=" else value in found
