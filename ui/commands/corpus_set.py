"""`ogp corpus set`: say what a document is, in place of what was inferred."""

from __future__ import annotations

import click

from ui.terminal.session import Session


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("corpus_set")
    @click.argument("document_id", metavar=texts("metavar.id"))
    @click.argument("values", nargs=-1, required=True, metavar=texts("metavar.values"))
    def set_values(document_id: str, values: tuple[str, ...]) -> None:
        said: dict[str, str] = {}
        for value in values:
            name, sign, content = value.partition("=")
            if not sign or not name.strip():
                raise click.UsageError(texts("corpus.set_form", value=value))
            said[name.strip().lower()] = content.strip()
        document = session.backend.library(session.home()).correct(document_id, said)
        for name in said:
            value = getattr(document.metadata, name)
            if name == "kind":
                value = session.backend.kind_label(value, texts.language)
            session.console.show(
                texts(
                    "corpus.set", id=document.id, field=texts(f"field.{name}"), value=value or texts("corpus.unknown")
                )
            )
        session.console.note(texts("corpus.build_next"))

    return set_values
