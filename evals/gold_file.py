"""Reads gold questions from a JSON Lines file; every fault is named by file, line and field."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from corpus.characters import fold, squeeze
from evals.cases import KINDS, LANGUAGES, SPLITS, Case, Expected, Gold, Nugget
from evals.errors import GoldError

QUOTED_WORDS = 10  # what is quoted of a document here stays this short

_FIELDS = ("id", "kind", "es", "en", "expected", "gold", "nuggets", "split")
_OPTIONAL = ("before", "forbidden")


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


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
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
        self._keys(data, _FIELDS, "line", _OPTIONAL)
        gold = enumerate(self._list(data, "gold"))
        nuggets = enumerate(self._list(data, "nuggets"))
        before = enumerate(self._list(data, "before")) if "before" in data else ()
        forbidden = enumerate(self._list(data, "forbidden")) if "forbidden" in data else ()
        case = Case(
            id=self._text(data, "id"),
            kind=self._one_of(data, "kind", KINDS),
            es=self._text(data, "es"),
            en=self._text(data, "en"),
            expected=self._one_of(data, "expected", get_args(Expected)),
            gold=tuple(self._gold(item, f"gold[{n}]") for n, item in gold),
            nuggets=tuple(self._nugget(item, f"nuggets[{n}]") for n, item in nuggets),
            split=self._one_of(data, "split", SPLITS),
            line=self.number,
            before=tuple(self._pair(item, f"before[{n}]") for n, item in before),
            forbidden=tuple(self._claim(item, f"forbidden[{n}]") for n, item in forbidden),
        )
        self._check(case)
        return case

    def _check(self, case: Case) -> None:
        if case.expected != KINDS[case.kind]:
            raise self.wrong("expected", f"for the kind {case.kind} it must be {KINDS[case.kind]}")
        if fold(case.es) == fold(case.en):
            raise self.wrong("en", "it is the Spanish question again")
        if bool(case.before) != (case.kind == "follow_up"):
            raise self.wrong("before", "a follow-up needs the questions before it, and no other kind has any")
        if case.kind == "hidden_instruction" and not case.forbidden:
            raise self.wrong("forbidden", "what the hidden instruction wants said is needed")
        if case.kind == "multi_hop" and len(case.parts) < 2:
            raise self.wrong("gold", "a question over several places needs places of at least two parts")
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
        self._keys(item, ("source", "anchor"), field, ("section", "part"))
        section = self._text(item, "section", field) if "section" in item else ""
        part = item.get("part", 1)
        if not isinstance(part, int) or isinstance(part, bool) or part < 1:
            raise self.wrong(f"{field}.part", "it must be a whole number from 1")
        gold = Gold(self._text(item, "source", field), self._text(item, "anchor", field), section, part)
        for key, text in (("anchor", gold.anchor), ("section", section)):
            if (words := len(text.split())) > QUOTED_WORDS:
                raise self.wrong(f"{field}.{key}", f"it has {words} words, the limit is {QUOTED_WORDS}")
        return gold

    def _pair(self, item: Any, field: str) -> tuple[str, str]:
        self._keys(item, LANGUAGES, field)
        return self._text(item, "es", field), self._text(item, "en", field)

    def _claim(self, item: Any, field: str) -> tuple[str, ...]:
        self._keys(item, ("any",), field)
        return self._wordings(item, field)

    def _nugget(self, item: Any, field: str) -> Nugget:
        self._keys(item, ("vital", "any"), field)
        if not isinstance(item["vital"], bool):
            raise self.wrong(f"{field}.vital", "it must be true or false")
        return Nugget(item["vital"], self._wordings(item, field))

    def _wordings(self, item: dict[str, Any], field: str) -> tuple[str, ...]:
        wordings = self._list(item, "any", field)
        if not wordings or not all(isinstance(wording, str) and squeeze(fold(wording)) for wording in wordings):
            raise self.wrong(f"{field}.any", "it must be a list of texts, none of them empty")
        return tuple(wordings)

    def _keys(self, item: Any, needed: Collection[str], field: str, optional: Collection[str] = ()) -> None:
        if not isinstance(item, dict):
            raise self.wrong(field, "it must be a JSON object")
        for key in needed:
            if key not in item:
                raise self.wrong(_path(field, key), "it is missing")
        known = (*needed, *optional)
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
