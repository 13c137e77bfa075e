"""`ogp evals gate`: fail when a rate fell by more than its interval."""

from __future__ import annotations

from shutil import rmtree
from typing import TYPE_CHECKING

import click

from evals.commands import places
from evals.commands.session import Session, Texts
from evals.commands.tables import table

if TYPE_CHECKING:
    from evals.runs.gate import Judgement, Verdict


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("evals_gate")
    @click.option("--update", is_flag=True, help=texts("help.evals_gate_update"))
    def gate(update: bool) -> int:
        from evals.runs.baseline import BASELINE, read_baseline, write_baseline
        from evals.runs.gate import SUITES, judge, measured

        committed = None if update else read_baseline()
        runs = []
        # Apart from the runs a person started, and only the last one.
        folder = places.evals_folder(session) / "gate"
        rmtree(folder, ignore_errors=True)
        with session.progress() as progress:
            for suite in SUITES:
                options = places.default_options(suite)
                with places.runner(session, progress, options, folder) as runner:
                    runs.append(runner.run(options))
        for why in sorted({why for run in runs for why in run.configuration.absent.values()}):
            session.console.note(why)
        now = measured(runs)
        if committed is None:
            if now.absent:
                session.console.note(texts("evals.gate_incomplete"))
                return 1
            write_baseline(now, BASELINE)
            session.console.show(texts("evals.gate_written", n=len(now.rates), file=BASELINE))
            return 0
        judgement = judge(committed, now)
        session.console.show(told(judgement, texts))
        return 0 if judgement.passed else 1

    return gate


def told(judgement: Judgement, texts: Texts) -> str:
    """The rates that differ, the questions that changed, and the verdict."""
    parts = []
    moved = [v for v in judgement.verdicts if v.fell or (v.now and abs(v.now.value - v.before.value) > 1e-4)]
    if moved:
        names = ("rate", "committed", "interval_plain", "now", "verdict")
        parts.append(table([texts(f"evals.column.{name}") for name in names], [_line(v, texts) for v in moved], left=1))
    parts += [
        texts("evals.gate_against", rate="/".join(v.key), cases=", ".join(v.cases))
        for v in judgement.verdicts
        if v.fell and v.cases
    ]
    for one in judgement.questions:
        where = f"{one.suite}/{one.language}"
        if one.lost:
            parts.append(texts("evals.gate_lost", where=where, cases=", ".join(one.lost)))
        if one.won:
            parts.append(texts("evals.gate_won", where=where, cases=", ".join(one.won)))
        if one.fell:
            bounds = f"{100 * one.low:+.1f} … {100 * one.high:+.1f}"
            parts.append(
                texts("evals.gate_lost_more", where=where, lost=len(one.lost), won=len(one.won), bounds=bounds)
            )
    unasked = sum(verdict.now is None and verdict.excused for verdict in judgement.verdicts)
    if unasked:
        parts.append(texts("evals.gate_unasked", n=unasked))
    if judgement.uncommitted:
        parts.append(texts("evals.gate_new", n=len(judgement.uncommitted)))
    fell = sum(v.fell for v in judgement.verdicts) + sum(q.fell for q in judgement.questions)
    held = sum(not v.fell and v.now is not None for v in judgement.verdicts)
    parts.append(texts("evals.gate_passed" if judgement.passed else "evals.gate_failed", fell=fell, held=held))
    return "\n\n".join(parts)


def _line(verdict: Verdict, texts: Texts) -> list[str]:
    word = "fell" if verdict.fell else "worse" if verdict.worse else "better"
    return [
        "/".join(verdict.key),
        f"{verdict.before.value:.3f}",
        f"{verdict.before.low:.3f}–{verdict.before.high:.3f}",
        f"{verdict.now.value:.3f}" if verdict.now else "—",
        texts(f"evals.verdict.{word}"),
    ]
