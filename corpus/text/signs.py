"""A text as signs with gaps between them: the form in which a copy is the same as what it was copied from.

Signs are letters, figures and all that is written, in NFC, with every quotation mark and apostrophe as one and the
same. White space, dashes and invisible characters are no signs: they make the gaps.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import regex

NONE, SPACE, DASH, CUT = range(4)  # kinds of gaps; CUT is a hyphen at the end of a line, inside a word
MARKS = "\"«»“”„‟‹›〝〞＂'’‘‚‛`´ʼ＇"
_MARK = '"'
_LINE = "\\n\\r\\x0b\\x0c\\x85\\u2028\\u2029"
# \p{Pd} and the minus. The two patterns that read whole sources are those of `re`, twice as fast as `regex` here.
DASHES = "\\-֊־᐀᠆‐-―⸗⸚⸺⸻⹀⹝〜〰゠︱︲﹘﹣－𐵮𐺭−"
_GAP = rf"\s{DASHES}\xad\u200b\u2060\ufeff"
_PIECE = re.compile(rf"([^{_GAP}{MARKS}]+)(?: (?=([^{_GAP}{MARKS}])))?|([{_GAP}]+)|[{MARKS}]+")
_WRITTEN, _SPACED, _GAPS = 1, 2, 3
_IS_CUT = re.compile(rf"\xad*[-‐][^\S{_LINE}]*[{_LINE}]\s*|\xad+\s+")
_DASHES = re.compile(rf"[{DASHES}](?:.*[{DASHES}])?", re.DOTALL)
_SPACE = re.compile(r"\s")
_CLUSTER = regex.compile(r"[\x00-\x7f]+(?![^\x00-\x7f])|\X")
_LETTER = regex.compile(r"[\p{L}\p{M}]")
_IN_WORD = regex.compile(r"[\p{L}\p{M}\p{N}_]")


@dataclass(frozen=True, slots=True)
class Form:
    """`gaps[n]` is the kind of gap before sign n, the last one of them that behind all signs. `starts` are the places
    of the signs in the composed text, `dashes` those of the dashes in gaps; `spans` tell where in the text itself each
    character of the composed one comes from (None: they are the same)."""

    signs: str
    gaps: bytes
    starts: list[int]
    dashes: dict[int, tuple[int, int]]
    composed: str
    spans: list[tuple[int, int]] | None

    def agrees(self, n: int, other: int) -> bool:
        """Does gap n say the same as a gap of the kind `other`, between the same signs?"""
        kinds = {self.gaps[n], other}
        if len(kinds) == 1 or kinds in ({CUT, NONE}, {CUT, DASH}):
            return True
        return kinds == {NONE, SPACE} and not self._parts(n)

    def _parts(self, n: int) -> bool:
        """Would a space there make two words, or two numbers, of one?"""
        left, right = self.signs[n - 1], self.signs[n]
        if _IN_WORD.match(left) and _IN_WORD.match(right):
            return True
        if left in ".," and right.isdigit():
            return n > 1 and self.signs[n - 2].isdigit()
        return right in ".," and left.isdigit() and self.signs[n + 1 : n + 2].isdigit()

    def run(self, first: int, last: int, wanted: Form) -> tuple[int, int] | None:
        """Where the signs [first, last) stand in the text, with the dashes that `wanted` has at its ends; None where
        it has some that are not there."""
        start, end = self.starts[first], self.starts[last - 1] + 1
        if self.signs[last - 1] == _MARK:  # several of them are one sign
            while end < len(self.composed) and self.composed[end] in MARKS:
                end += 1
        if 0 in wanted.dashes:
            if first not in self.dashes:
                return None
            start = self.dashes[first][0]
        if len(wanted.signs) in wanted.dashes:
            if last not in self.dashes:
                return None
            end = self.dashes[last][1]
        return (start, end) if self.spans is None else (self.spans[start][0], self.spans[end - 1][1])


def form_of(text: str) -> Form:
    """The form of a text, in one pass."""
    composed, spans = _composed(text)
    signs: list[str] = []
    gaps = bytearray()
    starts: list[int] = []
    dashes: dict[int, tuple[int, int]] = {}
    kind, last = NONE, ""
    for piece in _PIECE.finditer(composed):
        written, start = piece[_WRITTEN], piece.start()
        if written:
            signs.append(written)
            gaps.append(kind)
            gaps.extend(bytes(len(written) - 1))
            starts.extend(range(start, start + len(written)))
            kind, last = (SPACE if piece[_SPACED] else NONE), written[-1]
        elif gap := piece[_GAPS]:
            kind = _kind(gap, last, composed[piece.end() : piece.end() + 1])
            if found := _DASHES.search(gap):
                dashes[len(starts)] = (start + found.start(), start + found.end())
        else:
            signs.append(_MARK)
            gaps.append(kind)
            starts.append(start)
            kind, last = NONE, _MARK
    gaps.append(kind)
    return Form("".join(signs), bytes(gaps), starts, dashes, composed, spans)


def _kind(gap: str, before: str, after: str) -> int:
    """What the gap between two characters is ("": the text begins or ends there)."""
    if gap.isspace():
        return SPACE
    if _LETTER.match(before) and _LETTER.match(after) and _IS_CUT.fullmatch(gap):
        return CUT
    if _DASHES.search(gap):
        return DASH
    return SPACE if _SPACE.search(gap) else NONE


def _composed(text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """The text in NFC, and for each character of it the span it comes from; None where nothing had to be composed."""
    if unicodedata.is_normalized("NFC", text):
        return text, None
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _CLUSTER.finditer(text):
        part = unicodedata.normalize("NFC", match.group())
        parts.append(part)
        start, end = match.span()
        if part.isascii() and len(part) == end - start:
            spans.extend((at, at + 1) for at in range(start, end))
        else:
            spans.extend([(start, end)] * len(part))
    return "".join(parts), spans
