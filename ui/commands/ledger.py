"""`ogp ledger list` and `ogp ledger export`: the commitments, and everything that is said of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from ui.commands.ledger_filter import announce_none, with_plans
from ui.views.ledger import FINDING, OTHERS, ROW, VOICES, View
from ui.views.proposals import PROPOSAL, proposal_row, proposals_where
from ui.terminal.tables import fitted, show_rows
from ui.terminal.session import Session
from ui.terminal.notices import announce_part_read

FORMATS = ("table", "json", "csv", "excel")
# What the table shows of `View.row`; JSON and CSV hold all of it. Of `OTHERS` the table has a column where one is said.
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
FILTERS = ("country", "cycle", "status", "area", "institution")


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("ledger_list")
    @filters(session)
    @format_option(session, "table")
    def list_commitments(form: str, **chosen: str | None) -> None:
        view, ledger, commitments = chosen_part(session, chosen)
        rows = [view.row(commitment) for commitment in commitments]
        announce_part_read(session, session.home(), view.beside(chosen))
        if form != "table":
            show_rows(session.console, rows, form, ROW)
        elif rows:
            shown = [name for name in SHOWN if name not in OTHERS or any(row[name] for row in rows)]
            headers = [texts(f"ledger.column.{name}") for name in shown]
            named = [view.levels(row) for row in rows]
            lines = [[_cell(row[name]) for name in shown] for row in named]
            session.console.show(fitted(headers, lines, session.console.columns))
        if form == "table":
            session.console.note(texts.count("ledger.count", len(rows)))
        announce_none(session, ledger, chosen, len(rows))

    return list_commitments


def export(session: Session) -> click.Command:
    @session.command("ledger_export")
    @filters(session)
    @format_option(session, "json")
    @click.option("--proposals", "asked", is_flag=True, help=session.texts("help.ledger_proposals"))
    def export_findings(form: str, asked: bool, **chosen: str | None) -> None:
        from corpus.ledger import findings_where

        if asked:
            view, ledger, commitments = chosen_part(session, {**chosen, "voice": None})
            found = proposals_where(ledger, commitments, view.documents, chosen)
            show_rows(session.console, [proposal_row(one) for one in found], form, PROPOSAL)
            announce_none(session, ledger, chosen, len(found))
            return
        view, ledger, commitments = chosen_part(session, chosen)
        voice: Any = chosen["voice"]
        findings = findings_where(ledger, commitments, voice=voice)
        if not any(chosen[name] for name in ("status", "area", "institution")):
            findings = with_plans(ledger, findings, chosen)
        announce_part_read(session, session.home(), view.beside(chosen))
        show_rows(session.console, [view.finding(finding) for finding in findings], form, FINDING)
        announce_none(session, ledger, chosen, len(findings))

    return export_findings


def filters(session: Session) -> Callable[[Any], Any]:
    """The options that choose a part of the ledger."""
    texts = session.texts

    def add(function: Any) -> Any:
        voice = click.Choice(VOICES)
        function = click.option("--voice", type=voice, metavar=texts("metavar.voice"), help=texts("help.ledger_voice"))(
            function
        )
        for name in reversed(FILTERS):
            function = click.option(f"--{name}", metavar=texts(f"metavar.{name}"), help=texts(f"help.ledger_{name}"))(
                function
            )
        return function

    return add


def format_option(session: Session, default: str) -> Callable[[Any], Any]:
    known = FORMATS if default == "table" else FORMATS[1:]
    return click.option(
        "--format",
        "form",
        type=click.Choice(known),
        default=default,
        metavar=f"[{'|'.join(known)}]",
        help=session.texts("help.ledger_format", default=default),
    )


def chosen_part(session: Session, chosen: dict[str, str | None]) -> tuple[View, Any, tuple[Any, ...]]:
    """The view, the ledger, and the commitments that fit the options."""
    from corpus.ledger import commitments_where
    from corpus.ledger.labels import level_key

    ledger, documents = session.backend.ledger(session.home())
    voice: Any = chosen["voice"]
    found = commitments_where(
        ledger,
        country=chosen["country"],
        cycle=chosen["cycle"],
        status=chosen["status"] and (level_key(chosen["status"]) or chosen["status"]),
        policy_area=chosen["area"],
        institution=chosen["institution"],
        voice=voice,
    )
    return View(ledger, documents, session.texts), ledger, found


def _cell(value: Any) -> str:
    return "" if value in (None, 0) else " ".join(str(value).split())
