"""The tables and cards of the report, as plain texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.cases import LANGUAGES
from evals.report.run import ANSWERS, GAP, RETRIEVAL, ROBUSTNESS, XQUAD, Material, Rate
from evals.report.words import NOTHING, Words
from evals.runs.scores import ALL

# The columns of the table of systems: a metric of answers, and the one place that is looked for without an answer.
COLUMNS = (
    (ANSWERS, "right"),
    (ANSWERS, "found_and_said"),
    (RETRIEVAL, "recall@5"),
    (ANSWERS, "wrong_refusal"),
    (ANSWERS, "answered_unanswerable"),
    (ANSWERS, "exact"),
    (ANSWERS, "language"),
)
_BARE = {"rr@20", "ndcg@10"}
_RANKED = ("recall@1", "recall@3", "recall@5", "recall@20", "complete@5", "rr@20", "ndcg@10")


@dataclass(frozen=True, slots=True)
class Cell:
    """`note` stands below, smaller."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """`names` head the line; `starts` a group of lines that belong together."""

    names: tuple[str, ...]
    cells: tuple[Cell, ...]
    starts: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` name the heads of the lines first. `folded`: shown when it is asked for, under that name."""

    caption: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    folded: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of a card: what it is of, the figure, and how sure it is."""

    label: str
    figure: str
    note: str


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    facts: tuple[Fact, ...]
    note: str = ""


def cell(rate: Rate | None, words: Words, metric: str = "") -> Cell:
    """The rate with its interval and number; in per cent, unless the metric is no share."""
    if rate is None:
        return Cell(NOTHING)
    if metric in _BARE:
        return Cell(f"{rate.value:.3f}", f"{rate.low:.3f}–{rate.high:.3f}, n {rate.n}")
    return Cell(words.percent(rate.value), f"{words.interval(rate)}, n {rate.n}")


def cards(material: Material, system: str, split: str, words: Words) -> list[Card]:
    """What matters most of one system, over all libraries; a card without a figure is left out."""

    def facts(metric: str, label: str = "") -> list[Fact]:
        rates = {language: material.rate(ANSWERS, metric, system, language, split=split) for language in LANGUAGES}
        return [
            Fact(
                " · ".join(filter(None, (label, words.named("languages", code)))),
                words.percent(rate.value),
                f"{words.interval(rate)}, n {rate.n}",
            )
            for code, rate in rates.items()
            if rate is not None
        ]

    found = [Card(words("cards.right"), tuple(facts("right")))]
    # one is never told without the other: refusing everything, or nothing, makes either perfect
    both = [*facts("wrong_refusal", words("cards.wrong_refusal"))]
    both += facts("answered_unanswerable", words("cards.answered_unanswerable"))
    found.append(Card(words("cards.refusals"), tuple(both)))
    found += [Card(words(f"cards.{name}"), tuple(facts(name))) for name in ("exact", "language")]
    if (gap := material.rate(ANSWERS, "right", system, GAP, split=split)) is not None:
        note = f"{words.point_interval(gap)}, n {gap.n}"
        found.append(Card(words("cards.gap"), (Fact(words("cards.gap_note"), words.points(gap.value), note),)))
    return [card for card in found if card.facts]


def systems(material: Material, split: str, words: Words, *, folded: bool = False) -> Table:
    """Systems by language, over all libraries."""
    lines = [
        Line(
            (words.named("systems", system), words.named("languages", language)),
            tuple(_cells(material, system, ALL, language, split, words)),
            starts=language == LANGUAGES[0],
        )
        for system in material.systems(ANSWERS, RETRIEVAL)
        for language in LANGUAGES
    ]
    heads = (words("tables.system"), words("tables.language"))
    named = words.named("splits", split)
    fold = words("tables.over", split=named) if folded else ""
    return Table(words("tables.systems", split=named), (*heads, *_columns(words)), _with_figures(lines), fold)


def libraries(material: Material, split: str, words: Words, only: Sequence[str] = ()) -> Table:
    """Systems (or `only` these) by library and language."""
    lines = [
        Line(
            (words.named("systems", system), words.library(library), words.named("languages", language)),
            tuple(_cells(material, system, library, language, split, words)),
            starts=language == LANGUAGES[0],
        )
        for system in only or material.systems(ANSWERS, RETRIEVAL)
        for library in dict.fromkeys((*material.libraries(ANSWERS, system), *material.libraries(RETRIEVAL, system)))
        for language in LANGUAGES
    ]
    heads = (words("tables.system"), words("tables.library"), words("tables.language"))
    named = words.named("splits", split)
    fold = words("tables.by_library", split=named)
    return Table(words("tables.libraries", split=named), (*heads, *_columns(words)), _with_figures(lines), fold)


def ranked(material: Material, words: Words) -> Table:
    """Every measure of finding the right place, over all libraries and questions."""
    lines = [
        Line(
            (words.named("systems", system), words.named("languages", language)),
            tuple(cell(material.rate(RETRIEVAL, metric, system, language), words, metric) for metric in _RANKED),
            starts=language == LANGUAGES[0],
        )
        for system in material.systems(RETRIEVAL)
        for language in LANGUAGES
    ]
    columns = (words("tables.system"), words("tables.language"), *(words.metric(metric) for metric in _RANKED))
    return Table(words("tables.retrieval"), columns, _with_figures(lines), words("tables.retrieval"))


def xquad(material: Material, words: Words) -> Table:
    """Questions of each language over paragraphs of each."""
    metrics = ("recall@1", "recall@5", "rr@20")
    lines = [
        Line(
            (words.named("systems", system), words.library(library), words.named("languages", language)),
            tuple(
                cell(material.rate(XQUAD, metric, system, language, library=library), words, metric)
                for metric in metrics
            ),
            starts=language == LANGUAGES[0],
        )
        for system in material.systems(XQUAD)
        for library in material.libraries(XQUAD, system)
        for language in LANGUAGES
    ]
    heads = (words("tables.system"), words("tables.library"), words("tables.question_language"))
    return Table(words("tables.xquad"), (*heads, *(words.metric(metric) for metric in metrics)), _with_figures(lines))


def variants(material: Material, words: Words) -> Table:
    """Of the answers that were right, how many stay so when the question is put differently."""
    asked = dict.fromkeys(one.row.variant for one in material.asked(ROBUSTNESS) if one.row.variant)
    lines = [
        Line(
            (words.named("systems", system), words.named("variants", variant)),
            tuple(
                cell(material.rate(ROBUSTNESS, "stays_right", system, language, variant=variant), words)
                for language in LANGUAGES
            ),
            starts=n == 0,
        )
        for system in material.systems(ROBUSTNESS)
        for n, variant in enumerate(asked)
    ]
    heads = (words("tables.system"), words("tables.variant"))
    columns = (*heads, *(words.named("languages", language) for language in LANGUAGES))
    return Table(words.metric("stays_right"), columns, _with_figures(lines))


def times(material: Material, words: Words) -> Table:
    """Median and 95th percentile of each system, library and language."""
    lines = [
        Line(
            (
                words.named("systems", str(timing["system"])),
                words.library(str(timing["library"])),
                words.named("languages", str(timing["language"])),
            ),
            (
                Cell(words.seconds(float(timing["median"]))),
                Cell(words.seconds(float(timing["p95"]))),
                Cell(str(timing["n"])),
            ),
            starts=timing["language"] == LANGUAGES[0],
        )
        for timing in material.timing(ANSWERS)
    ]
    names = ("system", "library", "language", "median", "p95", "n")
    columns = tuple(words(f"tables.{name}") for name in names)
    return Table(words("tables.latency"), columns, tuple(lines), words("tables.times"))


def _columns(words: Words) -> list[str]:
    named = [words("tables.place5") if suite == RETRIEVAL else words.metric(metric) for suite, metric in COLUMNS]
    return [*(name[:1].upper() + name[1:] for name in named), words("tables.words")]


def _cells(material: Material, system: str, library: str, language: str, split: str, words: Words) -> Iterable[Cell]:
    for suite, metric in COLUMNS:
        yield cell(material.rate(suite, metric, system, language, library=library, split=split), words)
    median = material.median(ANSWERS, "words", system, language, library=library, split=split)
    yield Cell(NOTHING if median is None else f"{median:.0f}")


def _with_figures(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Without the lines that hold nothing: a system was not asked in every language, nor of every library."""
    return tuple(line for line in lines if any(cell.text != NOTHING for cell in line.cells))
