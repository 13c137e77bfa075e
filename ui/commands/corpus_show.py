"""`ogp corpus show`: what is known of one document, what was inferred, and its sections."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ui.terminal.session import Session
from ui.views.documents import draft_lines, note_lines
from ui.views.text import page_text

if TYPE_CHECKING:
    from corpus.library.versions import Version
    from corpus.model import Document

FIELDS = (
    "id",
    "source",
    "title",
    "kind",
    "language",
    "publisher",
    "country",
    "cycle",
    "date",
    "url",
    "commitment",
    "pair",
    "sha256",
)


def show(session: Session) -> click.Command:
    texts = session.texts

    @session.command("corpus_show")
    @session.argument("document_id", "id")
    @session.option("--versions", is_flag=True, help="corpus_show_versions")
    @session.option("--version", "sha256", metavar="SHA256", help="corpus_show_version")
    @session.option("--json", "as_json", is_flag=True, help="corpus_show_json")
    @session.option("--text", "as_text", is_flag=True, help="corpus_show_text")
    def show(document_id: str, versions: bool, sha256: str | None, as_json: bool, as_text: bool) -> None:
        library = session.library()
        if versions:
            for line in _versions(session, library.versions(document_id)):
                session.console.show(line)
            return
        document: Document = library.get(document_id) if sha256 is None else library.version(document_id, sha256)
        if as_json:
            notes = {"notes": note_lines(document.notes, texts), "unread": session.backend.unread(document)}
            session.console.show_json({**asdict(document.metadata), **notes})
            return
        if as_text:
            session.console.show(document.text)
            return
        final = {} if library.is_empty else library.superseded()
        drafts = draft_lines(final, [document.id] if document.id in final else [], texts)
        for line in _facts(session, document) + drafts + _outline(session, document):
            session.console.show(line)

    return show


def _versions(session: Session, versions: list[Version]) -> list[str]:
    texts = session.texts
    lines = []
    for version in versions:
        lines.append(f"{version.sha256}\n    {version.title} — {version.source}")
        dates = {"added": version.added, "replaced": version.replaced}
        lines += [f"    {texts(f'field.{name}')}: {date}" for name, date in dates.items() if date]
    return lines


def _facts(session: Session, document: Document) -> list[str]:
    texts, data = session.texts, document.metadata
    lines = []
    for name in FIELDS:
        value = getattr(data, name)
        if not value:
            continue
        if name == "kind":
            value = f"{session.kind_label(data.kind)} ({data.kind})"
        doubt = "corpus.doubtful" if name in data.doubtful else "corpus.inferred"
        inferred = f"  {texts(doubt)}" if name in data.inferred else ""
        lines.append(f"{texts(f'field.{name}')}: {value}{inferred}")
    if document.page_offsets:
        lines.append(f"{texts('field.pages')}: {len(document.page_offsets)}")
    lines.append(f"{texts('field.characters')}: {len(document.text)}")
    lines.append(f"{texts('field.blocks')}: {_blocks(session, document)}")
    return lines + [f"{texts('field.note')}: {line}" for line in note_lines(document.notes, texts)]


def _blocks(session: Session, document: Document) -> str:
    kinds = ("heading", "paragraph", "list_item", "table_row")
    counts = {kind: sum(block.kind == kind for block in document.blocks) for kind in kinds}
    return ", ".join(session.texts.count(f"blocks.{kind}", n) for kind, n in counts.items() if n)


def _outline(session: Session, document: Document) -> list[str]:
    headings = [block for block in document.blocks if block.kind == "heading"]
    if not headings:
        return ["", session.texts("corpus.no_sections")]
    lines = ["", session.texts("corpus.outline")]
    pages = document.pages
    for block in headings:
        page = pages.at(block.start)
        where = page_text(session.texts, page, pages.label(page))
        where = f"  ({where})" if where else ""
        title = " ".join(document.text[block.start : block.end].split())
        lines.append(f"{'  ' * max(1, block.level)}{title}{where}")
    return lines
