"""What is measured under each setting of a default, what the development half would choose, and how that is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.cases import LANGUAGES, SPLITS, Split
from evals.suites.sweep import Measure, Outcome, Setting, Sweep, choose, difference, figures, mean, verdict

HITS = Measure("hit", "found")


def setting(name: str, dev: list[float], test: list[float] | None = None, mark: str = "hit") -> Setting:
    halves: tuple[tuple[Split, list[float]], ...] = (("dev", dev), ("test", test or []))
    return Setting(
        name,
        tuple(
            Outcome(f"{split}-{n}", "es", split, {mark: value})
            for split, values in halves
            for n, value in enumerate(values)
        ),
    )


def sweep(*settings: Setting, stands: str = "now", measures: tuple[Measure, ...] = (HITS,)) -> Sweep:
    return Sweep("size", stands, measures, settings)


class TestChoosing:
    def test_means_and_differences_are_of_one_half(self) -> None:
        now, other = setting("now", [1, 0, 0, 1], [1, 1]), setting("other", [1, 1, 1, 1], [0, 1])
        measured = sweep(now, other)
        of_now, gain, rest = mean(now, "hit", "dev"), *(difference(measured, other, "hit", split) for split in SPLITS)
        assert of_now is not None and gain is not None and rest is not None
        assert (of_now.value, gain.value, rest.value) == (0.5, 0.5, -0.5)
        assert of_now.low <= 0.5 <= of_now.high
        assert mean(now, "no such mark", "dev") is None

    def test_the_two_languages_of_a_question_are_drawn_together(self) -> None:
        outcomes = tuple(
            Outcome(f"c{n}", language, "dev", {"hit": float(n % 2)}) for n in range(10) for language in LANGUAGES
        )
        alone = tuple(replace(outcome, case=f"{outcome.case}{outcome.language}") for outcome in outcomes)
        together, apart = (mean(Setting("now", these), "hit", "dev") for these in (outcomes, alone))
        assert together is not None and apart is not None
        assert together.high - together.low > apart.high - apart.low

    def test_a_clear_gain_is_told_from_chance(self) -> None:
        now = setting("now", [0.0] * 40, [1.0] * 4)
        clear = choose(sweep(now, setting("better", [1.0] * 40, [0.0] * 4)))
        unclear = choose(sweep(now, setting("better", [1.0] + [0.0] * 39, [0.0] * 4)))
        assert clear is not None and unclear is not None
        assert (clear.setting, clear.is_clear) == ("better", True)
        assert (unclear.setting, unclear.is_clear) == ("better", False)

    def test_the_default_wins_among_equals_and_the_test_half_has_no_say(self) -> None:
        chosen = choose(sweep(setting("other", [1, 0], [1]), setting("now", [0, 1], [0])))
        assert chosen is not None and chosen.setting == "now"

    def test_a_further_measure_decides_between_equals(self) -> None:
        def both(name: str, hit: float, rank: float) -> Setting:
            return Setting(name, (Outcome("c", "es", "dev", {"hit": hit, "rank": rank}),))

        measured = sweep(both("now", 1, 0.5), both("other", 1, 0.7), measures=(HITS, Measure("rank", "MRR")))
        chosen = choose(measured)
        assert chosen is not None and chosen.setting == "other"

    def test_less_may_be_better(self) -> None:
        measured = sweep(
            setting("now", [1, 1]), setting("other", [1, 0]), measures=(Measure("hit", "cost", least=True),)
        )
        chosen = choose(measured)
        assert chosen is not None and (chosen.setting, chosen.gain.value) == ("other", -0.5)

    def test_nothing_is_chosen_without_development_questions(self) -> None:
        measured = sweep(setting("now", [], [1]), setting("other", [], [0]))
        assert choose(measured) is None
        assert "no development questions" in verdict(measured)

    def test_a_sweep_without_the_default_is_refused(self) -> None:
        with pytest.raises(ValueError, match="not measured at now"):
            sweep(setting("other", [1]))

    @given(st.lists(st.lists(st.sampled_from([0.0, 1.0]), min_size=5, max_size=5), min_size=1, max_size=5))
    @settings(max_examples=30, deadline=None)
    def test_nothing_measured_is_better_than_what_is_chosen(self, tried: list[list[float]]) -> None:
        named = [setting(f"s{n}", values) for n, values in enumerate(tried)]
        chosen = choose(sweep(*named, stands="s0"))
        assert chosen is not None
        best = max(sum(values) for values in tried)
        assert sum(tried[int(chosen.setting[1:])]) == best
        assert chosen.setting == "s0" or sum(tried[0]) < best


class TestTelling:
    def test_the_default_stands_out_and_others_are_held_against_it(self) -> None:
        now, other, last = figures(sweep(setting("now", [1, 0], [1]), setting("other", [0, 0], [1])))
        assert (now.name, now.value, now.detail) == ("now (default): found", 0.5, "test 1.000 (1.000 to 1.000)")
        assert (other.name, other.value) == ("other: found", 0.0)
        assert "against the default: dev -0.500 (" in other.detail and "test +0.000" in other.detail
        assert last.detail == "now, the default"

    def test_the_verdict_says_whether_chance_explains_it(self) -> None:
        now = setting("now", [0.0] * 40, [1.0] * 4)
        clear = verdict(sweep(now, setting("better", [1.0] * 40, [0.5] * 4)))
        assert "better, by +1.000" in clear
        assert ", more than chance" in clear
        assert "on test -0.500" in clear
        assert "no more than chance" in verdict(sweep(now, setting("better", [1.0] + [0.0] * 39, [1.0] * 4)))

    def test_passages_are_counted_where_a_setting_decides_them(self) -> None:
        row, _ = figures(sweep(replace(setting("now", [1], [1]), passages=44)))
        assert row.detail.endswith("44 passages")
