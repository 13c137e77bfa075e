"""`ogp corpus add`: read files and keep them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ui.views import errors as failure
from ui.terminal.identity import added_lines, ask_what_is_open
from ui.views.documents import draft_lines, note_lines
from ui.terminal.session import Session


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("corpus_add")
    @click.argument("paths", nargs=-1, metavar=texts("metavar.paths"), type=click.Path(path_type=Path))
    @click.option(
        "--catalog",
        metavar=texts("metavar.file"),
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help=texts("help.corpus_add_catalog"),
    )
    @click.option("--id", "as_id", metavar=texts("metavar.id"), help=texts("help.corpus_add_id"))
    @click.option("--replace", is_flag=True, help=texts("help.corpus_add_replace"))
    @click.option("--starter", is_flag=True, help=texts("help.corpus_add_starter"))
    def add(paths: tuple[Path, ...], catalog: Path | None, as_id: str | None, replace: bool, starter: bool) -> int:
        if as_id is not None and (len(paths) != 1 or paths[0].is_dir() or not as_id.strip()):
            raise click.UsageError(texts("corpus.id_of_one"))
        if not paths and not starter:
            raise click.UsageError(texts("corpus.nothing_named"))
        library = session.backend.library(session.home())
        entries = session.backend.load_catalog(catalog) if catalog else None
        outcomes: list[Any] = []
        if starter:
            outcomes += library.add_starter()
        if paths:
            with session.progress() as progress:
                outcomes += library.add(
                    paths,
                    catalog=entries,
                    progress=lambda done, total, _: progress("add", done, total),
                    as_id=as_id,
                    replace=replace,
                )
        failed = [outcome for outcome in outcomes if outcome.status == "failed"]
        for outcome in outcomes:
            _show(session, outcome)
        session.console.note(texts("corpus.added_total", kept=len(outcomes) - len(failed), failed=len(failed)))
        if library.is_empty:
            session.console.note(texts("corpus.starter_only"))
        ask_what_is_open(session, library, outcomes)
        changed = [outcome.document_id for outcome in outcomes if outcome.status in ("added", "updated")]
        if changed:
            for line in draft_lines(library.superseded(), changed, texts):
                session.console.show(line)
            session.console.note(texts("corpus.build_next"))
        return 1 if failed or not outcomes else 0

    return add


def _show(session: Session, outcome: Any) -> None:
    texts, console = session.texts, session.console
    path = str(outcome.path).replace("\n", " ")  # no name adds a line of its own
    if outcome.status == "failed":
        reason = failure.explain(outcome.error, texts) if outcome.error else ""
        # Most reasons begin with the file's name; the others need it said.
        key = "corpus.failed" if outcome.path.name in reason else "corpus.failed_path"
        console.note(texts(key, path=path, reason=reason))
        return
    status = texts.named("corpus_status", outcome.status)
    console.show(texts("corpus.added", status=status, path=path, id=outcome.document_id))
    for line in (*note_lines(outcome.notes, texts), *added_lines(session, outcome)):
        console.show(f"    {line}")
