"""Answers as HTML. All text is escaped here, once, and everything else is written here: nothing that comes
from a document or a person is ever read as HTML or as Markdown.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ui.console import printable
from ui.wording import Wording

if TYPE_CHECKING:
    from assistant.answer import Answer, Conflict, Statement

# The page's components read Markdown. As numeric entities these characters show as themselves and mean
# nothing.
ACTIVE = re.compile(r"[\\`*_{}\[\]()#!|~:$@=\n]")
MARKER = re.compile(r"\[(\d{1,4})\]")
BOLD = re.compile(r"\*\*(.+?)\*\*")


def escape(text: object) -> str:
    """Text that is shown letter for letter, in an element or in a quoted attribute, on one line of source."""
    escaped = html.escape(printable(text).replace("\r", ""), quote=True)
    return ACTIVE.sub(lambda match: f"&#{ord(match[0])};", escaped)


def safe_url(url: str | None) -> str | None:
    """The address if it is an absolute http(s) one, else None: a document may name a `javascript:`
    address.
    """
    if not url or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and host else None


def marker(turn: int, number: int, texts: Wording) -> str:
    """A [n] that leads to the card of that source."""
    title = escape(texts("web.source_number", n=number))
    return f'<a class="marker" href="#s{turn}-{number}" title="{title}">&#91;{number}&#93;</a>'


def question_html(question: str, limit: int = 600) -> str:
    """What the person asked, shortened where it is very long."""
    shown = question if len(question) <= limit else f"{question[:limit]}…"
    return f'<p class="said">{_lines(shown)}</p>'


def message_html(text: str, css_class: str = "status status-error") -> str:
    """A plain sentence of ours in a bubble."""
    return f'<p class="{css_class}">{escape(text)}</p>'


def answer_html(answer: Answer, turn: int, texts: Wording) -> str:
    """The bubble of an answer: how it was understood, status, statements, disagreements, what is missing."""
    known = {citation.number for citation in answer.citations}
    parts = []
    if answer.resolved:
        parts.append(message_html(texts("answer.resolved", question=answer.resolved), "resolved"))
    status = texts.named("status", answer.status) if answer.status != "answered" else ""
    if status:
        parts.append(message_html(status, f"status status-{name_for_markup(answer.status)}"))
    parts.append(_body(answer, turn, known, texts))
    parts += [_conflict(conflict, turn, known, texts) for conflict in answer.conflicts]
    shown = answer.text if not answer.statements else " ".join(s.text for s in answer.statements)
    missing = [sentence for sentence in answer.missing if sentence not in shown]
    if missing:
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in missing)
        heading = message_html(texts("answer.missing"), "heading")
        parts.append(f'<div class="missing">{heading}<ul>{items}</ul></div>')
    return f'<div class="answer" lang="{name_for_markup(answer.language)}">{"".join(parts)}</div>'


def _body(answer: Answer, turn: int, known: set[int], texts: Wording) -> str:
    if answer.statements:
        return "".join(_statement(statement, turn, known, texts) for statement in answer.statements)
    return paragraphs(answer.text, turn, known, texts)


def _statement(statement: Statement, turn: int, known: set[int], texts: Wording) -> str:
    # Nothing is claimed without a way to check it: a marker without its card would be one that leads nowhere.
    links = "".join(marker(turn, number, texts) for number in statement.citations if number in known)
    note = ""
    if statement.translated:
        note = f' <span class="machine">({escape(texts("answer.translated_statement"))})</span>'
    voice = f"voice-{name_for_markup(statement.voice)}"
    return f'<p class="statement {voice}">{_lines(statement.text)} {links}{note}</p>'


def paragraphs(text: str, turn: int, known: set[int], texts: Wording) -> str:
    """Plain Markdown of our own making as HTML: paragraphs, "- " lists, **bold** and [n]. The rest stays
    text.
    """
    out: list[str] = []
    items: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith(("- ", "* ")):
            items.append(f"<li>{_inline(line[2:], turn, known, texts)}</li>")
            continue
        if items:
            out.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if line.strip():
            out.append(f"<p>{_inline(line.lstrip('# '), turn, known, texts)}</p>")
    return "".join(out)


def _inline(line: str, turn: int, known: set[int], texts: Wording) -> str:
    out, at = [], 0
    for match in MARKER.finditer(line):
        out.append(_bold(line[at : match.start()]))
        number = int(match[1])
        out.append(marker(turn, number, texts) if number in known else escape(match[0]))
        at = match.end()
    return "".join([*out, _bold(line[at:])])


def _bold(text: str) -> str:
    pieces = BOLD.split(text)
    return "".join(
        f"<strong>{escape(piece)}</strong>" if i % 2 else escape(piece) for i, piece in enumerate(pieces)
    )


def _conflict(conflict: Conflict, turn: int, known: set[int], texts: Wording) -> str:
    sides = "".join(
        f'<div class="side"><p>{escape(side.value)} '
        f"{marker(turn, side.citation, texts) if side.citation in known else ''}</p></div>"
        for side in conflict.sides
    )
    heading = message_html(texts("answer.conflicts"), "heading")
    about = f"<p>{escape(conflict.about)}</p>"
    return f'<div class="conflict">{heading}{about}<div class="sides">{sides}</div></div>'


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def name_for_markup(value: str) -> str:
    """A value from data as part of a class or of a lang attribute: letters, digits, dashes, nothing else."""
    return re.sub(r"[^A-Za-z0-9-]", "-", str(value))[:40]
