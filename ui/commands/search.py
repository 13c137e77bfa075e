"""`ogp search`: the passages that fit a question, or a file of questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ui.terminal import batch as batches
from ui.terminal.console import printable
from ui.views.place import page_text
from ui.views.text import one_line
from ui.terminal.session import Session
from ui.terminal.notices import announce_notices, announce_stale

FIELDS = ("source", "document", "passage", "text", "score", "rank", "title", "section", "page", "page_label", "ocr")
PREVIEW = 320  # characters of a passage shown to a person; --json and --batch give it whole


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("search")
    @click.argument("question", required=False, metavar=texts("metavar.question"))
    @click.option(
        "-k",
        "k",
        type=click.IntRange(1, 1000),
        default=10,
        show_default=True,
        metavar="N",
        help=texts("help.search_k"),
    )
    @click.option("--json", "as_json", is_flag=True, help=texts("help.search_json"))
    @click.option(
        "--batch",
        metavar=texts("metavar.in"),
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help=texts("help.search_batch"),
    )
    @click.option(
        "--out",
        metavar=texts("metavar.out"),
        type=click.Path(dir_okay=False, path_type=Path),
        help=texts("help.batch_out"),
    )
    def search(question: str | None, k: int, as_json: bool, batch: Path | None, out: Path | None) -> int:
        batches.check_usage(session, question, batch, out)
        home = session.home()
        searcher = session.backend.open_searcher(home)
        announce_stale(session, home)
        announce_notices(session, searcher.notices)

        def find(text: str) -> list[dict[str, Any]]:
            return [hit_row(hit) for hit in searcher.search(text, k=k)]

        if batch is not None and out is not None:
            return batches.run(session, batch, out, lambda row: {"hits": find(row.question)}, stage="search")
        hits = find(question or "")
        if as_json:
            session.console.show_json({"question": question, "hits": hits})
            return 0
        if not hits:
            session.console.show(texts("search.nothing"))
        for hit in hits:
            session.console.show(f"{hit['rank']}. {hit['title']}  ({hit['source']}, {hit['score']:.3f})")
            session.console.show(f"   {_place(session, hit)}")
            session.console.show(f"   {_preview(hit['text'])}\n")
        return 0

    return search


def hit_row(hit: Any) -> dict[str, Any]:
    """A hit as the contract writes it: plain JSON values only."""
    row = {name: getattr(hit, name) for name in FIELDS}
    return {**row, "section": list(row["section"]), "score": float(row["score"])}


def _place(session: Session, hit: dict[str, Any]) -> str:
    page = page_text(session.texts, hit["page"], hit["page_label"])
    ocr = session.texts("answer.ocr") if hit["ocr"] else ""
    return " — ".join(part for part in (" › ".join(hit["section"]), page, hit["passage"], ocr) if part)


def _preview(text: str) -> str:
    line = one_line(printable(text))
    return line if len(line) <= PREVIEW else f"{line[:PREVIEW]}…"
