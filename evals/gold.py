"""Reads gold questions from a JSON Lines file; every fault is named by file, line and field."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from corpus.text.normalize import comparable, squeeze
from evals.cases import KINDS, LANGUAGES, SPLITS, Case, Expected, Gold, Nugget
from evals.errors import GoldError, reason

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
                reason=reason("id_twice", id=case.id, line=lines_of[case.id]),
            )
        lines_of[case.id] = number
        cases.append(case)
    if not cases:
        raise GoldError(file=path.name, line=0, field="file", reason=reason("no_cases"))
    return tuple(cases)


def stand_in(cases: Iterable[Case], texts: Mapping[str, str], file: str) -> None:
    """`texts` by file name. Errors: GoldError for a place that is in none of the documents."""
    for case in cases:
        for n, gold in enumerate(case.gold):
            if gold.source not in texts:
                why = reason("no_such_document", known=", ".join(sorted(texts)[:10]))
                raise GoldError(file=file, line=case.line, field=f"gold[{n}].source", reason=why)
            if not gold.stands_in(texts[gold.source]):
                why = reason("not_in_document", source=gold.source)
                raise GoldError(file=file, line=case.line, field=f"gold[{n}].anchor", reason=why)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        why = error.strerror or reason("unreadable")
        raise GoldError(file=path.name, line=0, field="file", reason=why) from error
    except UnicodeDecodeError as error:
        raise GoldError(file=path.name, line=0, field="file", reason=reason("not_utf8")) from error
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
            raise self.wrong("line", "not_json", detail=error) from error
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
            raise self.wrong("expected", "expected_of_kind", kind=case.kind, expected=KINDS[case.kind])
        if comparable(case.es) == comparable(case.en):
            raise self.wrong("en", "same_question")
        if bool(case.before) != (case.kind == "follow_up"):
            raise self.wrong("before", "before_of_follow_up")
        if case.kind == "hidden_instruction" and not case.forbidden:
            raise self.wrong("forbidden", "forbidden_needed")
        if case.kind == "multi_hop" and len(case.parts) < 2:
            raise self.wrong("gold", "two_parts_needed")
        if case.expected != "answered":
            for field, items in (("gold", case.gold), ("nuggets", case.nuggets)):
                if items:
                    raise self.wrong(field, "none_without_answer")
            return
        if not case.gold:
            raise self.wrong("gold", "one_needed")
        if not any(nugget.vital for nugget in case.nuggets):
            raise self.wrong("nuggets", "vital_needed")

    def _gold(self, item: Any, field: str) -> Gold:
        self._keys(item, ("source", "anchor"), field, ("section", "part"))
        section = self._text(item, "section", field) if "section" in item else ""
        part = item.get("part", 1)
        if not isinstance(part, int) or isinstance(part, bool) or part < 1:
            raise self.wrong(f"{field}.part", "not_a_number_from_1")
        gold = Gold(self._text(item, "source", field), self._text(item, "anchor", field), section, part)
        for key, text in (("anchor", gold.anchor), ("section", section)):
            if (words := len(text.split())) > QUOTED_WORDS:
                raise self.wrong(f"{field}.{key}", "too_many_words", words=words, limit=QUOTED_WORDS)
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
            raise self.wrong(f"{field}.vital", "not_a_truth")
        return Nugget(item["vital"], self._wordings(item, field))

    def _wordings(self, item: dict[str, Any], field: str) -> tuple[str, ...]:
        wordings = self._list(item, "any", field)
        if not wordings or not all(isinstance(wording, str) and squeeze(comparable(wording)) for wording in wordings):
            raise self.wrong(f"{field}.any", "not_a_list_of_texts")
        return tuple(wordings)

    def _keys(self, item: Any, needed: Collection[str], field: str, optional: Collection[str] = ()) -> None:
        if not isinstance(item, dict):
            raise self.wrong(field, "not_an_object")
        for key in needed:
            if key not in item:
                raise self.wrong(_path(field, key), "missing")
        known = (*needed, *optional)
        for key in item:
            if key not in known:
                raise self.wrong(_path(field, key), "no_such_field", known=", ".join(known))

    def _text(self, item: dict[str, Any], key: str, field: str = "line") -> str:
        value = item[key]
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(_path(field, key), "not_a_text")
        return value

    def _list(self, item: dict[str, Any], key: str, field: str = "line") -> list[Any]:
        value = item[key]
        if not isinstance(value, list):
            raise self.wrong(_path(field, key), "not_a_list")
        return value

    def _one_of(self, item: dict[str, Any], key: str, known: Collection[str]) -> Any:
        value = item[key]
        if not isinstance(value, str) or value not in known:
            raise self.wrong(key, "not_one_of", known=", ".join(known))
        return value

    def wrong(self, field: str, why: str, **values: object) -> GoldError:
        return GoldError(file=self.file, line=self.number, field=field, reason=reason(why, **values))


def _path(field: str, key: str) -> str:
    return key if field == "line" else f"{field}.{key}"
