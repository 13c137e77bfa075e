"""`ogp evals gate`: fail when a rate fell by more than its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from evals.commands import places
from evals.commands.session import Session, Texts
from evals.commands.table import table

if TYPE_CHECKING:
    from evals.gate import Judgement, Verdict


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("evals_gate")
    @click.option("--update", is_flag=True, help=texts("help.evals_gate_update"))
    def gate(update: bool) -> int:
        from evals.gate import BASELINE, SUITES, judge, measured, read_baseline, write_baseline

        runs = []
        with session.progress() as progress:
            for suite in SUITES:
                options = places.default_options(suite)
                with places.runner(session, progress, options) as runner:
                    runs.append(runner.run(options))
        absent = {why for run in runs for why in run.configuration.absent.values()}
        for why in sorted(absent):
            session.console.note(why)
        now = measured(runs)
        if update:
            if absent:
                session.console.note(texts("evals.gate_incomplete"))
                return 1
            write_baseline(now, BASELINE)
            session.console.show(texts("evals.gate_written", n=len(now.rates), file=BASELINE))
            return 0
        judgement = judge(read_baseline(BASELINE), now)
        session.console.show(told(judgement, texts))
        return 0 if judgement.passed else 1

    return gate


def told(judgement: Judgement, texts: Texts) -> str:
    """The rates that differ, the questions that changed, and the verdict."""
    parts = []
    moved = [v for v in judgement.verdicts if v.now is not None and abs(v.now.value - v.before.value) > 1e-4]
    if moved:
        names = ("rate", "committed", "interval_plain", "now", "verdict")
        parts.append(table([texts(f"evals.column.{name}") for name in names], [_line(v, texts) for v in moved], left=1))
    for word, changes in (("lost", judgement.lost), ("won", judgement.won)):
        parts += [
            texts(f"evals.gate_{word}", where="/".join(key), cases=", ".join(ids)) for key, ids in changes.items()
        ]
    unasked = sum(verdict.now is None for verdict in judgement.verdicts)
    if unasked:
        parts.append(texts("evals.gate_unasked", n=unasked))
    if judgement.uncommitted:
        parts.append(texts("evals.gate_new", n=len(judgement.uncommitted)))
    fell = sum(verdict.fell for verdict in judgement.verdicts)
    held = len(judgement.verdicts) - fell - unasked
    parts.append(texts("evals.gate_failed" if fell else "evals.gate_passed", fell=fell, held=held))
    return "\n\n".join(parts)


def _line(verdict: Verdict, texts: Texts) -> list[str]:
    assert verdict.now is not None
    word = "fell" if verdict.fell else "worse" if verdict.worse else "better"
    return [
        "/".join(verdict.key),
        f"{verdict.before.value:.3f}",
        f"{verdict.before.low:.3f}–{verdict.before.high:.3f}",
        f"{verdict.now.value:.3f}",
        texts(f"evals.verdict.{word}"),
    ]
