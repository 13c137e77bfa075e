"""Rates that have a target: the right paragraph and passage first, exact quotations, right answers, what evaluating
costs, and the reader on articles that it was not trained on."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean

from assistant.reading.reader import Reader
from evals.cases import LANGUAGES, SPLITS
from evals.names import asked
from evals.reader.measure import Measured, measured
from evals.reader.mixture import xquad
from evals.runs.scores import ALL, Score
from evals.runs.store import Run
from evals.suites.figures import Figure, Skipped
from evals.suites.homes import Homes, label

WITHIN, ACROSS = {"es": 0.955, "en": 0.965}, 0.945  # the right paragraph of XQuAD first
SENTENCE_WITHIN, SENTENCE_ACROSS = 0.90, 0.87  # its right sentence, by the reader
FIRST_FIVE = {"es": 0.92, "en": 0.90}  # of the seeds
QUESTIONS, SECONDS, GATE = 320, 90.0, 300.0  # so many are evaluated in so many seconds; so many for the gate


def measure_xquad(homes: Homes) -> list[Figure]:
    """How often the right paragraph comes first: one figure for each direction, question → paragraph language."""
    run = homes.run("xquad", "xquad-es", "xquad-en")
    found = []
    for of, written in (("es", "es"), ("en", "en"), ("en", "es"), ("es", "en")):
        target = WITHIN[written] if of == written else ACROSS
        name = f"right paragraph first, {of}→{written}"
        found.append(scored(Figure("xquad", name, None, target=target), run, "recall@1", f"xquad-{written}", of))
    return found


def measure_search(homes: Homes) -> list[Figure]:
    """Is a gold passage among the first five? The five seeds with their targets; other libraries for information."""
    figures: list[Figure] = []
    for name in asked():
        what = f"gold passage in the first five, {label(name)}"
        try:
            run = homes.run("retrieval", name)
        except Skipped as reason:
            figures.append(Figure("search", what, None, detail=f"skipped: {reason}"))
            continue
        for language in LANGUAGES:
            row = Figure(
                "search", f"{what}, {language}", None, target=FIRST_FIVE[language] if name == "seeds" else None
            )
            figures.append(scored(row, run, "recall@5", name, language))
    return figures


def measure_answers(homes: Homes) -> list[Figure]:
    """What must hold of every answer, right answers by library, and what the evaluation itself costs."""
    figures: list[Figure] = []
    here = []
    for name in asked():
        try:
            homes.open(name)
        except Skipped as reason:
            figures.append(Figure("answers", f"right answers, {label(name)}", None, detail=f"skipped: {reason}"))
            continue
        here.append(name)
    run = homes.run("answers", *here)
    figures += [_right(run, name, language) for name in here for language in LANGUAGES]
    return [*quotations(run), *figures, *_cost(homes, run, here)]


def measure_reading(homes: Homes) -> list[Figure]:
    """The share of questions whose right sentence fits best within the right paragraph, in all four directions."""
    folder = homes.shared / "bench" / "xquad"
    if not folder.is_dir():
        raise Skipped("XQuAD is not on this machine")
    _, held_out = xquad(folder)
    homes.tell(f"reading {len(held_out)} paragraphs of XQuAD")
    return [_sentence(one) for one in measured(Reader.load(), held_out)]


def quotations(run: Run) -> list[Figure]:
    """What must hold of every answer."""
    exact, bare = ([marks[metric] for marks in run.marks.values() if metric in marks] for metric in ("exact", "bare"))
    given = [row.answer for row in run.rows if row.answer is not None]
    statements = sum(len(answer.statements) for answer in given)
    quoted = sum(len(answer.citations) for answer in given)
    return [
        Figure(
            "answers", "quotations that are exact runs of their document", fmean(exact) if exact else None, target=1.0,
            detail=f"{quoted} in {len(given)} answers", numbers={"quotations": quoted, "answers": len(given)},
        ),
        Figure(
            "answers", "answers with a statement without a quotation", sum(bare), "count", target=0.0, at_most=True,
            detail=f"of {len(given)}, with {statements} statements", numbers={"statements": statements},
        ),
    ]  # fmt: skip


def score_of(run: Run, metric: str, library: str, language: str, split: str = ALL) -> Score | None:
    """That rate of the whole, None where it applies to no row."""
    wanted = (metric, library, language, split, ALL, "")
    for score in run.scores:
        if (score.metric, score.library, score.language, score.split, score.kind, score.variant) == wanted:
            return score
    return None


def scored(row: Figure, run: Run, metric: str, library: str, language: str) -> Figure:
    """The row with that rate and its interval, by halves where both were asked; the development half's misses by id."""
    score = score_of(run, metric, library, language)
    if score is None:
        return replace(row, detail="it applies to no question")
    halves: dict[str, float] = {
        split: half.value for split in SPLITS if (half := score_of(run, metric, library, language, split))
    }
    shown = f"{', '.join(f'{split} {value:.3f}' for split, value in halves.items())} · " if len(halves) > 1 else ""
    missed = [
        asked.case
        for asked in run.rows
        if (asked.library, asked.language, asked.split) == (library, language, "dev")
        and run.marks[asked.key].get(metric, 1.0) < 1.0
    ]
    return replace(
        row,
        value=score.value,
        detail=f"{shown}95 % {score.low:.3f}–{score.high:.3f} · {score.n} questions",
        numbers={**halves, "low": score.low, "high": score.high, "questions": score.n},
        missed=tuple(missed),
    )


def _right(run: Run, name: str, language: str) -> Figure:
    """Right answers; beside them wrong refusals and answered unanswerables, always both."""
    found = scored(Figure("answers", f"right answers, {label(name)}, {language}", None), run, "right", name, language)
    refused, invented = (score_of(run, metric, name, language) for metric in ("wrong_refusal", "answered_unanswerable"))
    told = [f"wrong refusals {refused.value:.3f}"] if refused else []
    told += [f"unanswerables answered {invented.value:.3f} of {invented.n}"] if invented else []
    return replace(found, detail=" · ".join([*told, found.detail]))


def _cost(homes: Homes, run: Run, names: list[str]) -> list[Figure]:
    """Seconds to evaluate, with the indexes built, and of the gate where nothing is built yet."""
    homes.run("retrieval", *names)
    asking, searching = homes.seconds["run answers"], homes.seconds["run retrieval"]
    building = sum(seconds for what, seconds in homes.seconds.items() if what in {f"open {name}" for name in names})
    return [
        Figure(
            "answers", f"evaluating {QUESTIONS} questions, indexes built", asking * QUESTIONS / len(run.rows),
            "seconds", SECONDS, True, numbers={"questions": len(run.rows)},
            detail=f"{asking:.1f} s for {len(run.rows)} questions, opening the indexes and scoring included",
        ),
        Figure(
            "answers", "the gate, nothing built yet", building + asking + searching, "seconds", GATE, True,
            detail=f"building {building:.1f} s, answers {asking:.1f} s, retrieval {searching:.1f} s; loading the model"
            " not included",
        ),
    ]  # fmt: skip


def _sentence(one: Measured) -> Figure:
    direction = one.source.split()[-1]
    of, told = direction.split("-")
    return Figure(
        "reading",
        f"right sentence of the right paragraph, {of}→{told}",
        one.sentence,
        target=SENTENCE_WITHIN if of == told else SENTENCE_ACROSS,
        detail=f"articles held out of training · its best words meet the answer in {one.run or 0:.3f}"
        f" · {one.blocks} questions",
        numbers={"questions": one.blocks},
    )
