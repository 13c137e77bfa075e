"""Foot notes and end notes of a Word document, each a block of its own with the mark by which it is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from corpus.readers.word.words import Reference, Words
from corpus.readers.word.xml_names import W, number, part, value
from corpus.structure.lists import letters, roman
from corpus.structure.pieces import Piece
from corpus.structure.raised import raised
from corpus.text.normalize import squeeze

_SYMBOLS = "*†‡§"  # the order in which Word goes through them, then each twice, and so on
_FORMATS = {"lowerRoman": lambda n: roman(n).lower(), "upperRoman": roman, "lowerLetter": letters}
_USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}


class Notes:
    """The notes of a document: ask for each reference in its order, for Word counts them."""

    def __init__(self, document: Any, words: Words) -> None:
        self._words = words
        self._notes: dict[tuple[str, str], Any] = {}
        self._formats: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        settings = part(document, "settings")
        for kind, usual in _USUAL.items():
            root = part(document, f"{kind}s")
            for note in root.iterchildren(f"{W}{kind}") if root is not None else ():
                if note.get(f"{W}type") in (None, "normal"):
                    self._notes[kind, note.get(f"{W}id") or ""] = note
            stated = [*document.element.body.iter(f"{W}{kind}Pr")]
            stated += [*settings.iter(f"{W}{kind}Pr")] if settings is not None else []
            self._formats[kind] = next((found for one in stated if (found := value(one, "numFmt"))), usual)
            starts = (number(one, "numStart", 9999) for one in stated)
            self._counts[kind] = next((start - 1 for start in starts if start), 0)

    def pieces(self, references: Sequence[Reference]) -> Iterator[Piece]:
        """The notes that these marks name."""
        for reference in references:
            note = self._notes.get((reference.kind, reference.id))
            mark = reference.mark or self._count(reference.kind)
            if note is None:
                continue
            lines = [self._words.line(paragraph) for paragraph in note.iter(f"{W}p")]
            text = squeeze(" ".join(line.text for line in lines))
            if text and not text.startswith(raised("", mark).strip()):  # some write the mark a second time
                text = f"{raised('', mark)}{text}"
            if text:
                yield Piece("paragraph", text)

    def _count(self, kind: str) -> str:
        self._counts[kind] += 1
        count, style = self._counts[kind], self._formats[kind]
        if style == "chicago":
            return _SYMBOLS[(count - 1) % 4] * ((count - 1) // 4 + 1)
        return _FORMATS.get(style, str)(count)


def count_comments(document: Any) -> int:
    root = part(document, "comments")
    return 0 if root is None else len(root.findall(f"{W}comment"))
