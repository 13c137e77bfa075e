"""The selectors of style sheets that can be told from an element and those above it: `.a`, `div > p.b`, `[hidden]`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_COMPOUND = re.compile(r"(\*|[a-z][a-z0-9]*)?((?:[.#][\w-]+|\[[^\]\[]+\])*)", re.I)
_PART = re.compile(r"([.#])([\w-]+)|\[\s*([\w-]+)\s*(?:(~?=)\s*[\"']?([^\"'\]]*)[\"']?\s*)?\]")
_STEP = re.compile(r"\s*>\s*|\s+")
_MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class Compound:
    """What one element must be: its tag ("" for any), classes, ids, and attributes (name, sign, value)."""

    tag: str
    classes: frozenset[str]
    ids: frozenset[str]
    attributes: tuple[tuple[str, str, str], ...]

    @property
    def weight(self) -> int:
        return 100 * len(self.ids) + 10 * (len(self.classes) + len(self.attributes)) + bool(self.tag)

    def fits(self, node: Any) -> bool:
        if self.tag not in ("", node.tag) or not self.ids <= {node.get("id")}:
            return False
        if self.classes and not self.classes <= set((node.get("class") or "").split()):
            return False
        return all(_has(node, *attribute) for attribute in self.attributes)


@dataclass(frozen=True, slots=True)
class Selector:
    """`above`: what must stand above the element, the nearest first; True where it must be its parent."""

    last: Compound
    above: tuple[tuple[bool, Compound], ...] = ()

    @property
    def weight(self) -> int:
        return self.last.weight + sum(compound.weight for _, compound in self.above)

    @property
    def is_plain(self) -> bool:
        """Whether tag, classes and id decide."""
        return not self.above and not self.last.attributes

    def fits(self, node: Any) -> bool:
        if not self.last.fits(node):
            return False
        for is_parent, compound in self.above:
            node = node.getparent()
            while node is not None and not compound.fits(node):
                node = None if is_parent else node.getparent()
            if node is None:
                return False
        return True


def selector_of(text: str) -> Selector | None:
    """None for a selector that asks for more: states (`:hover`), elements beside it, counts."""
    compounds = [_compound(part) for part in _STEP.split(text.strip())]
    if None in compounds or not compounds or len(compounds) > _MOST_STEPS:
        return None
    known = [compound for compound in compounds if compound is not None]
    parents = [">" in step for step in _STEP.findall(text.strip())]
    return Selector(known[-1], tuple(zip(reversed(parents), reversed(known[:-1]), strict=True)))


def _compound(text: str) -> Compound | None:
    match = _COMPOUND.fullmatch(text)
    if not match or not match[0]:
        return None
    parts = _PART.findall(match[2])
    if "".join(match[2].split()).count("[") != sum(bool(name) for _, _, name, _, _ in parts):
        return None
    return Compound(
        tag=(match[1] or "").lower().replace("*", ""),
        classes=frozenset(name for mark, name, *_ in parts if mark == "."),
        ids=frozenset(name for mark, name, *_ in parts if mark == "#"),
        attributes=tuple((name.lower(), sign, value) for _, _, name, sign, value in parts if name),
    )


def _has(node: Any, name: str, sign: str, value: str) -> bool:
    found = node.get(name)
    if found is None or not sign:
        return found is not None
    return value in found.split() if sign == "~=" else found == value
