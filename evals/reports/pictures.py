"""Which charts a section of the page holds, filled from the runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from evals.cases import KINDS, LANGUAGES, SPLITS
from evals.metrics.answers import GIVEN
from evals.metrics.calibration import Weighed, curve
from evals.metrics.calibration import reliability as bins_of
from evals.reports import charts, curves
from evals.reports.draw import Drawing, looks
from evals.reports.material import ANSWERS, RETRIEVAL, ROBUSTNESS, XQUAD, Asked, Material, Part, Rate
from evals.reports.words import Words
from evals.runs.scores import ALL

# The rates that systems are put side by side by, with the names of their charts.
SIDES = (
    (ANSWERS, "right", "right"),
    (ANSWERS, "found_and_said", "found_and_said"),
    (RETRIEVAL, "recall@5", "place5"),
    (ANSWERS, "citation_precision", "citation_precision"),
)
_COLUMN = 10  # lines that a chart bears
DEPTHS = (1, 3, 5, 10, 20)


class Pictures:
    """Draws in the words of one language; every system keeps its look."""

    def __init__(self, material: Material, words: Words) -> None:
        self._material = material
        self._words = words
        self._looks = looks(material.systems(ANSWERS, RETRIEVAL, ROBUSTNESS, XQUAD))

    def systems(self, split: str) -> list[Drawing]:
        sides = {name: self.side(suite, metric, split) for suite, metric, name in SIDES}
        return [
            charts.rates(f"side-{name}", self._title(name), lines, self._words, bars=True)
            for name, lines in sides.items()
            if lines
        ]

    def side(self, suite: str, metric: str, split: str, systems: Sequence[str] = ()) -> list[charts.Line]:
        """One line a system: of these whether they have the rate or not, or of those that have it."""
        lines = [
            self._line(self._words.named("systems", system), metric, Part(suite, system, "", split=split))
            for system in systems or self._material.systems(suite)
        ]
        return [line for line in lines if line.rates or systems]

    def kinds(self, system: str) -> list[Drawing]:
        present = {one.row.kind for one in self._material.asked(ANSWERS, system)}
        lines = []
        for kind in (*(kind for kind in KINDS if kind in present), *sorted(present - KINDS.keys())):
            metric = "right" if KINDS.get(kind, "answered") == "answered" else "right_refusal"
            of = Part(ANSWERS, system, "", kind=kind)
            if rates := self._rates(metric, of):
                most = max(rate.n for rate in rates.values())
                lines.append(self._line(f"{self._words.named('kinds', kind)} ({most})", metric, of))
        # two columns of about the same length; one would be a page long
        middle = (len(lines) + 1) // 2 if len(lines) > _COLUMN else len(lines)
        columns = [column for column in (lines[:middle], lines[middle:]) if column]
        titles = [self._words("plots.kinds_part", n=n, all=len(columns)) for n in range(1, len(columns) + 1)]
        titles = titles if len(columns) > 1 else [self._title("kinds")]
        return [
            charts.rates(f"kinds-{n}", title, column, self._words)
            for n, (title, column) in enumerate(zip(titles, columns, strict=False), start=1)
        ]

    def retrieval(self) -> list[Drawing]:
        return list(self._by_depth(RETRIEVAL, "recall"))

    def xquad(self) -> list[Drawing]:
        return list(self._by_depth(XQUAD, "recall_xquad"))

    def calibration(self, system: str) -> list[Drawing]:
        asked = self._material.asked(ANSWERS, system)
        in_use = lowest_answered(asked)
        found = []
        for split in SPLITS:
            weighed = weigh(asked, split)
            if len({one.answerable for one in weighed}) < 2:
                continue
            named = self._words.named("splits", split)
            title = self._words("plots.refusals", split=named)
            found.append(curves.refusals(f"refusals-{split}", title, curve(weighed), in_use, self._words))
            title = self._words("plots.reliability", split=named)
            found.append(curves.reliability(f"reliability-{split}", title, bins_of(weighed), self._words))
        return found

    def robustness(self) -> list[Drawing]:
        found = []
        for number, system in enumerate(self._material.systems(ROBUSTNESS)):
            asked = self._material.asked(ROBUSTNESS, system)
            variants = dict.fromkeys(one.row.variant for one in asked if one.row.variant)
            lines = [
                self._line(self._words.named("variants", one), "stays_right", Part(ROBUSTNESS, system, "", variant=one))
                for one in variants
            ]
            if lines := [line for line in lines if line.rates]:
                title = self._words("plots.robustness", system=self._words.named("systems", system))
                found.append(charts.rates(f"robustness-{number}", title, lines, self._words, bars=True))
        return found

    def latency(self) -> list[Drawing]:
        found = []
        for timing in self._material.timing(ANSWERS):
            system, seconds = str(timing["system"]), (float(timing["median"]), float(timing["p95"]))
            if system in self._looks and seconds[0] > 0:
                name = self._words.named("systems", system)
                found.append(charts.Time(name, self._looks[system], str(timing["language"]), *seconds))
        return [charts.times("latency", self._title("latency"), found, self._words)] if found else []

    def _by_depth(self, suite: str, name: str) -> Iterator[Drawing]:
        for language in LANGUAGES:
            lines = []
            for system in self._material.systems(suite):
                of = Part(suite, system, language)
                found = {k: rate for k in DEPTHS if (rate := self._material.rate(f"recall@{k}", of)) is not None}
                if found:
                    lines.append(charts.Line(self._words.named("systems", system), self._looks[system], found))
            if lines:
                title = self._words(f"plots.{name}", language=self._words.named("languages", language))
                yield curves.recall(f"{name}-{language}", title, lines, self._words)

    def _line(self, name: str, metric: str, of: Part) -> charts.Line:
        return charts.Line(name, self._looks[of.system], self._rates(metric, of))

    def _rates(self, metric: str, of: Part) -> Mapping[str, Rate]:
        found = {code: self._material.rate(metric, replace(of, language=code)) for code in LANGUAGES}
        return {code: rate for code, rate in found.items() if rate is not None}

    def _title(self, name: str) -> str:
        return self._words(f"plots.{name}")


def weigh(asked: Sequence[Asked], split: str) -> list[Weighed]:
    """Questions about the subject that carry a confidence: those outside it are refused for another reason."""
    return [
        Weighed(one.row.answer.confidence, expected == "answered", one.marks.get("right") == 1)
        for one in asked
        if one.row.split == split
        and one.row.answer is not None
        and one.row.answer.confidence is not None
        and (expected := KINDS.get(one.row.kind, "answered")) != "out_of_scope"
    ]


def lowest_answered(asked: Sequence[Asked]) -> float | None:
    """The least confidence with which an answer was given: where the threshold in use shows."""
    given = [one.row.answer for one in asked if one.row.answer is not None and one.row.answer.status in GIVEN]
    return min((answer.confidence for answer in given if answer.confidence is not None), default=None)


def split_shown(material: Material) -> str:
    """The half that is shown first: what nobody looked at, where it was asked."""
    asked = (*material.asked(ANSWERS), *material.asked(RETRIEVAL))
    return "test" if any(one.row.split == "test" for one in asked) else ALL
