"""Which pictures a section holds, filled from the runs."""

from __future__ import annotations

from collections.abc import Sequence

from evals.cases import KINDS, LANGUAGES, SPLITS
from evals.metrics.answers import GIVEN
from evals.metrics.calibration import Weighed, curve
from evals.metrics.calibration import reliability as bins_of
from evals.report import bars, curves
from evals.report.draw import Drawing
from evals.report.look import Look, looks
from evals.report.run import ANSWERS, RETRIEVAL, ROBUSTNESS, XQUAD, Asked, Material, Rate
from evals.report.words import Words
from evals.runs.scores import ALL

# The rates that systems are put side by side by, with the names of their pictures.
SIDES = (
    (ANSWERS, "right", "right"),
    (ANSWERS, "found_and_said", "found_and_said"),
    (RETRIEVAL, "recall@5", "place5"),
    (ANSWERS, "citation_precision", "citation_precision"),
)
_COLUMN = 10  # lines that a picture bears
DEPTHS = (1, 3, 5, 10, 20)


class Pictures:
    """Draws in the words of one language; every system keeps its look."""

    def __init__(self, material: Material, words: Words) -> None:
        self._material = material
        self._words = words
        self._looks = looks(material.systems(ANSWERS, RETRIEVAL, ROBUSTNESS, XQUAD))

    def systems(self, split: str) -> list[Drawing]:
        found = []
        for suite, metric, name in SIDES:
            lines = self.side(suite, metric, split)
            if lines:
                found.append(bars.rates(f"side-{name}", self._title(name), lines, self._words, bars=True))
        return found

    def side(self, suite: str, metric: str, split: str, systems: Sequence[str] = ()) -> list[bars.Line]:
        """One line a system: of these whether they have the rate or not, or of those that have it."""
        lines = [
            bars.Line(
                self._words.named("systems", system),
                self._looks[system],
                self._rates(suite, metric, system, split=split),
            )
            for system in systems or self._material.systems(suite)
        ]
        return [line for line in lines if line.rates or systems]

    def kinds(self, system: str) -> list[Drawing]:
        asked = self._material.asked(ANSWERS, system)
        present = {one.row.kind for one in asked}
        lines = []
        for kind in (*(kind for kind in KINDS if kind in present), *sorted(present - KINDS.keys())):
            metric = "right" if KINDS.get(kind, "answered") == "answered" else "right_refusal"
            rates = self._rates(ANSWERS, metric, system, kind=kind)
            if rates:
                most = max(rate.n for rate in rates.values())
                lines.append(bars.Line(f"{self._words.named('kinds', kind)} ({most})", self._looks[system], rates))
        # two columns of about the same length; one would be a page long
        middle = (len(lines) + 1) // 2 if len(lines) > _COLUMN else len(lines)
        columns = [column for column in (lines[:middle], lines[middle:]) if column]
        return [
            bars.rates(
                f"kinds-{n}",
                self._words("plots.kinds_part", n=n, all=len(columns)) if len(columns) > 1 else self._title("kinds"),
                column,
                self._words,
            )
            for n, column in enumerate(columns, start=1)
        ]

    def retrieval(self) -> list[Drawing]:
        found = []
        for language in LANGUAGES:
            lines = self._curves(RETRIEVAL, language)
            if lines:
                found.append(curves.recall(f"recall-{language}", self._title("recall", language), lines, self._words))
        return found

    def xquad(self) -> list[Drawing]:
        found = []
        for language in LANGUAGES:
            lines = self._curves(XQUAD, language)
            if lines:
                title = self._title("recall_xquad", language)
                found.append(curves.recall(f"xquad-{language}", title, lines, self._words))
        return found

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
                bars.Line(self._words.named("variants", variant), self._looks[system], rates)
                for variant in variants
                if (rates := self._rates(ROBUSTNESS, "stays_right", system, variant=variant))
            ]
            if lines:
                title = self._words("plots.robustness", system=self._words.named("systems", system))
                found.append(bars.rates(f"robustness-{number}", title, lines, self._words, bars=True))
        return found

    def latency(self) -> list[Drawing]:
        found: list[tuple[str, Look, str, float, float]] = []
        for timing in self._material.timing(ANSWERS):
            system = str(timing["system"])
            if system in self._looks and float(timing["median"]) > 0:
                name = self._words.named("systems", system)
                seconds = float(timing["median"]), float(timing["p95"])
                found.append((name, self._looks[system], str(timing["language"]), *seconds))
        return [bars.times("latency", self._title("latency"), found, self._words)] if found else []

    def _curves(self, suite: str, language: str) -> list[curves.Curve]:
        lines = []
        for system in self._material.systems(suite):
            points = {
                k: rate
                for k in DEPTHS
                if (rate := self._material.rate(suite, f"recall@{k}", system, language)) is not None
            }
            if points:
                lines.append(curves.Curve(self._words.named("systems", system), self._looks[system], points))
        return lines

    def _rates(
        self, suite: str, metric: str, system: str, *, split: str = ALL, kind: str = ALL, variant: str = ""
    ) -> dict[str, Rate]:
        found = {
            language: self._material.rate(suite, metric, system, language, split=split, kind=kind, variant=variant)
            for language in LANGUAGES
        }
        return {language: rate for language, rate in found.items() if rate is not None}

    def _title(self, name: str, language: str | None = None) -> str:
        if language is None:
            return self._words(f"plots.{name}")
        return self._words(f"plots.{name}", language=self._words.named("languages", language))


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
