"""`ogp ledger list` and `ogp ledger export`: the commitments, and everything that is said of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from ui.ledger import VOICES, View
from ui.rows import aligned, show_rows
from ui.session import Session
from ui.stale import announce_part_read

FORMATS = ("table", "json", "csv")
# What the table shows of `View.row`; JSON and CSV hold all of it.
SHOWN = (
    "key",
    "cycle",
    "number",
    "status_self_reported",
    "completion_self_reported",
    "completion_assessed",
    "openness_assessed",
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
        view, _, commitments = chosen_part(session, chosen)
        rows = [view.row(commitment) for commitment in commitments]
        announce_part_read(session, session.home())
        if form != "table":
            show_rows(session.console, rows, form)
            return
        if rows:
            headers = [texts(f"ledger.column.{name}") for name in SHOWN]
            lines = [["" if row[name] in (None, 0) else str(row[name]) for name in SHOWN] for row in rows]
            session.console.show(aligned(headers, lines))
        session.console.note(texts.count("ledger.count", len(rows)))

    return list_commitments


def export(session: Session) -> click.Command:
    @session.command("ledger_export")
    @filters(session)
    @format_option(session, "json")
    def export_findings(form: str, **chosen: str | None) -> None:
        from corpus.ledger import findings_where

        view, ledger, commitments = chosen_part(session, chosen)
        voice: Any = chosen["voice"]
        findings = findings_where(ledger, commitments, voice=voice)
        if not any(chosen.values()):
            findings = ledger.findings  # what is said of whole plans, too
        show_rows(session.console, [view.finding(finding) for finding in findings], form)

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

    ledger, documents = session.backend.ledger(session.home())
    voice: Any = chosen["voice"]
    found = commitments_where(
        ledger,
        country=chosen["country"],
        cycle=chosen["cycle"],
        status=chosen["status"],
        policy_area=chosen["area"],
        institution=chosen["institution"],
        voice=voice,
    )
    return View(ledger, documents, session.texts), ledger, found
