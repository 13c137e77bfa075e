"""Texts that stand far apart on one line, a place at the left and a date at the right: two texts, not one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.readers.pdf.lines import PageLine
from corpus.structure.wrapping import stays_open

_GAP = 3.0  # type sizes between them at least; no justified line is set so wide
_LETTER = 0.52  # of the type size
_BLANKS = re.compile(r"(?<=\S)[^\S\n]{8,}(?=\S)")
_LEADER = re.compile(r"[.·…_]{3}")
_WORDS = 2  # of each text at least: a number at the right may be that of a page


def texts_apart(lines: Sequence[PageLine], at: int) -> list[tuple[float, str]]:
    """(x, text) of each text on the line at `at`; none where it is one, or where a line beside it has parts as well: a
    row of a table, whose cells belong together."""
    line = lines[at]
    if line.aside or any(len(_parts(other)) > 1 for other in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])):
        return []
    parts = _parts(line)
    wordy = all(len(re.findall(r"\w+", text)) >= _WORDS and re.search(r"[^\W\d_]{2}", text) for _, text in parts)
    # A stretch may be left free in a sentence by what was struck there.
    whole = [text for _, text in parts[:-1] if stays_open(text)] or not parts[-1][1][:1].isupper()
    return parts if len(parts) == 2 and wordy and not whole and not _LEADER.search(line.text) else []


def _parts(line: PageLine) -> list[tuple[float, str]]:
    if line.table is not None:
        return []
    if len(line.cells) > 1:
        far = all(
            x - (before + _LETTER * line.size * len(text)) >= _GAP * line.size
            for (before, text), (x, _) in zip(line.cells, line.cells[1:], strict=False)
        )
        return line.cells if far else line.cells[:1]
    whole = "".join(text for _, text in line.runs).strip()
    texts = [" ".join(text.split()) for text in _BLANKS.split(whole)] if "  " in whole else [whole]
    return [(line.x, text) for text in texts if text]
