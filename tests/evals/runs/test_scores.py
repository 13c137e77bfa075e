"""From marks to scores, computed by hand."""

from __future__ import annotations

from evals.runs.run import Row
from evals.runs.scores import Score, scores_of, timing_of


def row(
    case: str, language: str, *, system: str = "one", variant: str = "", split: str = "dev", kind: str = "fact"
) -> Row:
    return Row(system, "lib", case, kind, split, language, "?", variant)  # type: ignore[arg-type]


def scored(rows: list[Row], values: list[float | None], metric: str = "right") -> list[Score]:
    marks = {row.key: {} if value is None else {metric: value} for row, value in zip(rows, values, strict=True)}
    return list(scores_of("answers", rows, marks, lambda case: case))


def value(scores: list[Score], **where: str) -> tuple[float, int] | None:
    asked = {"library": "all", "language": "all", "split": "all", "kind": "all", "variant": "", **where}
    found = [s for s in scores if all(getattr(s, name) == wanted for name, wanted in asked.items())]
    assert len(found) <= 1
    return (found[0].value, found[0].n) if found else None


PAIRS = [
    row("a", "es"),
    row("a", "en"),
    row("b", "es", split="test", kind="list"),
    row("b", "en", split="test", kind="list"),
]


def test_means_by_language_half_and_kind_and_the_gap_between_languages() -> None:
    scores = scored(PAIRS, [1.0, 0.0, 1.0, 1.0])
    assert value(scores) == (0.75, 4)
    assert value(scores, language="es") == (1.0, 2)
    assert value(scores, language="en") == (0.5, 2)
    assert value(scores, language="gap") == (0.5, 2)
    assert value(scores, split="dev") == (0.5, 2)
    assert value(scores, kind="list", language="en") == (1.0, 1)
    assert value(scores, library="lib") == (0.75, 4)


def test_a_metric_counts_only_the_rows_it_applies_to() -> None:
    scores = scored(PAIRS, [1.0, None, 0.0, 1.0])
    assert value(scores, language="en") == (1.0, 1)
    # only question b has both languages
    assert value(scores, language="gap") == (-1.0, 1)
    assert not [s for s in scored(PAIRS, [None] * 4)]


def test_systems_are_scored_apart() -> None:
    scores = scored([row("a", "es"), row("a", "es", system="two")], [1.0, 0.0])
    assert {(s.system, s.value) for s in scores} == {("one", 1.0), ("two", 0.0)}


def test_variants_are_scored_apart_and_together() -> None:
    rows = [row("a", "es"), row("a", "es", variant="upper"), row("a", "es", variant="typos")]
    scores = scored(rows, [None, 1.0, 0.0], "stays_right")
    assert value(scores, language="es", variant="upper") == (1.0, 1)
    assert value(scores, language="es", variant="typos") == (0.0, 1)
    assert value(scores, language="es", variant="all") == (0.5, 2)
    assert value(scores, language="es") is None


def test_intervals_hold_the_mean_and_are_drawn_over_questions() -> None:
    rows = [row(f"q{n}", language) for n in range(40) for language in ("es", "en")]
    scores = scored(rows, [float(n % 4 != 0) for n in range(40) for _ in range(2)])
    both = next(
        s for s in scores if s.language == "all" and s.library == "all" and s.split == "all" and s.kind == "all"
    )
    one = next(s for s in scores if s.language == "es" and s.library == "all" and s.split == "all" and s.kind == "all")
    assert both.low < both.value == 0.75 < both.high
    # the two languages of a question stand and fall together, so they tell no more than one
    assert abs((both.high - both.low) - (one.high - one.low)) < 1e-9


def test_seconds_of_failed_rows_do_not_count() -> None:
    rows = [
        Row("one", "lib", str(n), "fact", "dev", "es", "?", seconds=s, error=e)
        for n, (s, e) in enumerate([(0.1, None), (0.3, None), (60.0, "late")])
    ]
    assert timing_of(rows) == [{"system": "one", "library": "lib", "language": "es", "median": 0.2, "p95": 0.3, "n": 2}]
