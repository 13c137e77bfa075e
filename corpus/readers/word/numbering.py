"""The numbers that Word draws before paragraphs: "Compromiso 1.", "3.1", "a)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from corpus.readers.word.styles import Styles
from corpus.readers.word.xml_names import W, number, part, value
from corpus.structure.lists import letters, roman

_PLACE = re.compile(r"%([1-9])")
_MOST = 99_999
_ENGLISH = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts. `restart`: the level (from 1) that makes it begin again; 0: none does."""

    start: int
    format: str
    text: str
    suffix: str
    style: str
    legal: bool
    restart: int | None


@dataclass(frozen=True, slots=True)
class Label:
    """What is drawn before a paragraph of a list: `text` is "" for a bullet; `tight`: no space behind it; `level`: how
    deep in the list, from 0."""

    text: str
    tight: bool = False
    level: int = 0

    def before(self, words: str) -> str:
        return f"{self.text}{'' if self.tight else ' '}{words}".strip() if self.text else words


class Numbering:
    """The lists of a document and how far each has counted: ask once for each paragraph, in their order."""

    def __init__(self, document: Any, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}  # lists that are kept as a style: list → style
        self._numbers: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        root = part(document, "numbering")
        for one in root.iterchildren(f"{W}abstractNum") if root is not None else ():
            name = one.get(f"{W}abstractNumId") or ""
            self._lists[name] = dict(_level(level) for level in one.iterchildren(f"{W}lvl"))
            self._links[name] = value(one, "numStyleLink")
        for one in root.iterchildren(f"{W}num") if root is not None else ():
            self._numbers[one.get(f"{W}numId") or ""] = (value(one, "abstractNumId"), *_overrides(one))

    def label(self, paragraph: Any) -> Label | None:
        """What Word draws before the paragraph, which counts with this; None where it is in no list."""
        name, at = self._place(paragraph)
        abstract, levels, starts = self._list(name)
        level = levels.get(at)
        if level is None:
            return None
        counts = self._counts.setdefault(abstract, {})
        if name not in self._begun:
            self._begun.add(name)
            counts.update({one: start - 1 for one, start in starts.items()})
        counts[at] = min(counts.get(at, level.start - 1) + 1, _MOST)
        for deeper in [one for one in counts if one > at]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or at < restart:
                del counts[deeper]
        if level.format in ("bullet", "none") and not _PLACE.search(level.text):
            return Label("" if level.format == "bullet" else level.text.strip(), level.suffix == "nothing", at)
        text = _PLACE.sub(lambda match: self._written(levels, counts, int(match[1]) - 1, level.legal), level.text)
        return Label(text.strip(), level.suffix == "nothing" and not text.endswith(" "), at)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """(the list that the paragraph or its style belongs to, the level in it)."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        name, at = value(own, "numId"), number(own, "ilvl", 8)
        if name:
            return name, at or 0
        for style in self._styles.chain(self._styles.of_paragraph(paragraph)):
            stated = style.find(f"{W}pPr/{W}numPr")
            if name := value(stated, "numId"):
                at = number(stated, "ilvl", 8) if at is None else at
                linked = (one for one, level in self._list(name)[1].items() if level.style == style.get(f"{W}styleId"))
                return name, next(linked, 0) if at is None else at
        return "", 0

    def _list(self, name: str) -> tuple[str, dict[int, _Level], dict[int, int]]:
        """(what counts together, its levels, where this list begins anew)."""
        abstract, levels, starts = self._numbers.get(name, ("", {}, {}))
        link = self._links.get(abstract)
        for style in self._styles.chain(link) if link else ():
            named = value(style.find(f"{W}pPr/{W}numPr"), "numId")
            abstract = self._numbers.get(named, (abstract, {}, {}))[0]
            break
        return abstract, {**self._lists.get(abstract, {}), **levels}, starts

    def _written(self, levels: dict[int, _Level], counts: dict[int, int], at: int, legal: bool) -> str:
        level = levels.get(at)
        if level is None:
            return ""
        count = counts.setdefault(at, level.start)
        if legal or level.format == "decimal":
            return str(count)
        if level.format.startswith(("upper", "lower")):
            text = (roman if level.format.endswith("Roman") else letters)(count)
            return text.upper() if level.format.startswith("upper") else text.lower()
        if level.format == "ordinal":
            if self._styles.language == "en":
                return f"{count}{'th' if count % 100 in (11, 12, 13) else _ENGLISH.get(count % 10, 'th')}"
            return f"{count}.º"
        if level.format.startswith("0"):
            return str(count).zfill(len(level.format))
        return "" if level.format == "none" else str(count)


def _level(node: Any) -> tuple[int, _Level]:
    formats = [(one.get(f"{W}val") or "", one.get(f"{W}format") or "") for one in node.iter(f"{W}numFmt")]
    kind, pattern = formats[0] if formats else ("decimal", "")
    if kind == "custom":
        kind = pattern.split(",")[0].strip() if pattern.startswith("0") else formats[-1][0]
    at = node.get(f"{W}ilvl") or "0"
    start = number(node, "start", _MOST)
    return int(at) if at.isdecimal() else 0, _Level(
        start=1 if start is None else start,
        format="00" if kind == "decimalZero" else kind,
        text=value(node, "lvlText"),
        suffix=value(node, "suff"),
        style=value(node, "pStyle"),
        legal=node.find(f"{W}isLgl") is not None,
        restart=number(node, "lvlRestart", 9),
    )


def _overrides(node: Any) -> tuple[dict[int, _Level], dict[int, int]]:
    """(levels that this list counts in its own way, numbers that it begins with)."""
    levels: dict[int, _Level] = {}
    starts: dict[int, int] = {}
    for one in node.iterchildren(f"{W}lvlOverride"):
        at = one.get(f"{W}ilvl") or "0"
        at = int(at) if at.isdecimal() else 0
        own = one.find(f"{W}lvl")
        if own is not None:
            levels[at] = _level(own)[1]
        start = number(one, "startOverride", _MOST)
        if start is not None:
            starts[at] = start
    return levels, starts
