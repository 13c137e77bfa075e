"""`ogp corpus`: the documents that answers come from; to list them, to say what one is, to take some out."""

from __future__ import annotations

from typing import Any

import click

from ui.commands import corpus_add, corpus_show
from ui.terminal.notices import announce_damaged
from ui.terminal.session import Session
from ui.views.documents import draft_lines, facts_line
from ui.views.errors import explain, ogp_error

_FIELDS = ("id", "source", "title", "kind", "language", "country", "cycle", "date", "inferred", "doubtful")
_REMOVED_FIELDS = ("id", "title", "removed", "sha256", "source", "url")


def group(session: Session) -> click.Group:
    commands = (corpus_add.add, corpus_add.fetch, list_documents, corpus_show.show, set_values, remove)
    return session.group("corpus", [command(session) for command in commands])


def list_documents(session: Session) -> click.Command:
    @session.command("corpus_list")
    @session.option("--json", "as_json", is_flag=True, help="corpus_list_json")
    @session.option("--removed", is_flag=True, help="corpus_list_removed")
    def list_documents(as_json: bool, removed: bool) -> None:
        (_list_removed if removed else _list_kept)(session, session.library(), as_json)

    return list_documents


def _list_kept(session: Session, library: Any, as_json: bool) -> None:
    texts, console = session.texts, session.console
    documents = sorted(library.documents() if library.is_empty else library.kept(), key=lambda document: document.id)
    superseded = {} if library.is_empty else library.superseded()
    if library.is_empty and not as_json:
        console.note(texts("corpus.starter_shown"))
    for document in documents:
        data = document.metadata
        if as_json:
            row = {name: getattr(data, name) for name in _FIELDS}
            console.show_json({**row, "superseded_by": superseded.get(data.id)})
            continue
        facts = facts_line(data, texts, session.backend.kind_label)
        console.show(f"{data.id}\n    {data.title}\n    {data.source}: {facts}")
        for line in draft_lines(superseded, [data.id] if data.id in superseded else [], texts):
            console.show(f"    {line}")
    announce_damaged(session)
    if not as_json:
        console.note(texts.count("corpus.count", len(documents)))


def _list_removed(session: Session, library: Any, as_json: bool) -> None:
    texts, console = session.texts, session.console
    removed = library.removed()
    for document in removed:
        if as_json:
            console.show_json({name: getattr(document, name) for name in _REMOVED_FIELDS})
        else:
            facts = texts("corpus.removed_on", date=document.removed, sha256=document.sha256 or "—")
            console.show(f"{document.id}\n    {document.title or '—'}\n    {facts}")
    if not as_json:
        console.note(texts.count("corpus.count", len(removed)))


def set_values(session: Session) -> click.Command:
    texts, console = session.texts, session.console

    @session.command("corpus_set")
    @session.argument("document_id", "id")
    @session.argument("values", "values", nargs=-1, required=True)
    def set_values(document_id: str, values: tuple[str, ...]) -> None:
        stated: dict[str, str] = {}
        for value in values:
            name, sign, content = value.partition("=")
            if not sign or not name.strip():
                raise click.UsageError(texts("corpus.set_form", value=value))
            stated[name.strip().lower()] = content.strip()
        document = session.library().correct(document_id, stated)
        for name in stated:
            value = getattr(document.metadata, name)
            shown = session.kind_label(value) if name == "kind" else value or texts("corpus.unknown")
            console.show(texts("corpus.set", id=document.id, field=texts(f"field.{name}"), value=shown))
        console.note(texts("corpus.build_next"))

    return set_values


def remove(session: Session) -> click.Command:
    texts, console = session.texts, session.console

    @session.command("corpus_remove")
    @session.argument("ids", "ids", nargs=-1, required=True)
    def remove(ids: tuple[str, ...]) -> int:
        library = session.library()
        failed = 0
        for document_id in ids:
            try:
                library.remove(document_id)
            except Exception as error:  # the other documents named are still removed
                if ogp_error(error) is None:
                    raise
                failed += 1
                console.note(explain(error, texts))
            else:
                console.show(texts("corpus.removed", id=document_id))
        if failed < len(ids):
            console.note(texts("corpus.build_next"))
        return 1 if failed else 0

    return remove
