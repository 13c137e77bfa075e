"""The words that a paragraph of a Word document shows: what is struck, deleted or hidden is counted and left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from corpus.readers.word.numbering import Label, Numbering
from corpus.readers.word.styles import Styles
from corpus.readers.word.unseen import Unseen, codes_of_fields, is_off_page
from corpus.readers.word.xml_names import W, is_on
from corpus.structure.raised import note_letters, raised, without_typed_marks
from corpus.text.normalize import clean

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SPACES = (f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr")
_REFERENCES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


@dataclass(frozen=True, slots=True)
class Reference:
    """The mark of a note in running text. `mark` is "" where Word counts it itself."""

    kind: str
    id: str
    mark: str


@dataclass(slots=True)
class Line:
    """A paragraph: its words, whether all are bold, its number in a list, the notes it names, the text boxes that hang
    on it."""

    text: str = ""
    bold: bool = False
    label: Label | None = None
    references: list[Reference] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class _Part:
    text: str
    bold: bool = False
    raised: bool = False


class Words:
    """Reads paragraphs, each once and in their order: lists count on."""

    def __init__(self, styles: Styles, numbering: Numbering, unseen: Unseen) -> None:
        self.struck = self.hidden = 0
        self._unseen = unseen
        self._codes: set[Any] = set()  # texts in the codes of fields, of the paragraph that is read
        self._styles = styles
        self._numbering = numbering
        self._letters: frozenset[str] = frozenset()

    def know_notes(self, body: Any) -> None:
        """Look for notes that are typed below a table or a text."""
        self._letters = note_letters(_opening(paragraph) for paragraph in body.iter(f"{W}p"))

    def line(self, paragraph: Any) -> Line:
        line = Line()
        self._codes = codes_of_fields(paragraph)
        if self._unseen.hides_paragraph(paragraph):
            self.hide(paragraph)
            return line
        parts = list(self._parts(paragraph, paragraph, line))
        line.text = without_typed_marks(clean(_joined(parts, self._letters)))
        worded = [part for part in parts if part.text.strip() and not part.raised]
        line.bold = bool(worded) and all(part.bold for part in worded)
        if line.text.strip() or not _mark_is_gone(paragraph):
            line.label = self._numbering.label(paragraph)
        return line

    def strike(self, node: Any) -> None:
        """Count the words of something that is deleted as a whole."""
        self.struck += _count(node)

    def hide(self, node: Any) -> None:
        self.hidden += _count(node)

    def _parts(self, node: Any, paragraph: Any, line: Line) -> Iterator[_Part]:
        for child in node:
            tag = child.tag
            if tag == f"{W}r":
                yield from self._run(child, paragraph, line)
            elif tag == f"{W}del":
                self.strike(child)
            elif tag == f"{W}txbxContent":
                if is_off_page(child):
                    self.hide(child)
                else:
                    line.boxes.append(child)
            elif tag == _MATH_TEXT:
                yield _Part(child.text or "")
            elif not _is_unread(child):
                yield from self._parts(child, paragraph, line)

    def _run(self, run: Any, paragraph: Any, line: Line) -> Iterator[_Part]:
        if self._styles.is_set(run, paragraph, "vanish", "specVanish") or self._unseen.hides_run(run, paragraph):
            self.hide(run)
            return
        if self._styles.is_set(run, paragraph, "strike", "dstrike"):
            self.strike(run)
            return
        bold = is_on(run.find(f"{W}rPr/{W}b"))
        is_raised = self._styles.is_raised(run, paragraph)
        own_mark: Reference | None = None
        for child in run:
            if child.tag in _REFERENCES:
                found = Reference(_REFERENCES[child.tag], child.get(f"{W}id") or "", "")
                own_mark = found if child.get(f"{W}customMarkFollows") in ("1", "true", "on") else None
                if own_mark is None:
                    line.references.append(found)
            elif own_mark is not None and child.tag == f"{W}t":
                line.references.append(Reference(own_mark.kind, own_mark.id, (child.text or "").strip()))
                own_mark = None
            elif child in self._codes:
                self.hidden += len((child.text or "").split())
            elif (text := _shown(child)) is not None:
                yield _Part(text, bold, is_raised)
            elif not _is_unread(child):
                yield from self._parts(child, paragraph, line)


def _shown(node: Any) -> str | None:
    """What an element of a run shows; None for one that is no text."""
    if node.tag == f"{W}t":
        return node.text or ""
    if node.tag in _SPACES:
        return " "
    if node.tag == f"{W}noBreakHyphen":
        return "-"
    if node.tag == f"{W}sym":  # a character of a symbol font: a tick, a box
        code = node.get(f"{W}char") or ""
        return chr(int(code, 16)) if len(code) == 4 and all(char in "0123456789abcdefABCDEF" for char in code) else ""
    return None


def _is_unread(node: Any) -> bool:
    """Copies of what stands elsewhere, and what a form asks where nobody has answered."""
    if not isinstance(node.tag, str):
        return True
    if node.tag == f"{W}sdt" and node.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
        return True
    return node.tag in (f"{W}moveFrom", f"{W}rt", f"{W}pPr", f"{W}rPr", f"{W}sdtPr") or node.tag.endswith("}Fallback")


def _opening(paragraph: Any) -> str:
    return "".join(node.text or "" for node in islice(paragraph.iter(f"{W}t"), 3)).strip()


def _joined(parts: list[_Part], letters: frozenset[str]) -> str:
    """The words of all parts. Raised ones that follow each other are one: Word parts runs anywhere. `letters` are those
    that notes begin with."""
    runs: list[_Part] = []
    for part in parts:
        if runs and runs[-1].raised == part.raised:
            runs[-1] = _Part(runs[-1].text + part.text, raised=part.raised)
        elif part.text:
            runs.append(part)
    text = ""
    for at, run in enumerate(runs):
        after = runs[at + 1].text if at + 1 < len(runs) else ""
        text += raised(text, run.text, after, letters) if run.raised else run.text
    return text


def _mark_is_gone(paragraph: Any) -> bool:
    """Whether the paragraph's end is deleted or hidden, so that nothing is left of it."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    if properties is None:
        return False
    gone = any(properties.find(f"{W}{tag}") is not None for tag in ("del", "moveFrom"))
    return gone or is_on(properties.find(f"{W}vanish"))


def _count(node: Any) -> int:
    parts = node.iter(f"{W}t", f"{W}delText", f"{W}p")
    return len("".join(" " if one.tag == f"{W}p" else one.text or "" for one in parts).split())
