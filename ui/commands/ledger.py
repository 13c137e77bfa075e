"""`ogp ledger`: the commitments, one of them, what is said of it on each side, and all of it for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from ui.commands.ledger_filter import (
    announce_nothing_fits,
    filter_options,
    format_option,
    open_filtered,
    with_plan_findings,
)
from ui.terminal.notices import announce_ledger_gaps
from ui.terminal.session import Session
from ui.terminal.tables import fitted, show_rows
from ui.views.ledger import FINDING_COLUMNS, OTHERS, ROW_COLUMNS, LedgerView, finding_row
from ui.views.proposals import PROPOSAL_COLUMNS, proposal_lines, proposal_row, proposals_where

# What the table shows of `LedgerView.row`; JSON and CSV hold all of it. Of `OTHERS` it has a column where one is said.
SHOWN = (
    "key",
    "cycle",
    "number",
    "status_self_reported",
    "completion_self_reported",
    "completion_assessed",
    "openness_assessed",
    *OTHERS,
    "disagreements",
    "title",
)


def group(session: Session) -> click.Group:
    commands = (list_commitments, show, compare, export)
    return session.group("ledger", [command(session) for command in commands])


def list_commitments(session: Session) -> click.Command:
    @session.command("ledger_list")
    @filter_options(session)
    @format_option(session, "table")
    def list_commitments(form: str, **filters: str | None) -> None:
        view, ledger, commitments = open_filtered(session, filters)
        rows = [view.row(commitment) for commitment in commitments]
        announce_ledger_gaps(session, view.sources_elsewhere(filters))
        if form != "table":
            show_rows(session.console, rows, form, ROW_COLUMNS)
        else:
            if rows:
                _show_table(session, view, rows)
            session.console.note(session.texts.count("ledger.count", len(rows)))
        if not rows:
            announce_nothing_fits(session, ledger, filters)

    return list_commitments


def _show_table(session: Session, view: LedgerView, rows: list[dict[str, Any]]) -> None:
    columns = [name for name in SHOWN if name not in OTHERS or any(row[name] for row in rows)]
    headers = [session.texts(f"ledger.column.{name}") for name in columns]
    lines = [[_cell(row[name]) for name in columns] for row in map(view.with_level_names, rows)]
    session.console.show(fitted(headers, lines, session.console.columns))


def _cell(value: Any) -> str:
    return "" if value in (None, 0) else " ".join(str(value).split())


def export(session: Session) -> click.Command:
    @session.command("ledger_export")
    @filter_options(session)
    @format_option(session, "json")
    @session.option("--proposals", is_flag=True, help="ledger_proposals")
    def export(form: str, proposals: bool, **filters: str | None) -> None:
        from corpus.ledger import findings_where

        # Who proposes something need not be who speaks of the commitments that it mentions.
        view, ledger, commitments = open_filtered(session, {**filters, "voice": None} if proposals else filters)
        if proposals:
            proposed = proposals_where(ledger, commitments, view.documents, filters)
            rows, columns = [proposal_row(proposal) for proposal in proposed], PROPOSAL_COLUMNS
        else:
            voice: Any = filters["voice"]
            findings = with_plan_findings(ledger, findings_where(ledger, commitments, voice=voice), filters)
            announce_ledger_gaps(session, view.sources_elsewhere(filters))
            rows, columns = [finding_row(finding) for finding in findings], FINDING_COLUMNS
        show_rows(session.console, rows, form, columns)
        if not rows:
            announce_nothing_fits(session, ledger, filters)

    return export


def show(session: Session) -> click.Command:
    """Everything that documents say of a commitment, or plan."""
    return _of_one(session, "ledger_show", lambda ledger, key: list(ledger.of(key)))


def compare(session: Session) -> click.Command:
    """What several voices, or several documents, say of the same thing."""

    def select(ledger: Any, key: str) -> list[Any]:
        findings = ledger.of(key)
        sides: dict[str, set[tuple[str, str]]] = {}
        for finding in findings:
            sides.setdefault(_subject(finding), set()).add((finding.voice, finding.at.document))
        return [finding for finding in findings if len(sides[_subject(finding)]) > 1]

    return _of_one(session, "ledger_compare", select)


def _subject(finding: Any) -> str:
    """A status and a completion both say how it ended."""
    return "completion" if finding.field == "status" else str(finding.field)


def _of_one(session: Session, name: str, select: Callable[[Any, str], list[Any]]) -> click.Command:
    @session.command(name)
    @session.argument("commitment", "commitment")
    @format_option(session, "table")
    def run(commitment: str, form: str) -> int:
        ledger, documents = session.backend.ledger(session.home())
        view = LedgerView(ledger, documents, session.texts)
        key = view.find(commitment)
        if key is None:
            known = ", ".join(list(ledger.commitments)[:5])
            session.console.note(session.texts("ledger.unknown", name=commitment, known=known or "—"))
            return 1
        findings = select(ledger, key)
        if form != "table":
            show_rows(session.console, [finding_row(finding) for finding in findings], form, FINDING_COLUMNS)
            return 0
        lines = [view.head(key), *view.finding_lines(findings)]
        if name == "ledger_show":
            lines += proposal_lines([one for one in ledger.proposals if key in one.commitments], view, session.texts)
        for line in lines + _disagreement_lines(session, ledger, view, key, always=name == "ledger_compare"):
            session.console.show(line)
        return 0

    return run


def _disagreement_lines(session: Session, ledger: Any, view: LedgerView, key: str, *, always: bool) -> list[str]:
    """`always`: that there is none is said too."""
    from corpus.ledger import disagreements_of

    disagreements = disagreements_of(ledger, key)
    if disagreements:
        return [f"\n{session.texts('ledger.disagreements')}", *view.disagreement_lines(disagreements)]
    return [f"\n{session.texts('ledger.no_disagreement')}"] if always else []
