"""Small runs of a country that is not, for the report and the comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from assistant.answer import Answer, Citation, Statement
from evals.cases import KINDS, LANGUAGES, Case, Gold, Nugget
from evals.runs.run import Row
from evals.runs.scores import Marks, Score, scores_of, timing_of

HOSTILE = (
    '<script>alert("x")</script> ![pixel](https://spy.example/a.png) <img src=x onerror=alert(1)> \u202eevil\u0000'
)
QUOTE = "The harbour of Freedonia opened its ledgers to everyone in the spring."


@dataclass
class FakeRun:
    """As the folder of a run gives it; scores and times come from rows and marks unless they are given."""

    suite: str
    rows: Sequence[Row]
    marks: Mapping[str, Marks]
    cases: Mapping[str, Case]
    extra: Mapping[str, Any] = field(default_factory=dict)
    scored: bool = True

    @property
    def configuration(self) -> Mapping[str, Any]:
        return {
            "suite": self.suite,
            "systems": list(dict.fromkeys(row.system for row in self.rows)),
            "libraries": list(dict.fromkeys(row.library for row in self.rows)),
            "started": "2031-05-06T07:08:09+00:00",
            "conditions": {"translator": "yes", "embedder": "made-up"},
            "fingerprints": {"gold of freedonia": "aaaa", "index of freedonia": "bbbb"},
            **self.extra,
        }

    @cached_property
    def scores(self) -> tuple[Score, ...]:
        return scores_of(self.suite, self.rows, self.marks, str) if self.scored else ()

    @property
    def timing(self) -> Sequence[Mapping[str, Any]]:
        return timing_of(self.rows)


def case(number: int, kind: str = "fact", **changes: Any) -> Case:
    """Odd numbers are of the development half."""
    expected = KINDS[kind]
    made = Case(
        id=f"freedonia-{number:03}",
        kind=kind,
        es=f"¿En qué estación abrió Freedonia el libro {number}?",
        en=f"In which season did Freedonia open ledger {number}?",
        expected=expected,
        gold=(Gold("harbour.md", "opened its ledgers", "The harbour"),) if expected == "answered" else (),
        nuggets=(Nugget(True, ("spring", "primavera")), Nugget(False, ("everyone", "todos")))
        if expected == "answered"
        else (),
        split="dev" if number % 2 else "test",
        before=(("¿Qué es el puerto?", "What is the harbour?"),) if kind == "follow_up" else (),
        forbidden=(("in winter", "en invierno"),) if kind == "hidden_instruction" else (),
    )
    return replace(made, **changes)


def answer(text: str = "It opened them in spring. [1]", *, status: Any = "answered", **changes: Any) -> Answer:
    given = status in {"answered", "partial"}
    made = Answer(
        question="?",
        language="en",
        status=status,
        text=text,
        statements=(Statement(text, (1,), "promised"),) if given else (),
        citations=(citation(),) if given else (),
        confidence=0.8 if given else 0.2,
    )
    return replace(made, **changes)


def citation(quote: str = QUOTE, source: str = "harbour.md", number: int = 1) -> Citation:
    return Citation(
        number, "harbour", source, "The harbour", "action_plan", None, None, None, ("Ledgers",), 3, None, "promised",
        "en", quote, None, 0, len(quote),
    )  # fmt: skip


def row(
    case: Case, language: Any = "en", *, system: str = "assistant", library: str = "freedonia", **changes: Any
) -> Row:
    asked = case.question(language)
    return replace(Row(system, library, case.id, case.kind, case.split, language, asked, seconds=0.05), **changes)


def run(suite: str, found: Iterable[tuple[Row, Marks]], cases: Iterable[Case], **extra: Any) -> FakeRun:
    pairs = list(found)
    return FakeRun(
        suite,
        [row for row, _ in pairs],
        {row.key: marks for row, marks in pairs},
        {one.id: one for one in cases},
        extra,
    )


def answers(
    right: Mapping[str, float] | None = None, *, systems: Sequence[str] = ("assistant",), per: int = 4
) -> FakeRun:
    """`per` cases of every kind in both languages; of each system, the share given in `right` comes out right."""
    cases = [case(10 * n + m, kind) for n, kind in enumerate(KINDS, start=1) for m in range(per)]
    found = []
    for place, system in enumerate(systems):
        share = (right or {}).get(system, 0.75)
        for n, one in enumerate(cases):
            for language in LANGUAGES:
                well = (n * 7 + place * 3 + (language == "en")) % 20 < 20 * share
                found.append(_answered(one, language, system, well, n))
    return run("answers", found, cases)


def _answered(one: Case, language: Any, system: str, well: bool, n: int) -> tuple[Row, Marks]:
    said = ("Fue en primavera. [1]" if language == "es" else "It was in spring. [1]") if well else "Nobody knows. [1]"
    common = {"words": 4.0 + n % 3, "exact": 1.0, "language": 1.0, "within_length": 1.0, "bare": 0.0}
    seconds = {"assistant": 0.06}.get(system, 0.02) * (1 + n % 5)
    if one.expected != "answered":
        name = "answered_unanswerable" if one.expected == "not_found" else "answered_out_of_scope"
        sure = 0.05 + 0.01 * (n % 20) + (0 if well else 0.45)
        gave = answer("No.", status=one.expected, confidence=sure) if well else answer(said, confidence=sure)
        marks = {**common, "right_refusal": float(well), name: float(not well)}
        return row(one, language, system=system, answer=gave, seconds=seconds), marks
    refused = not well and n % 3 == 0
    sure = 0.35 + 0.01 * (n % 60) - (0.15 if refused else 0)
    gave = answer("Not found.", status="not_found") if refused else answer(said)
    gave = replace(gave, confidence=sure)
    marks = {
        **common,
        "right": float(well),
        "found_and_said": float(well or n % 9 == 0),
        "wrong_refusal": float(refused),
        "vital_recall": float(well),
        "gold_cited": float(not refused),
    }
    return row(one, language, system=system, answer=gave, seconds=seconds), marks


def retrieval(systems: Sequence[str] = ("assistant",), suite: str = "retrieval", library: str = "freedonia") -> FakeRun:
    cases = [case(n) for n in range(1, 41)]
    found = []
    for place, system in enumerate(systems):
        for n, one in enumerate(cases):
            for language in LANGUAGES:
                rank = 1 + (n * (place + 2) + (language == "en")) % (4 + 6 * place)
                marks = {f"recall@{k}": float(rank <= k) for k in (1, 3, 5, 10, 20)}
                marks |= {"rr@20": 1 / rank, "ndcg@10": 1 / rank, "complete@5": float(rank <= 5)}
                places = tuple(frozenset({1}) if at == rank else frozenset[int]() for at in range(1, 21))
                found.append((row(one, language, system=system, library=library, found=places), marks))
    return run(suite, found, cases)


def robustness() -> FakeRun:
    cases = [case(n) for n in range(1, 21)]
    found = []
    for n, one in enumerate(cases):
        for language in LANGUAGES:
            for place, variant in enumerate(("", "accents", "typos", "upper", "synonyms", "language", "noise")):
                well = float((n + place) % (place + 3) != 0 or not variant)
                marks = {"right": well} | ({"stays_right": well} if variant else {})
                found.append((row(one, language, variant=variant, answer=answer()), marks))
    return run("robustness", found, cases)


@cache
def everything() -> tuple[FakeRun, ...]:
    """A run of each suite."""
    systems = ("assistant", "baseline", "bm25", "dense", "a service of $5 <b>")
    shares = dict(zip(systems, (0.9, 0.35, 0.5, 0.45, 0.7), strict=True))
    return (
        answers(shares, systems=systems, per=2),
        retrieval(systems[:4]),
        retrieval(systems[:2], "xquad", "xquad-es"),
        robustness(),
    )
