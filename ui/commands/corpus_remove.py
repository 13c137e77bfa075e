"""`ogp corpus remove`: take documents out again."""

from __future__ import annotations

import click

from ui.views import errors as failure
from ui.terminal.session import Session


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("corpus_remove")
    @click.argument("ids", nargs=-1, required=True, metavar=texts("metavar.ids"))
    def remove(ids: tuple[str, ...]) -> int:
        library = session.backend.library(session.home())
        removed = failed = 0
        for document_id in ids:
            try:
                library.remove(document_id)
            except Exception as error:  # the other documents named are still removed
                if failure.ogp_error(error) is None:
                    raise
                failed += 1
                session.console.note(failure.explain(error, texts))
            else:
                removed += 1
                session.console.show(texts("corpus.removed", id=document_id))
        if removed:
            session.console.note(texts("corpus.build_next"))
        return 1 if failed else 0

    return remove
