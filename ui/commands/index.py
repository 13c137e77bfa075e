"""`ogp index`: make the documents searchable, say what the index holds, compare it with its checksums."""

from __future__ import annotations

from typing import Any

import click

from ui.terminal.notices import announce_damaged
from ui.terminal.session import Session
from ui.views.documents import warning_text
from ui.views.errors import explain


def group(session: Session) -> click.Group:
    return session.group("index", [build(session), status(session), verify(session)])


def build(session: Session) -> click.Command:
    texts, console = session.texts, session.console

    @session.command("index_build")
    def build() -> None:
        if session.library().is_empty:
            console.note(texts("index.of_starter"))
        with session.progress() as progress:
            report = session.backend.build_index(session.home(), progress)
        for warning in report.warnings:
            console.note(warning_text(warning, texts))
        counts = {name: getattr(report, name) for name in ("documents", "passages", "embedded", "reused")}
        console.show(texts("index.built", **counts, seconds=f"{report.seconds:.1f}"))

    return build


def status(session: Session) -> click.Command:
    texts, show = session.texts, session.console.show

    @session.command("index_status")
    def status() -> int:
        found = session.backend.index_status(session.home())
        show(f"{texts('field.home')}: {session.home()}")
        if not found.exists or found.generation is None:  # so damaged that nothing is known of it
            show(explain(found.problem, texts) if found.problem else texts("errors.IndexMissing"))
            return 1
        for line in _status_lines(session, found):
            show(line)
        damaged = announce_damaged(session)
        if found.stale:
            show(texts("index.stale"))
        if found.problem and not damaged:
            show(explain(found.problem, texts))
        return 1 if found.problem or damaged else 0

    return status


def _status_lines(session: Session, found: Any) -> list[str]:
    texts = session.texts
    facts = {name: getattr(found, name) for name in ("generation", "built_at", "embedder", "documents", "passages")}
    facts["size"] = texts("index.megabytes", n=f"{(found.bytes or 0) / 1e6:.1f}")
    facts["bridge"] = texts("index.bridge_yes" if found.bridge else "index.bridge_no")
    lines = [f"{texts(f'field.{name}')}: {value}" for name, value in facts.items()]
    return lines + [warning_text(warning, texts) for warning in getattr(found, "warnings", ())]


def verify(session: Session) -> click.Command:
    texts, console = session.texts, session.console

    @session.command("index_verify")
    def verify() -> int:
        problems = session.backend.verify_index(session.home())
        for problem in problems:
            console.note(explain(problem, texts))
        if not problems:
            console.show(texts("index.sound"))
        return 1 if problems else 0

    return verify
