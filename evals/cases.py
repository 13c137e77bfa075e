"""Gold questions: one question in two languages, where its answer stands, and what a right answer contains.

`load_cases` reads the JSON Lines files that `gold/README.md` describes field by field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from corpus.characters import fold, squeeze
from evals.errors import GoldError

Language = Literal["es", "en"]
Expected = Literal["answered", "not_found", "out_of_scope"]
Split = Literal["dev", "test"]

# Every kind, with the status its questions must end in.
KINDS: dict[str, Expected] = {
    "fact": "answered",
    "number": "answered",
    "date": "answered",
    "list": "answered",
    "count": "answered",
    "status": "answered",
    "person": "answered",
    "comparison": "answered",
    "conflict": "answered",
    "acronym": "answered",
    "definition": "answered",
    "reason": "answered",
    "next": "answered",
    "false_premise": "answered",
    "colloquial": "answered",
    "unanswerable": "not_found",
    "out_of_scope": "out_of_scope",
    "injection": "out_of_scope",
}
ANCHOR_WORDS = 10

_CITATION_MARKER = re.compile(r"\[\d+\]")
_CASE_FIELDS = ("id", "kind", "es", "en", "expected", "gold", "nuggets", "split")


@dataclass(frozen=True, slots=True)
class Gold:
    """A place that answers the question: a document's file name and a few of its words."""

    source: str
    anchor: str

    def stands_in(self, text: str) -> bool:
        """Whether `text` (a document, passage or quotation) holds the anchor, however it is spaced."""
        return squeeze(self.anchor) in squeeze(text)


@dataclass(frozen=True, slots=True)
class Nugget:
    """A piece of a right answer; `alternatives` are its wordings in either language.

    One that is not vital is welcome, but an answer is right without it.
    """

    vital: bool
    alternatives: tuple[str, ...]

    def stands_in(self, answer: str) -> bool:
        """Whether any alternative stands in `answer` as whole words.

        Case, accents and the citation markers `[1]` do not count, and a number is never part of a longer one:
        "6" is neither in "16" nor in "16.6".
        """
        folded = squeeze(fold(_CITATION_MARKER.sub(" ", answer)))
        return any(_pattern(wording).search(folded) for wording in self.alternatives)


@dataclass(frozen=True, slots=True)
class Case:
    """One question pair. `gold` lists alternatives: any one of them is right. `line` is where it stands."""

    id: str
    kind: str
    es: str
    en: str
    expected: Expected
    gold: tuple[Gold, ...]
    nuggets: tuple[Nugget, ...]
    split: Split
    line: int

    def question(self, language: Language) -> str:
        return self.es if language == "es" else self.en

    def missing_nuggets(self, answer: str) -> tuple[Nugget, ...]:
        """The vital nuggets that `answer` does not contain."""
        return tuple(nugget for nugget in self.nuggets if nugget.vital and not nugget.stands_in(answer))


def load_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a JSON Lines file, in its order; empty lines are skipped.

    Raises GoldError naming file, line and field at the first thing that is wrong.
    """
    cases: list[Case] = []
    lines_of: dict[str, int] = {}
    for number, text in _lines(path):
        case = _Line(path.name, number).case(text)
        if case.id in lines_of:
            raise GoldError(
                file=path.name,
                line=number,
                field="id",
                reason=f"{case.id} is also on line {lines_of[case.id]}",
            )
        lines_of[case.id] = number
        cases.append(case)
    if not cases:
        raise GoldError(file=path.name, line=0, field="file", reason="it holds no cases")
    return tuple(cases)


def _pattern(wording: str) -> re.Pattern[str]:
    folded = squeeze(fold(wording))
    before = r"(?<![^\W_])" + (r"(?<!\d[.,])" if folded[0].isdigit() else "")
    after = r"(?![^\W_])" + (r"(?![.,]\d)" if folded[-1].isdigit() else "")
    return re.compile(before + re.escape(folded) + after)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise GoldError(file=path.name, line=0, field="file", reason=reason) from error
    except UnicodeDecodeError as error:
        raise GoldError(file=path.name, line=0, field="file", reason="it is not UTF-8 text") from error
    # Not splitlines(): a question may hold characters that it would take for line ends.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


@dataclass(frozen=True, slots=True)
class _Line:
    """Turns one line into a case, and knows where it stands when something is wrong."""

    file: str
    number: int

    def case(self, text: str) -> Case:
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise self.wrong("line", f"it is not JSON ({error})") from error
        self._keys(data, _CASE_FIELDS, "line")
        gold = enumerate(self._list(data, "gold"))
        nuggets = enumerate(self._list(data, "nuggets"))
        case = Case(
            id=self._text(data, "id"),
            kind=self._one_of(data, "kind", KINDS),
            es=self._text(data, "es"),
            en=self._text(data, "en"),
            expected=self._one_of(data, "expected", get_args(Expected)),
            gold=tuple(self._gold(item, f"gold[{n}]") for n, item in gold),
            nuggets=tuple(self._nugget(item, f"nuggets[{n}]") for n, item in nuggets),
            split=self._one_of(data, "split", get_args(Split)),
            line=self.number,
        )
        self._check(case)
        return case

    def _check(self, case: Case) -> None:
        if case.expected != KINDS[case.kind]:
            raise self.wrong("expected", f"for the kind {case.kind} it must be {KINDS[case.kind]}")
        if fold(case.es) == fold(case.en):
            raise self.wrong("en", "it is the Spanish question again")
        if case.expected != "answered":
            for field, items in (("gold", case.gold), ("nuggets", case.nuggets)):
                if items:
                    raise self.wrong(field, "a question without an answer has none")
            return
        if not case.gold:
            raise self.wrong("gold", "at least one is needed")
        if not any(nugget.vital for nugget in case.nuggets):
            raise self.wrong("nuggets", "at least one vital nugget is needed")

    def _gold(self, item: Any, field: str) -> Gold:
        self._keys(item, ("source", "anchor"), field)
        gold = Gold(self._text(item, "source", field), self._text(item, "anchor", field))
        words = len(gold.anchor.split())
        if words > ANCHOR_WORDS:
            raise self.wrong(f"{field}.anchor", f"it has {words} words, the limit is {ANCHOR_WORDS}")
        return gold

    def _nugget(self, item: Any, field: str) -> Nugget:
        self._keys(item, ("vital", "any"), field)
        if not isinstance(item["vital"], bool):
            raise self.wrong(f"{field}.vital", "it must be true or false")
        wordings = self._list(item, "any", field)
        if not wordings or not all(isinstance(wording, str) and squeeze(fold(wording)) for wording in wordings):
            raise self.wrong(f"{field}.any", "it must be a list of texts, none of them empty")
        return Nugget(item["vital"], tuple(wordings))

    def _keys(self, item: Any, known: Collection[str], field: str) -> None:
        if not isinstance(item, dict):
            raise self.wrong(field, "it must be a JSON object")
        for key in known:
            if key not in item:
                raise self.wrong(_path(field, key), "it is missing")
        for key in item:
            if key not in known:
                raise self.wrong(_path(field, key), f"no such field; known: {', '.join(known)}")

    def _text(self, item: dict[str, Any], key: str, field: str = "line") -> str:
        value = item[key]
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(_path(field, key), "it must be a text, not an empty one")
        return value

    def _list(self, item: dict[str, Any], key: str, field: str = "line") -> list[Any]:
        value = item[key]
        if not isinstance(value, list):
            raise self.wrong(_path(field, key), "it must be a list")
        return value

    def _one_of(self, item: dict[str, Any], key: str, known: Collection[str]) -> Any:
        value = item[key]
        if not isinstance(value, str) or value not in known:
            raise self.wrong(key, f"it must be one of {', '.join(known)}")
        return value

    def wrong(self, field: str, reason: str) -> GoldError:
        return GoldError(file=self.file, line=self.number, field=field, reason=reason)


def _path(field: str, key: str) -> str:
    return key if field == "line" else f"{field}.{key}"
