"""`ogp corpus add` and `ogp corpus fetch`: read files, or get official documents from where they are published, and
keep them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.terminal.prompts import ask_what_is_open
from ui.terminal.session import FILE, Session
from ui.views.documents import added_lines, draft_lines, note_lines
from ui.views.errors import explain

if TYPE_CHECKING:
    from corpus.fetch import FetchOutcome, Source


def add(session: Session) -> click.Command:
    texts = session.texts

    @session.command("corpus_add")
    @session.argument("paths", "paths", nargs=-1, type=click.Path(path_type=Path))
    @session.option("--catalog", help="corpus_add_catalog", metavar="file", type=FILE)
    @session.option("--id", "as_id", help="corpus_add_id", metavar="id")
    @session.option("--replace", is_flag=True, help="corpus_add_replace")
    @session.option("--starter", is_flag=True, help="corpus_add_starter")
    def add(paths: tuple[Path, ...], catalog: Path | None, as_id: str | None, replace: bool, starter: bool) -> int:
        if as_id is not None and (len(paths) != 1 or paths[0].is_dir() or not as_id.strip()):
            raise click.UsageError(texts("corpus.id_of_one"))
        if not paths and not starter:
            raise click.UsageError(texts("corpus.nothing_named"))
        library = session.library()
        how = {"catalog": session.backend.load_catalog(catalog) if catalog else None, "as_id": as_id}
        outcomes: list[Any] = list(library.add_starter()) if starter else []
        if paths:
            with session.progress() as progress:
                outcomes += library.add(paths, progress=progress.stage("add"), replace=replace, **how)
        for outcome in outcomes:
            _show_added(session, outcome)
        failed = sum(outcome.status == "failed" for outcome in outcomes)
        session.console.note(texts("corpus.added_total", kept=len(outcomes) - failed, failed=failed))
        if library.is_empty:
            session.console.note(texts("corpus.starter_only"))
        ask_what_is_open(session, library, outcomes)
        _say_what_is_next(session, [outcome.document_id for outcome in outcomes if _is_new(outcome)])
        return 1 if failed or not outcomes else 0

    return add


def fetch(session: Session) -> click.Command:
    texts = session.texts

    @session.command("corpus_fetch")
    @session.argument("names", "names", nargs=-1)
    @session.option("--country", help="corpus_fetch_country", metavar="country")
    @session.option("--list", "only_list", is_flag=True, help="corpus_fetch_list")
    @session.option("--catalog", help="corpus_fetch_catalog", metavar="file", type=FILE)
    def fetch(names: tuple[str, ...], country: str | None, only_list: bool, catalog: Path | None) -> int:
        fetcher = session.backend.fetching(session.home())
        sources = fetcher.sources(catalog, names, country)
        if only_list:
            for source in sources:
                _list(session, source)
            session.console.note(texts.count("corpus.count", len(sources)))
            return 0
        with session.progress() as progress:
            outcomes = fetcher.fetch(sources, again=bool(names), progress=progress.stage("fetch"))
        for outcome in outcomes:
            _show_fetched(session, outcome)
        failed = sum(outcome.status == "failed" for outcome in outcomes)
        here = sum(outcome.status in ("fetched", "unchanged") for outcome in outcomes)
        session.console.note(texts("fetch.total", here=here, failed=failed))
        _say_what_is_next(session, {outcome.source.id for outcome in outcomes if _is_new(outcome.added)})
        return 1 if failed or not outcomes else 0

    return fetch


def _is_new(added: Any) -> bool:
    return added is not None and added.status in ("added", "updated")


def _say_what_is_next(session: Session, new: Collection[str]) -> None:
    """The drafts that the new documents supersede, or that supersede them; and that the index is to be built."""
    if new:
        for line in draft_lines(session.library().superseded(), new, session.texts):
            session.console.show(line)
        session.console.note(session.texts("corpus.build_next"))


def _show_added(session: Session, outcome: Any) -> None:
    texts, console = session.texts, session.console
    path = str(outcome.path).replace("\n", " ")  # no name adds a line of its own
    if outcome.status == "failed":
        reason = explain(outcome.error, texts) if outcome.error else ""
        # Most reasons begin with the file's name; the others need it said.
        key = "corpus.failed" if outcome.path.name in reason else "corpus.failed_path"
        console.note(texts(key, path=path, reason=reason))
        return
    status = texts.named("corpus_status", outcome.status)
    console.show(texts("corpus.added", status=status, path=path, id=outcome.document_id))
    for line in (*note_lines(outcome.notes, texts), *added_lines(outcome, texts, session.backend.kind_label)):
        console.show(f"    {line}")


def _list(session: Session, source: Source) -> None:
    data = source.metadata
    kind = session.kind_label(data.get("kind", ""))
    facts = ", ".join(part for part in (kind, *map(data.get, ("country", "cycle", "date", "language"))) if part)
    session.console.show(f"{source.id}\n    {source.title}\n    {facts}\n    {source.url}")


def _show_fetched(session: Session, outcome: FetchOutcome) -> None:
    texts, console = session.texts, session.console
    if outcome.status == "failed":
        reason = explain(outcome.error, texts) if outcome.error else ""
        named = reason.startswith(f"{outcome.source.id}:")
        console.note(texts("fetch.failed" if named else "fetch.failed_id", id=outcome.source.id, reason=reason))
    elif outcome.status == "removed":
        console.note(texts("fetch.removed", id=outcome.source.id))
    else:
        status = texts.named("fetch_status", outcome.status)
        key = "fetch.done_resumed" if outcome.resumed else "fetch.done"
        console.show(texts(key, status=status, id=outcome.source.id, kilobytes=f"{outcome.bytes / 1000:.0f}"))
        for line in note_lines(outcome.added.notes if outcome.added else (), texts):
            console.show(f"    {line}")
