"""The words of text frames and tables on slides: struck ones are left out and counted, list numbers are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from corpus.structure.lists import letters, roman
from corpus.structure.markup import join_items
from corpus.structure.raised import note_letters, raised, without_typed_marks
from corpus.structure.tables.rows import Row
from corpus.structure.tables.tables import CARRIED, Grid
from corpus.text.normalize import clean, squeeze

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_COUNTED = re.compile(r"(arabic|romanUc|romanLc|alphaUc|alphaLc)(Period|ParenR|ParenBoth|Plain|Minus)")
_FORMS = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}", "Minus": "{}-"}
_WRITTEN: dict[str, Callable[[int], str]] = {"arabi": str, "roman": roman, "alpha": letters}
_BULLETS = ("buChar", "buBlip")
_ORDINAL = ("a", "o")
_MOST = 99_999


@dataclass(slots=True)
class Line:
    """A paragraph: its words, how deep it is indented, the number drawn before it, whether a bullet is."""

    text: str
    level: int = 0
    number: str = ""
    bullet: bool = False
    plain: bool = False  # it says itself that it has no bullet
    size: float = 0.0  # points, where the text says so itself

    @property
    def shown(self) -> str:
        return f"{self.number} {self.text}".strip()


class Words:
    """Reads text frames; `struck` and `hidden` count the words that are left out. `hides` says of a run whether nobody
    sees it."""

    def __init__(self, hides: Callable[[Any], bool] = lambda run: False) -> None:
        self.struck = self.hidden = 0
        self.hides = hides
        self._notes: tuple[Any, frozenset[str]] = (None, frozenset())  # of a slide

    def lines(self, body: Any) -> list[Line]:
        """The paragraphs of a text frame that say something."""
        found: list[Line] = []
        counts: dict[int, int] = {}
        for paragraph in body.iterchildren(f"{A}p"):
            line = self._line(paragraph)
            if not line.text:
                continue
            self._number(line, _property(paragraph, body, line.level, "buAutoNum"), counts)
            own = paragraph.find(f"{A}pPr")
            line.plain = own is not None and own.find(f"{A}buNone") is not None
            line.bullet = any(_property(paragraph, body, line.level, name) is not None for name in _BULLETS)
            found.append(line)
        return found

    def text(self, body: Any) -> str:
        """A text frame as one line."""
        return " ".join(line.shown for line in self.lines(body))

    def _line(self, paragraph: Any) -> Line:
        text, size = "", 0.0
        runs = list(_runs(paragraph))
        letters = self._letters(paragraph) if any(_run_text(run).strip() in _ORDINAL for run in runs) else frozenset()
        for at, run in enumerate(runs):
            words, after = _run_text(run), "".join(map(_run_text, runs[at + 1 : at + 2]))
            properties = run.find(f"{A}rPr")
            look = dict(properties.attrib) if properties is not None else {}
            if look.get("strike", "noStrike") != "noStrike":
                self.struck += len(words.split())
                continue
            if self.hides(run):
                self.hidden += len(words.split())
                continue
            stated = look.get("sz", "")
            size = max(size, int(stated[:6]) / 100 if stated.isdecimal() else 0.0)
            high = look.get("baseline", "0").removesuffix("%")
            is_high = high.replace(".", "").isdecimal() and float(high) > 0
            text += raised(text, words, after, letters) if is_high and words.strip() else words
        properties = paragraph.find(f"{A}pPr")
        level = properties.get("lvl", "0") if properties is not None else "0"
        depth = int(level) if level.isdecimal() and len(level) == 1 else 0
        return Line(squeeze(clean(without_typed_marks(text))), depth, size=size)

    def _letters(self, paragraph: Any) -> frozenset[str]:
        """The letters of the notes on the paragraph's slide."""
        page = paragraph.getroottree().getroot()
        if self._notes[0] is not page:
            openings = ("".join(islice(one.itertext(), 3)).strip() for one in page.iter(f"{A}p"))
            self._notes = (page, note_letters(openings))
        return self._notes[1]

    def _number(self, line: Line, counted: Any, counts: dict[int, int]) -> None:
        for deeper in [level for level in counts if level > line.level]:
            del counts[deeper]
        kind = _COUNTED.match(counted.get("type", "")) if counted is not None else None
        if kind is None:
            counts.pop(line.level, None)
            return
        start = counted.get("startAt", "1")
        first = int(start[:6]) if start.isdecimal() else 1
        count = counts[line.level] = min(counts.get(line.level, first - 1) + 1, _MOST)
        text = _WRITTEN[kind[1][:5]](count)
        line.number = _FORMS[kind[2]].format(text.upper() if kind[1].endswith("Uc") else text.lower())


def _property(paragraph: Any, body: Any, level: int, name: str) -> Any:
    """A property of the list, from the paragraph or from its text frame; None where the paragraph itself has none."""
    own = paragraph.find(f"{A}pPr")
    if own is not None:
        if (found := own.find(f"{A}{name}")) is not None:
            return found
        if any(own.find(f"{A}{other}") is not None for other in ("buNone", "buAutoNum", *_BULLETS)):
            return None
    return body.find(f"{A}lstStyle/{A}lvl{level + 1}pPr/{A}{name}")


def _runs(paragraph: Any) -> Iterator[Any]:
    for child in paragraph:
        if child.tag in (f"{A}r", f"{A}br", f"{A}fld"):
            yield child


def _run_text(run: Any) -> str:
    return " " if run.tag == f"{A}br" else (run.findtext(f"{A}t") or "").replace("\v", " ")


_ON = ("1", "true")
_MOST_CELLS = 100  # columns of one cell


def grid_of_table(table: Any, words: Words) -> Grid:
    """What is merged is said once across, and in each row that it reaches down to."""
    rows: list[Row] = []
    above: dict[int, str] = {}
    for line in table.iterchildren(f"{A}tr"):
        row = Row([])
        for at, cell in enumerate(line.iterchildren(f"{A}tc")):
            body = cell.find(f"{A}txBody")
            lines = words.lines(body) if body is not None else []
            listed = sum(bool(one.number or one.bullet) for one in lines) > 1
            text = join_items([one.shown for one in lines]) if listed else " ".join(one.shown for one in lines)
            if cell.get("vMerge") in _ON:
                text = above.get(at, "") if cell.get("hMerge") not in _ON else ""
                text = text if len(text) <= CARRIED else ""
                row.carried |= {at}
            elif cell.get("hMerge") in _ON:
                text = ""
            span = cell.get("gridSpan", "1")
            if span.isdecimal() and 1 < int(span[:4]) <= _MOST_CELLS:
                row.spans[at] = int(span[:4])
            above[at] = text
            row.cells.append(text)
        rows.append(row)
    properties = table.find(f"{A}tblPr")
    if rows and properties is not None and properties.get("firstRow") in _ON:
        # Set apart from the others, but by default so: that alone makes it no header.
        rows[0].bold = [True] * len(rows[0].cells)
    return Grid(rows, marked=True)
