"""`ogp corpus list`: the documents that answers come from."""

from __future__ import annotations

import click

from ui.session import Session


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("corpus_list")
    @click.option("--json", "as_json", is_flag=True, help=texts("help.corpus_list_json"))
    def list_documents(as_json: bool) -> None:
        library = session.backend.library(session.home())
        documents = sorted(library.documents(), key=lambda document: document.id)
        if as_json:
            for document in documents:
                data = document.metadata
                session.console.show_json(
                    {name: getattr(data, name) for name in ("id", "source", "title", "kind", "language")}
                )
            return
        if library.is_empty:
            session.console.note(texts("corpus.starter_shown"))
        for document in documents:
            data = document.metadata
            kind = session.backend.kind_label(data.kind, texts.language)
            facts = ", ".join(part for part in (kind, data.country, data.cycle, data.date, data.language) if part)
            session.console.show(f"{data.id}\n    {data.title}\n    {facts} — {data.source}")
        session.console.note(texts.count("corpus.count", len(documents)))

    return list_documents
