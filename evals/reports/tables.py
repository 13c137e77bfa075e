"""The tables and cards of the report, as plain texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from evals.cases import LANGUAGES
from evals.reports.material import ANSWERS, RETRIEVAL, ROBUSTNESS, XQUAD, Material, Part, Rate
from evals.reports.words import NOTHING, Words
from evals.runs.scores import ALL, GAP

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
_IN_XQUAD = ("recall@1", "recall@5", "rr@20")


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


def cell(rate: Rate | None, words: Words, metric: str = "") -> Cell:
    """The rate with its interval and number; in per cent, unless the metric is no share."""
    if rate is None:
        return Cell(NOTHING)
    if metric in _BARE:
        return Cell(f"{rate.value:.3f}", f"{rate.low:.3f}–{rate.high:.3f}, n {rate.n}")
    return Cell(words.percent(rate.value), f"{words.interval(rate)}, n {rate.n}")


def cards(material: Material, system: str, split: str, words: Words) -> list[Card]:
    """What matters most of one system, over all libraries; a card without a figure is left out."""

    def facts(metric: str, label: str = "") -> Iterator[Fact]:
        for code in LANGUAGES:
            if rate := material.rate(metric, Part(ANSWERS, system, code, split=split)):
                name = " · ".join(filter(None, (label, words.named("languages", code))))
                yield Fact(name, words.percent(rate.value), f"{words.interval(rate)}, n {rate.n}")

    found = [Card(words("cards.right"), tuple(facts("right")))]
    # one is never told without the other: refusing everything, or nothing, makes either perfect
    sides = ("wrong_refusal", "answered_unanswerable")
    both = (fact for side in sides for fact in facts(side, words(f"cards.{side}")))
    found.append(Card(words("cards.refusals"), tuple(both)))
    found += [Card(words(f"cards.{name}"), tuple(facts(name))) for name in ("exact", "language")]
    if gap := material.rate("right", Part(ANSWERS, system, GAP, split=split)):
        note = f"{words.point_interval(gap)}, n {gap.n}"
        found.append(Card(words("cards.gap"), (Fact(words("cards.gap_note"), words.points(gap.value), note),)))
    return [card for card in found if card.facts]


def systems(material: Material, split: str, words: Words, *, folded: bool = False) -> Table:
    """Systems by language, over all libraries."""
    parts = [Part("", system, "", split=split) for system in material.systems(ANSWERS, RETRIEVAL)]
    named = words.named("splits", split)
    heads = [words("tables.system"), words("tables.language"), *_columns(words)]
    lines = _by_language(parts, words, lambda of: _cells(material, of, words))
    fold = words("tables.over", split=named) if folded else ""
    return Table(words("tables.systems", split=named), tuple(heads), lines, fold)


def libraries(material: Material, split: str, words: Words, only: Sequence[str] = ()) -> Table:
    """Systems (or `only` these) by library and language."""
    parts = [
        Part("", system, "", library, split)
        for system in only or material.systems(ANSWERS, RETRIEVAL)
        for library in dict.fromkeys((*material.libraries(ANSWERS, system), *material.libraries(RETRIEVAL, system)))
    ]
    named = words.named("splits", split)
    heads = [words("tables.system"), words("tables.library"), words("tables.language"), *_columns(words)]
    lines = _by_language(parts, words, lambda of: _cells(material, of, words))
    fold = words("tables.by_library", split=named)
    return Table(words("tables.libraries", split=named), tuple(heads), lines, fold)


def ranked(material: Material, words: Words) -> Table:
    """Every measure of finding the right place, over all libraries and questions."""
    parts = [Part(RETRIEVAL, system, "") for system in material.systems(RETRIEVAL)]
    lines = _by_language(parts, words, lambda of: [cell(material.rate(m, of), words, m) for m in _RANKED])
    columns = (words("tables.system"), words("tables.language"), *map(words.metric, _RANKED))
    return Table(words("tables.retrieval"), columns, lines, words("tables.retrieval"))


def xquad(material: Material, words: Words) -> Table:
    """Questions of each language over paragraphs of each."""
    parts = [
        Part(XQUAD, system, "", library)
        for system in material.systems(XQUAD)
        for library in material.libraries(XQUAD, system)
    ]
    lines = _by_language(parts, words, lambda of: [cell(material.rate(m, of), words, m) for m in _IN_XQUAD])
    heads = (words("tables.system"), words("tables.library"), words("tables.question_language"))
    return Table(words("tables.xquad"), (*heads, *map(words.metric, _IN_XQUAD)), lines)


def variants(material: Material, words: Words) -> Table:
    """Of the answers that were right, how many stay so when the question is put differently."""
    asked = dict.fromkeys(one.row.variant for one in material.asked(ROBUSTNESS) if one.row.variant)
    lines = []
    for system in material.systems(ROBUSTNESS):
        for n, variant in enumerate(asked):
            parts = [Part(ROBUSTNESS, system, language, variant=variant) for language in LANGUAGES]
            cells = tuple(cell(material.rate("stays_right", of), words) for of in parts)
            lines.append(Line((words.named("systems", system), words.named("variants", variant)), cells, n == 0))
    heads = (words("tables.system"), words("tables.variant"))
    columns = (*heads, *(words.named("languages", language) for language in LANGUAGES))
    return Table(words.metric("stays_right"), columns, _with_figures(lines))


def times(material: Material, words: Words) -> Table:
    """Median and 95th percentile of each system, library and language."""
    lines = []
    for timing in material.timing(ANSWERS):
        system, library, language = (str(timing[name]) for name in ("system", "library", "language"))
        names = (words.named("systems", system), words.library(library), words.named("languages", language))
        seconds = (Cell(words.seconds(float(timing[name]))) for name in ("median", "p95"))
        lines.append(Line(names, (*seconds, Cell(str(timing["n"]))), language == LANGUAGES[0]))
    columns = (words(f"tables.{name}") for name in ("system", "library", "language", "median", "p95", "n"))
    return Table(words("tables.latency"), tuple(columns), tuple(lines), words("tables.times"))


def _by_language(parts: Sequence[Part], words: Words, cells: Callable[[Part], Iterable[Cell]]) -> tuple[Line, ...]:
    """A line for each part in each language, those without a figure left out."""
    lines = []
    for of in parts:
        named = (words.named("systems", of.system), *([words.library(of.library)] if of.library != ALL else []))
        for code in LANGUAGES:
            row = tuple(cells(replace(of, language=code)))
            lines.append(Line((*named, words.named("languages", code)), row, starts=code == LANGUAGES[0]))
    return _with_figures(lines)


def _columns(words: Words) -> list[str]:
    named = [words("tables.place5") if suite == RETRIEVAL else words.metric(metric) for suite, metric in COLUMNS]
    return [*(name[:1].upper() + name[1:] for name in named), words("tables.words")]


def _cells(material: Material, of: Part, words: Words) -> Iterable[Cell]:
    for suite, metric in COLUMNS:
        yield cell(material.rate(metric, replace(of, suite=suite)), words)
    median = material.median("words", replace(of, suite=ANSWERS))
    yield Cell(NOTHING if median is None else f"{median:.0f}")


def _with_figures(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Without the lines that hold nothing: a system was not asked in every language, nor of every library."""
    return tuple(line for line in lines if any(cell.text != NOTHING for cell in line.cells))
