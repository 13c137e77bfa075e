"""`ogp search`: the passages that fit a question, or a file of questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ui.terminal import batch as batches
from ui.terminal.notices import announce, index_notices
from ui.terminal.session import Session
from ui.views.text import one_line, page_text, printable, shortened

FIELDS = ("source", "document", "passage", "text", "score", "rank", "title", "section", "page", "page_label", "ocr")
PREVIEW = 320  # characters of a passage shown to a person; --json and --batch give it whole


def command(session: Session) -> click.Command:
    @session.command("search")
    @session.option(
        "-k", "k", help="search_k", metavar="N", type=click.IntRange(1, 1000), default=10, show_default=True
    )
    @batches.options(session, "search")
    def search(question: str | None, k: int, as_json: bool, batch: Path | None, out: Path | None) -> int:
        batches.check_usage(session, question, batch, out)
        searcher = session.backend.open_searcher(session.home())
        announce(session, index_notices(session, searcher.notices))

        def find(text: str) -> list[dict[str, Any]]:
            return [hit_row(hit) for hit in searcher.search(text, k=k)]

        if batch is not None and out is not None:
            return batches.run(session, batch, out, lambda row: {"hits": find(row.question)}, stage="search")
        hits = find(question or "")
        if as_json:
            session.console.show_json({"question": question, "hits": hits})
        else:
            _show(session, hits)
        return 0

    return search


def hit_row(hit: Any) -> dict[str, Any]:
    """A hit as the contract writes it: plain JSON values only."""
    row = {name: getattr(hit, name) for name in FIELDS}
    return {**row, "section": list(row["section"]), "score": float(row["score"])}


def _show(session: Session, hits: list[dict[str, Any]]) -> None:
    if not hits:
        session.console.show(session.texts("search.nothing"))
    for hit in hits:
        page = page_text(session.texts, hit["page"], hit["page_label"])
        ocr = session.texts("answer.ocr") if hit["ocr"] else ""
        location = " — ".join(part for part in (" › ".join(hit["section"]), page, hit["passage"], ocr) if part)
        session.console.show(f"{hit['rank']}. {hit['title']}  ({hit['source']}, {hit['score']:.3f})")
        session.console.show(f"   {location}")
        session.console.show(f"   {shortened(one_line(printable(hit['text'])), PREVIEW)}\n")
