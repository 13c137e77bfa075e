"""The selectors of style sheets, matched against the tree of a page: `.a`, `div > p.b`, `li:nth-child(2) ~ li`,
`p:has(b)`, `:not(.x, [y$=z])` and what they are made of (Selectors Level 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from corpus.readers.html.css.pseudo import PSEUDO, Counts, Test, ask

_ESCAPED = r"\\[0-9a-fA-F]{1,6}\s?"
_IDENT = rf"-?(?:[A-Za-z_\u0080-\U0010ffff]|{_ESCAPED}|\\[^\n0-9a-fA-F])(?:[\w\u0080-\U0010ffff-]|{_ESCAPED}|\\[^\n])*"
_NAME = re.compile(r"(?:[\w\u0080-\U0010ffff-]|\\[0-9a-fA-F]{1,6}\s?|\\[^\n])+")
_TAG = re.compile(rf"(?:{_IDENT}|\*)")
_ATTRIBUTE = re.compile(
    rf"\[\s*(?:\w*\|)?({_IDENT})\s*(?:([~|^$*]?=)\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\]\"']+))\s*([iIsS])?\s*)?\]"
)
_COLONS = re.compile(rf"(::?)({_IDENT})")
_STEP = re.compile(r"\s*([>+~])\s*|\s+")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.S)
_MOST_STEPS = 12
_DEEPEST = 8
_MOST_BESIDE = 400  # elements before one that are looked at for `a ~ b`
# What a page that nobody touches has no element in; what stands for no words of the page.
_AT_NO_TIME = frozenset(PSEUDO["at_no_time"])
_NO_WORDS = re.compile(r"-(?:webkit|moz|ms|o)-.*|" + "|".join(PSEUDO["no_words"]))


class NotFollowed(Exception):
    """A selector that asks for more than is known here."""


class FitsNothing(Exception):
    """A selector of a state that a page has only while somebody uses it."""


@dataclass(frozen=True, slots=True)
class Compound:
    """What one element must be: its tag ("" for any), classes, ids, and all else as tests."""

    tag: str = ""
    classes: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    tests: tuple[Test, ...] = ()

    def fits(self, node: Any, counts: Counts) -> bool:
        if self.tag not in ("", node.tag) or not self.ids <= {node.get("id")}:
            return False
        if self.classes and not self.classes <= set((node.get("class") or "").split()):
            return False
        return all(ask(test, node, counts) for test in self.tests)


@dataclass(frozen=True, slots=True)
class Selector:
    """`above`: what must stand above or before the element, the nearest first, each with the sign that joins it to the
    one after it (" ", ">", "+", "~"). `part` is "before" or "after" for what styles put there, else ""."""

    last: Compound
    above: tuple[tuple[str, Compound], ...] = ()
    weight: int = 0
    part: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether tag, classes and id decide."""
        return not self.above and not self.last.tests

    def fits(self, node: Any, counts: Counts | None = None) -> bool:
        """`counts` are shared by all that is asked of one page."""
        counts = counts or Counts()
        if not self.above:
            return self.last.fits(node, counts)
        return self.last.fits(node, counts) and self._rest(node, 0, counts, {})

    def _rest(self, node: Any, at: int, counts: Counts, known: dict[tuple[Any, int], bool]) -> bool:
        if at == len(self.above):
            return True
        if (node, at) not in known:
            sign, compound = self.above[at]
            known[node, at] = any(
                compound.fits(one, counts) and self._rest(one, at + 1, counts, known) for one in _joined(node, sign)
            )
        return known[node, at]


def _joined(node: Any, sign: str) -> Iterator[Any]:
    """The elements that may stand on the other side of a sign."""
    if sign == " ":
        yield from node.iterancestors()
    elif sign == ">":
        parent = node.getparent()
        yield from () if parent is None else (parent,)
    else:
        before = (one for one in node.itersiblings(preceding=True) if isinstance(one.tag, str))
        yield from islice(before, 1 if sign == "+" else _MOST_BESIDE)


def unescaped(text: str) -> str:
    """With the letters that are written as their numbers (`no\\6e e`)."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: _letter(int(match[1], 16)) if match[1] else match[2], text)


def _letter(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def split_list(text: str) -> list[str]:
    """The parts of a list, commas within brackets and quotation marks aside."""
    parts, depth, start, quote = [], 0, 0, ""
    for at, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote and text[at - 1] != "\\" else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign == "," and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def selector_of(text: str, depth: int = 0) -> Selector:
    """Raises NotFollowed for a selector that asks for more than is known, FitsNothing for one that fits no element at
    rest."""
    text = text.strip()
    compounds: list[Compound] = []
    signs: list[str] = []
    at, weight, part = 0, 0, ""
    while at < len(text):
        if compounds:
            step = _STEP.match(text, at)
            if not step or part or len(compounds) >= _MOST_STEPS:
                raise NotFollowed
            signs.append(step[1] or " ")
            at = step.end()
        compound, own, part, end = _compound(text, at, depth)
        if end == at:
            raise NotFollowed
        compounds.append(compound)
        weight, at = weight + own, end
    if not compounds:
        raise NotFollowed
    return Selector(compounds[-1], tuple(zip(reversed(signs), reversed(compounds[:-1]), strict=True)), weight, part)


def _compound(text: str, at: int, depth: int) -> tuple[Compound, int, str, int]:
    """(the compound that begins at a place, its weight, the part that it names, where it ends)."""
    tag, part, weight = "", "", 0
    classes: set[str] = set()
    ids: set[str] = set()
    tests: list[Test] = []
    if named := _TAG.match(text, at):
        tag, at = unescaped(named[0]).lower().replace("*", ""), named.end()
        weight = int(bool(tag))
    while at < len(text) and text[at] in ".#[:":
        if text[at] in ".#":
            name = _NAME.match(text, at + 1)
            if not name:
                raise NotFollowed
            (classes if text[at] == "." else ids).add(unescaped(name[0]))
            weight, at = weight + (100 if text[at] == "." else 10_000), name.end()
        elif text[at] == "[":
            found = _ATTRIBUTE.match(text, at)
            if not found:
                raise NotFollowed
            value = next((one for one in found.groups()[2:5] if one is not None), "")
            folds = (found[6] or "").lower() == "i"
            tests.append(Test("[]", unescaped(found[1]).lower(), found[2] or "", unescaped(value), folds))
            weight, at = weight + 100, found.end()
        else:
            named = _COLONS.match(text, at)
            if not named:
                raise NotFollowed
            name_, end = named[2].lower(), named.end()
            given, end = _given(text, end)
            if name_ in ("before", "after"):
                part = name_
            elif name_ in _AT_NO_TIME or named[1] == "::" or _NO_WORDS.fullmatch(name_):
                if named[1] == "::" and name_ in PSEUDO["parts_with_words"]:
                    raise NotFollowed
                raise FitsNothing
            else:
                test, own = _pseudo(name_, given, depth)
                weight += own
                tests.append(test)
            at = end
        if part and at < len(text) and text[at] in ".#[:":
            raise FitsNothing if text[at] == ":" else NotFollowed
    return Compound(tag, frozenset(classes), frozenset(ids), tuple(tests)), weight, part, at


def _given(text: str, at: int) -> tuple[str, int]:
    """What stands in the brackets that open at a place ("" where none do), and where they end."""
    if at >= len(text) or text[at] != "(":
        return "", at
    depth = 0
    for end in range(at, len(text)):
        depth += (text[end] == "(") - (text[end] == ")")
        if not depth:
            return text[at + 1 : end], end + 1
    raise NotFollowed


def _pseudo(name: str, given: str, depth: int) -> tuple[Test, int]:
    if name in ("is", "where", "matches", "any", "-webkit-any", "-moz-any", "not", "has"):
        if depth >= _DEEPEST:
            raise NotFollowed
        inner = []
        for one in split_list(given):
            one, sign = one.strip(), " "
            if name == "has" and one[:1] in ("+", "~", ">"):
                one, sign = one[1:], one[0]
            try:
                inner.append((sign, selector_of(one, depth + 1)))
            except FitsNothing:
                continue
        own = 0 if name == "where" else max((one.weight for _, one in inner), default=0)
        return Test("not" if name == "not" else "has" if name == "has" else "is", inner=tuple(inner)), own
    if name.startswith("nth-") or name in PSEUDO["told"]:
        of = given.partition(" of ")
        if of[1]:
            raise NotFollowed
        return Test(name, of[0].strip().lower()), 100
    raise NotFollowed
