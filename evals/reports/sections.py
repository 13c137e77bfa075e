"""The sections of the page: what each holds, or a sentence on what is missing for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.reports import tables
from evals.reports.draw import Drawing
from evals.reports.failures import Group, failed, groups
from evals.reports.material import ANSWERS, RETRIEVAL, ROBUSTNESS, XQUAD, Material
from evals.reports.pictures import Pictures, lowest_answered
from evals.reports.tables import Card, Table
from evals.reports.words import Words
from evals.runs.run import dotted, settings
from evals.runs.scores import ALL

FIRST = "assistant"  # the system that the page is about, where it was asked


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page; `missing` is said instead of all the rest."""

    id: str
    intro: tuple[str, ...] = ()
    missing: str = ""
    cards: tuple[Card, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    tables: tuple[Table, ...] = ()
    groups: tuple[Group, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def measured(material: Material, texts: Words) -> str:
    """When, and which suites."""
    if not material.suites():
        return texts("page.nothing")
    when = sorted({str(settings(run).get("started", ""))[:10] for run in material.runs} - {""})
    suites = ", ".join(texts.named("suites", suite) for suite in material.suites())
    return texts("page.measured", when=" – ".join(dict.fromkeys((*when[:1], *when[-1:]))), suites=suites)


def sections(material: Material, texts: Words, show_test: bool) -> Iterator[Section]:
    """In the order of the page."""
    systems = material.systems(ANSWERS)
    system = FIRST if FIRST in systems else next(iter(systems), "")
    split = "test" if any(one.row.split == "test" for one in material.asked(ANSWERS)) else ALL
    pictures = Pictures(material, texts)
    yield _headline(material, system, split, texts)
    yield _systems(material, pictures, split, texts)
    yield _drawn("kinds", pictures.kinds(system) if system else [], texts, system=texts.named("systems", system))
    yield _retrieval(material, pictures, texts)
    yield _calibration(material, pictures, system, texts)
    yield _drawn("robustness", pictures.robustness(), texts)
    latency = tables.times(material, texts)
    yield _drawn("latency", pictures.latency(), texts, (latency,) if latency.lines else ())
    yield _failures(material, system, show_test, texts)
    yield _metrics(material, texts)
    yield _configuration(material, texts)


def _drawn(
    id_: str, drawings: Sequence[Drawing], texts: Words, found: tuple[Table, ...] = (), **values: str
) -> Section:
    """A section of pictures and tables; without either, what is missing."""
    if not drawings and not found:
        return Section(id_, missing=texts(f"missing.{id_}"))
    return Section(id_, (texts(f"intro.{id_}", **values),), drawings=tuple(drawings), tables=found)


def _headline(material: Material, system: str, split: str, texts: Words) -> Section:
    found = tables.cards(material, system, split, texts) if system else []
    notes = tuple(_lacking(material, texts))
    if not found:
        return Section("headline", missing=texts("missing.headline"), notes=notes)
    named = {"system": texts.named("systems", system), "library": texts.library(ALL)}
    intro = texts("intro.headline", split=texts.named("splits", split), **named)
    return Section("headline", (intro,), cards=tuple(found), notes=notes)


def _lacking(material: Material, texts: Words) -> Iterator[str]:
    """What makes the figures say less than they seem to."""
    about = [settings(run) for run in material.runs]
    if any(one.get("finished") is False for one in about):
        yield texts("configuration.unfinished")
    absent = dict.fromkeys(name for one in about for name in one.get("absent") or {})
    if absent:
        yield texts("configuration.absent", libraries=", ".join(texts.library(name) for name in absent))


def _systems(material: Material, pictures: Pictures, split: str, texts: Words) -> Section:
    splits = dict.fromkeys((split, ALL))
    made = [tables.systems(material, one, texts, folded=one != split) for one in splits]
    made += [tables.libraries(material, one, texts) for one in splits]
    return _drawn("systems", pictures.systems(split), texts, tuple(table for table in made if table.lines))


def _retrieval(material: Material, pictures: Pictures, texts: Words) -> Section:
    drawings, found, intro = [], [], []
    if material.asked(RETRIEVAL):
        drawings += pictures.retrieval()
        found.append(tables.ranked(material, texts))
        intro.append(texts("intro.retrieval"))
    if material.asked(XQUAD):
        drawings += pictures.xquad()
        found.append(tables.xquad(material, texts))
        intro.append(texts("intro.xquad"))
    if not intro:
        return Section("retrieval", missing=texts("missing.retrieval"))
    return Section("retrieval", tuple(intro), drawings=tuple(drawings), tables=tuple(found))


def _calibration(material: Material, pictures: Pictures, system: str, texts: Words) -> Section:
    drawings = pictures.calibration(system) if system else []
    if not drawings:
        return Section("calibration", missing=texts("missing.calibration"))
    asked = material.asked(ANSWERS, system)
    left_out = sum(one.row.answer is None or one.row.answer.confidence is None for one in asked)
    intro = [texts("intro.calibration")]
    if (in_use := lowest_answered(asked)) is not None:
        intro.append(texts("intro.calibration_in_use", value=f"{in_use:.2f}"))
    if left_out:
        intro.append(texts.counted("intro.calibration_left_out", left_out))
    return Section("calibration", tuple(intro), drawings=tuple(drawings))


def _failures(material: Material, system: str, show_test: bool, texts: Words) -> Section:
    asked = material.asked(ANSWERS, system) if system else []
    if not asked:
        return Section("failures", missing=texts("missing.failures"))
    found = groups([one for one in asked if show_test or one.row.split == "dev"], texts)
    hidden = 0 if show_test else sum(failed(one) for one in asked if one.row.split != "dev")
    notes = [] if found else [texts("failures.none")]
    notes += [texts.counted("failures.hidden", hidden)] if hidden else []
    intro = texts("intro.failures_all" if show_test else "intro.failures", system=texts.named("systems", system))
    return Section("failures", (intro,), groups=found, notes=tuple(notes))


def meanings(material: Material, texts: Words) -> list[tuple[str, str]]:
    """Name and meaning of every metric that was measured; in the order of the texts, what matters most first."""
    used = {metric for suite in (ANSWERS, RETRIEVAL, XQUAD, ROBUSTNESS) for metric in material.metrics(suite)}
    known = [key.split(".")[1] for key in texts.names() if key.startswith("metrics.") and key.endswith(".how")]
    return [(texts.metric(name), texts(f"metrics.{name}.how")) for name in known if name in used]


def _metrics(material: Material, texts: Words) -> Section:
    terms = meanings(material, texts)
    if not terms:
        return Section("metrics", missing=texts("missing.metrics"))
    return Section("metrics", (texts("intro.metrics"),), terms=tuple(terms))


def _configuration(material: Material, texts: Words) -> Section:
    if not material.runs:
        return Section("configuration", missing=texts("missing.configuration"))
    made = []
    for run in material.runs:
        about = settings(run)
        suite = texts.named("suites", str(about.get("suite", "")))
        lines = tuple(tables.Line((name,), (tables.Cell(value),)) for name, value in dotted(about) if value != "None")
        columns = (texts("configuration.name"), texts("configuration.value"))
        folded = texts("configuration.run", suite=suite, started=str(about.get("started", "")))
        made.append(Table(texts("configuration.caption", suite=suite), columns, lines, folded))
    return Section("configuration", (texts("intro.configuration"),), tables=tuple(made))
