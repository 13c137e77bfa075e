"""`ogp corpus fetch`: get official documents from where they are published, and keep them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.views import errors as failure
from ui.views.documents import draft_lines, note_lines
from ui.terminal.session import Session

if TYPE_CHECKING:
    from corpus.fetch import FetchOutcome, Source


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("corpus_fetch")
    @click.argument("names", nargs=-1, metavar=texts("metavar.names"))
    @click.option("--country", metavar=texts("metavar.country"), help=texts("help.corpus_fetch_country"))
    @click.option("--list", "only_list", is_flag=True, help=texts("help.corpus_fetch_list"))
    @click.option(
        "--catalog",
        metavar=texts("metavar.file"),
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help=texts("help.corpus_fetch_catalog"),
    )
    def fetch(names: tuple[str, ...], country: str | None, only_list: bool, catalog: Path | None) -> int:
        fetching = session.backend.fetching(session.home())
        sources = fetching.sources(catalog, names, country)
        if only_list:
            for source in sources:
                _list(session, source)
            session.console.note(texts.count("corpus.count", len(sources)))
            return 0
        with session.progress() as progress:
            outcomes = fetching.fetch(
                sources, again=bool(names), progress=lambda done, total, _: progress("fetch", done, total)
            )
        for outcome in outcomes:
            _show(session, outcome)
        failed = sum(outcome.status == "failed" for outcome in outcomes)
        session.console.note(texts("fetch.total", here=_here(outcomes), failed=failed))
        changed = {outcome.source.id for outcome in outcomes if _changed(outcome.added)}
        if changed:
            for line in draft_lines(session.backend.library(session.home()).superseded(), changed, texts):
                session.console.show(line)
            session.console.note(texts("corpus.build_next"))
        return 1 if failed or not outcomes else 0

    return fetch


def _list(session: Session, source: Source) -> None:
    data = source.metadata
    kind = session.backend.kind_label(data.get("kind", ""), session.texts.language)
    facts = ", ".join(part for part in (kind, *map(data.get, ("country", "cycle", "date", "language"))) if part)
    session.console.show(f"{source.id}\n    {source.title}\n    {facts}\n    {source.url}")


def _show(session: Session, outcome: FetchOutcome) -> None:
    texts, console = session.texts, session.console
    if outcome.status == "failed":
        reason = failure.explain(outcome.error, texts) if outcome.error else ""
        named = reason.startswith(f"{outcome.source.id}:")
        console.note(texts("fetch.failed" if named else "fetch.failed_id", id=outcome.source.id, reason=reason))
        return
    if outcome.status == "removed":
        console.note(texts("fetch.removed", id=outcome.source.id))
        return
    status = texts.named("fetch_status", outcome.status)
    key = "fetch.done_resumed" if outcome.resumed else "fetch.done"
    console.show(texts(key, status=status, id=outcome.source.id, kilobytes=f"{outcome.bytes / 1000:.0f}"))
    for line in note_lines(outcome.added.notes if outcome.added else (), texts):
        console.show(f"    {line}")


def _here(outcomes: list[FetchOutcome]) -> int:
    return sum(outcome.status in ("fetched", "unchanged") for outcome in outcomes)


def _changed(added: Any) -> bool:
    return added is not None and added.status in ("added", "updated")
