"""`ogp ledger show` and `ogp ledger compare`: one commitment, or plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from ui.commands.ledger import format_option
from ui.views.ledger import FINDING, View
from ui.views.proposals import proposal_lines
from ui.terminal.tables import show_rows
from ui.terminal.session import Session


def show(session: Session) -> click.Command:
    """Everything that documents say of it."""

    def chosen(ledger: Any, key: str) -> list[Any]:
        return list(ledger.of(key))

    return _command(session, "ledger_show", chosen)


def compare(session: Session) -> click.Command:
    """What several voices, or several documents, say of the same thing."""

    def chosen(ledger: Any, key: str) -> list[Any]:
        found = ledger.of(key)
        sides: dict[str, set[tuple[str, str]]] = {}
        for finding in found:
            sides.setdefault(_matter(finding), set()).add((finding.voice, finding.at.document))
        return [finding for finding in found if len(sides[_matter(finding)]) > 1]

    return _command(session, "ledger_compare", chosen)


def _matter(finding: Any) -> str:
    """A status and a completion both say how it ended."""
    return "completion" if finding.field == "status" else str(finding.field)


def _command(session: Session, name: str, chosen: Callable[[Any, str], list[Any]]) -> click.Command:
    texts = session.texts

    @session.command(name)
    @click.argument("commitment", metavar=texts("metavar.commitment"))
    @format_option(session, "table")
    def run(commitment: str, form: str) -> int:
        from corpus.ledger import disagreements_of

        ledger, documents = session.backend.ledger(session.home())
        view = View(ledger, documents, texts)
        key = view.find(commitment)
        if key is None:
            known = ", ".join(list(ledger.commitments)[:5])
            session.console.note(texts("ledger.unknown", name=commitment, known=known or "—"))
            return 1
        findings = chosen(ledger, key)
        if form != "table":
            show_rows(session.console, [view.finding(finding) for finding in findings], form, FINDING)
            return 0
        session.console.show(view.head(key))
        for line in view.said(findings):
            session.console.show(line)
        if name == "ledger_show":
            asked = [proposal for proposal in ledger.proposals if key in proposal.commitments]
            for line in proposal_lines(asked, view, texts):
                session.console.show(line)
        differing = disagreements_of(ledger, key)
        if differing:
            session.console.show(f"\n{texts('ledger.disagreements')}")
            for line in view.disagreements(differing):
                session.console.show(line)
        elif name == "ledger_compare":
            session.console.show(f"\n{texts('ledger.no_disagreement')}")
        return 0

    return run
