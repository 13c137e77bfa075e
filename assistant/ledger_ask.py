"""Which rows of the ledger a question asks for, where it clearly asks for rows: data in ledger.toml, no model.

Everything that is understood is taken out of the question. If a word with a meaning is left over, the question asks
for more than rows can tell, and the passages answer it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import regex

from assistant.places import countries
from corpus.commitments import Reference, references, without_references
from corpus.ledger.periods import ordinals
from corpus.ledger.scales import levels_named
from corpus.terms import fold, load_terms

Kind = Literal["count", "list", "one"]
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}@]+")
_LONGEST = 5  # words of a country's name


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """What a question asks of the ledger.

    `level` is (scale, level) or None; `fields` are those that are asked of one commitment, or in which an institution
    may stand; `ordinal` is which plan of its country, `first_year` when the plan begins."""

    kind: Kind
    level: tuple[str, str] | None = None
    institution: str | None = None
    fields: tuple[str, ...] = ()
    reference: Reference | None = None
    voices: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    ordinal: int | None = None
    first_year: str | None = None


def rows_asked(question: str) -> RowsAsked | None:
    """What the question asks of the ledger, None where it does not clearly ask for rows."""
    named = references(question)
    plural = _pattern("frame", "plural").search(fold(question)) is not None
    if len(named) == 1 and not plural:
        return _of_one(question, named[0])
    return _of_many(question) if plural and not named else None


def _of_one(question: str, reference: Reference) -> RowsAsked | None:
    rest = _Rest(without_references(question))
    # first, for "apertura del gobierno" does not name the government as the one who speaks
    taken = [key for key in ("openness", "completion") if rest.take(_pattern("one", key))]
    scope = rest.scope()
    if rest.take(_pattern("one", "ended")):
        taken = ["completion", "openness", "status"]
    if not taken or scope is None:
        return None
    lead = ["lead"] if rest.take(_pattern("one", "lead")) else []
    if rest.words():
        return None
    return RowsAsked("one", fields=(*lead, *taken), reference=reference, **scope)


def _of_many(question: str) -> RowsAsked | None:
    folded = fold(question)
    kind: Kind = "count" if _pattern("frame", "count").search(folded) else "list"
    if kind == "list" and not _pattern("frame", "list").search(folded):
        return None
    rest = _Rest(question)
    # "opened government" does not name the government as the one who speaks
    rest.take(_pattern("subject", "openness"))
    scope = rest.scope()
    if scope is None:
        return None
    levels = list(dict.fromkeys(_levels(rest.text)))
    if len(levels) > 1:
        return None
    if levels:
        scale, level, spans = levels[0]
        for start, end in spans:
            rest.blank(start, end)
        # "not started" is a level, "not complete" is none
        whole = not rest.words() and not _pattern("frame", "not").search(fold(rest.text))
        return RowsAsked(kind, level=(scale, level), **scope) if whole else None
    if _pattern("frame", "not").search(folded):
        return None
    fields: tuple[str, ...] = ()
    if rest.take(_pattern("institution", "part")):
        fields = ("lead", "participants")
    elif rest.take(_pattern("institution", "lead")):
        fields = ("lead",)
    left = rest.words()
    if not fields or not left or scope["voices"]:
        return None
    name = rest.text[left[0][0] : left[-1][1]]
    # between the first and the last word of a name only small words may have been taken out
    return RowsAsked(kind, institution=" ".join(name.split()), fields=fields, **scope)


def _levels(text: str) -> Iterator[tuple[str, str, tuple[tuple[int, int], ...]]]:
    """(scale, level, where it is named) of each level that the text names."""
    folded = fold(text)
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for scale, levels in _data()["levels"].items():
        for level in levels:
            for match in _pattern("levels", scale, level).finditer(folded):
                found.setdefault((scale, level), []).append(match.span())
    subject = _pattern("subject", "ambition").search(folded)
    scales = ("ambition",) if subject else ("status", "completion", "openness")
    if subject:
        found.clear()
    for scale in scales:
        for one in levels_named(scale, text, subject_given=True):
            found.setdefault((scale, one.key), []).append((one.start, one.end))
    if subject and found:
        found = {key: [*spans, subject.span()] for key, spans in found.items()}
    for (scale, level), spans in found.items():
        yield scale, level, tuple(spans)


class _Rest:
    """A question of which parts are taken out, one after the other, as they are understood."""

    def __init__(self, text: str) -> None:
        self.text = text

    def blank(self, start: int, end: int) -> None:
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]

    def take(self, pattern: regex.Pattern[str]) -> bool:
        spans = [match.span() for match in pattern.finditer(fold(self.text))]
        for start, end in spans:
            self.blank(start, end)
        return bool(spans)

    def scope(self) -> dict[str, Any] | None:
        """Voices, plan and countries, taken out; None where they are not clear."""
        numbers = ordinals(self.text)
        for language in ("es", "en"):
            for mention in load_terms().find(self.text, language):
                if ordinals(self.text[mention.start : mention.end]):
                    self.blank(mention.start, mention.end)
        years = [match.group("first") for match in _pattern("plan", "years").finditer(fold(self.text))]
        self.take(_pattern("plan", "years"))
        if len(numbers) > 1 or len(set(years)) > 1:
            return None
        voices = tuple(voice for voice in _data()["voice"] if self.take(_pattern("voice", voice)))
        return {
            "voices": voices,
            "countries": self._countries(),
            "ordinal": next(iter(numbers), None),
            "first_year": next(iter(years), None),
        }

    def _countries(self) -> tuple[str, ...]:
        found: list[str] = []
        words = [match.span() for match in _WORD.finditer(self.text)]
        for at in range(len(words)):
            for size in range(1, min(_LONGEST, len(words) - at) + 1):
                start, end = words[at][0], words[at + size - 1][1]
                inner = words[at + 1][0] if size > 1 else end
                named = countries(self.text[start:end])
                if named and not countries(self.text[inner:end]):
                    found += named
                    self.blank(start, end)
                    break
        return tuple(dict.fromkeys(found))

    def words(self) -> list[tuple[int, int]]:
        """Where the words stand that nothing explains."""
        folded = fold(self.text)
        return [match.span() for match in _WORD.finditer(folded) if match.group() not in _filler()]


@cache
def _filler() -> frozenset[str]:
    return frozenset(_data()["filler"]["words"].split())


@cache
def _pattern(*path: str) -> regex.Pattern[str]:
    data = _data()
    for key in path:
        data = data[key]
    return regex.compile(rf"(?<!\w)(?:{data})(?!\w)")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("assistant") / "ledger.toml").read_text(encoding="utf-8"))


def shown_rows() -> int:
    """Rows of an answer that are shown; all of them are counted and cited."""
    return int(_data()["show"]["rows"])


def plan_kinds() -> frozenset[str]:
    """Kinds of documents whose title tells which plan of its country they are about."""
    return frozenset(_data()["plan"]["kinds"])
