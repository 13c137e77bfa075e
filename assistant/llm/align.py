"""Where in a source a quotation stands.

Of a quotation that is not in the source letter for letter, these differences are passed over, since copying makes them
and nothing is said by them: the kind and amount of white space, words cut by a hyphen at the end of a line (and soft
hyphens), the kind of quotation marks, apostrophes and dashes, and composed or decomposed accents. Letters, their case
and accents, figures, words and any other sign must be the same.

Both texts are brought into a form of signs with gaps between them (corpus/text/signs.py). Where the signs of the
quotation stand among those of the source, the gaps decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from corpus.text.signs import MARKS, Form, form_of

_AROUND = f"{MARKS}…\xad\u200b\u2060\ufeff"
_ELLIPSES = ("...", "[...]", "[…]", "(...)", "(…)")
_SAYS = regex.compile(r"[\p{L}\p{N}]")
_KEPT = 64  # sources whose form is kept: those of a request are asked for quotation after quotation
_COMPARISONS = 200_000  # of gaps in one call; a text made to need more holds no quotation

# Places inside a word or number, where nothing may begin or end. Words hold hyphens and apostrophes, and may be cut at
# the end of a line; numbers hold signs, points, commas and spaces between groups of three; dates hold hyphens
# or strokes.
_INSIDE = regex.compile(
    r"""
    (?<=[\p{L}\p{M}\p{N}_\xad])\xad*(?=[\p{L}\p{M}\p{N}_])
  | (?<=\p{N})(?=[.,:'’]\p{N}) | (?<=\p{N}[.,:'’])(?=\p{N})
  | (?<=(?<!\p{N})\p{N}{1,3})(?=[\ \xa0\u2009\u202f]\p{N}{3}(?!\p{N}))
  | (?<=(?<!\p{N})\p{N}{1,3}[\ \xa0\u2009\u202f])(?=\p{N}{3}(?!\p{N}))
  | (?<=[\p{L}\p{M}])(?=[-‐‑'’]\p{L}|[-‐‑]\p{N}) | (?<=\p{N})(?=[-‐‑]\p{L})
  | (?<=[\p{L}\p{M}][-‐‑'’])(?=\p{L}) | (?<=[\p{L}\p{M}][-‐‑])(?=\p{N}) | (?<=\p{N}[-‐‑])(?=\p{L})
  | (?<=\p{N})(?=[-/]\p{N}{1,4}[-/]\p{N}) | (?<=\p{N}[-/])(?=\p{N}{1,4}[-/]\p{N})
  | (?<=\p{N}[-/]\p{N}{1,4})(?=[-/]\p{N}) | (?<=\p{N}[-/]\p{N}{1,4}[-/])(?=\p{N})
  | (?<=(?<![\p{L}\p{M}\p{N}_\p{Pd})\]%])[-−])(?=\p{N})
  | (?<=[\p{L}\p{M}])(?=[-‐\xad][^\S\n]*\n\s*\p{Ll}) | (?<=[\p{L}\p{M}][-‐\xad])(?=[^\S\n]*\n\s*\p{Ll})
  | (?<=[\p{L}\p{M}][-‐\xad][^\S\n]*\n\s*)(?=\p{Ll})
    """,
    regex.VERBOSE,
)


def align(quote: str, source: str) -> tuple[int, int] | None:
    """(start, end) of the run of `source` that `quote` is, None where it is none.

    A run that is letter for letter the same comes before one that is not, and the first before any other. It never
    begins or ends inside a word or a number. Blank space, quotation marks and ellipses around the quotation count for
    nothing unless the source has them there. Without a letter or a figure nothing is quoted.
    """
    for wanted in dict.fromkeys([quote.strip(), _stripped(quote)]):
        if not _SAYS.search(wanted):
            continue
        for start, end in _letter_for_letter(wanted, source):
            if _whole(source, start, end):
                return start, end
        for start, end in _found(form_of(wanted), _form(source)):
            if _whole(source, start, end) and same(wanted, source[start:end]):
                return start, end
    return None


def same(one: str, other: str) -> bool:
    """Do two texts differ in nothing but what is passed over?"""
    left, right = form_of(one), form_of(other)
    return left.signs == right.signs and any(True for _ in _found(left, right)) if left.signs else one == other


@lru_cache(maxsize=_KEPT)
def _form(source: str) -> Form:
    return form_of(source)


def _whole(source: str, start: int, end: int) -> bool:
    """Is neither end inside a word or a number?"""
    return not (_INSIDE.match(source, start) or _INSIDE.match(source, end))


def _letter_for_letter(wanted: str, source: str) -> Iterator[tuple[int, int]]:
    start = source.find(wanted)
    while start >= 0:
        yield start, start + len(wanted)
        start = source.find(wanted, start + 1)


def _found(wanted: Form, within: Form) -> Iterator[tuple[int, int]]:
    """The runs of the source that have the same signs, and gaps that say the same."""
    size, left = len(wanted.signs), _COMPARISONS
    at = within.signs.find(wanted.signs) if size else -1
    while at >= 0 and left > 0:
        mine, theirs = wanted.gaps[1:size], within.gaps[at + 1 : at + size]
        differing = [n for n in range(1, size) if mine[n - 1] != theirs[n - 1]] if mine != theirs else []
        agreeing = 0
        while agreeing < min(len(differing), left) and wanted.agrees(n := differing[agreeing], theirs[n - 1]):
            agreeing += 1
        left -= agreeing + 1
        if agreeing == len(differing) and (run := within.run(at, at + size, wanted)):
            yield run
        at = within.signs.find(wanted.signs, at + 1)


def _stripped(quote: str) -> str:
    before = None
    while quote != before:
        before = quote
        quote = quote.strip().strip(_AROUND)
        for ellipsis in _ELLIPSES:
            quote = quote.removeprefix(ellipsis).removesuffix(ellipsis)
        if quote.startswith("..") or quote.endswith(".."):  # what is left of an ellipsis of more points
            quote = quote.strip(".")
    return quote
