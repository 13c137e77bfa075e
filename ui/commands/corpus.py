"""`ogp corpus list`: the documents that answers come from."""

from __future__ import annotations

from typing import Any

import click

from ui.terminal.identity import facts_line
from ui.views.documents import draft_lines
from ui.terminal.session import Session
from ui.terminal.notices import announce_damaged

_FIELDS = ("id", "source", "title", "kind", "language", "country", "cycle", "date", "inferred", "doubtful")


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("corpus_list")
    @click.option("--json", "as_json", is_flag=True, help=texts("help.corpus_list_json"))
    @click.option("--removed", is_flag=True, help=texts("help.corpus_list_removed"))
    def list_documents(as_json: bool, removed: bool) -> None:
        library = session.backend.library(session.home())
        (_removed if removed else _kept)(session, library, as_json)

    return list_documents


def _kept(session: Session, library: Any, as_json: bool) -> None:
    texts, console = session.texts, session.console
    documents = sorted(library.documents() if library.is_empty else library.kept(), key=lambda document: document.id)
    superseded = {} if library.is_empty else library.superseded()
    if as_json:
        for document in documents:
            data = document.metadata
            row = {name: getattr(data, name) for name in _FIELDS}
            console.show_json({**row, "superseded_by": superseded.get(data.id)})
        announce_damaged(session, session.home())
        return
    if library.is_empty:
        console.note(texts("corpus.starter_shown"))
    for document in documents:
        data = document.metadata
        console.show(f"{data.id}\n    {data.title}\n    {data.source}: {facts_line(session, data)}")
        for line in draft_lines(superseded, [data.id] if data.id in superseded else [], texts):
            console.show(f"    {line}")
    announce_damaged(session, session.home())
    console.note(texts.count("corpus.count", len(documents)))


def _removed(session: Session, library: Any, as_json: bool) -> None:
    texts, console = session.texts, session.console
    tombstones = library.removed()
    for stone in tombstones:
        if as_json:
            console.show_json(
                {name: getattr(stone, name) for name in ("id", "title", "removed", "sha256", "source", "url")}
            )
        else:
            facts = texts("corpus.removed_on", date=stone.removed, sha256=stone.sha256 or "—")
            console.show(f"{stone.id}\n    {stone.title or '—'}\n    {facts}")
    if not as_json:
        console.note(texts.count("corpus.count", len(tombstones)))
