"""Statements from rows as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Statement
from assistant.ledger_answer.scope import Group
from assistant.places import country_name
from assistant.texts import say
from assistant.writing.render import escape
from index.search import Searcher


def line(statement: Statement) -> str:
    """A statement with the markers of its citations."""
    return f"{escape(statement.text)} {''.join(f'[{n}]' for n in statement.citations)}"


def beside(told: Sequence[tuple[str, Sequence[Statement]]], language: str) -> str:
    """(title, statements) of several commitments, one after the other, each with what every voice says of it. The
    statements begin with the title."""
    parts: dict[str, list[str]] = {}
    for title, statements in told:
        for statement in statements:
            said = escape(statement.text.removeprefix(f"{title}. "))
            marks = "".join(f"[{n}]" for n in statement.citations)
            parts.setdefault(title, []).append(f"- {say(f'lead.{statement.voice}', language)}: {said} {marks}")
    return "\n\n".join(f"**{escape(title)}**\n\n" + "\n".join(lines) for title, lines in parts.items())


def plan_told(searcher: Searcher, group: Group, language: str) -> str:
    """What a plan is called above its rows: its country and years, else the document that names them."""
    if group.country:
        country = country_name(group.country, language)
        return say("ledger.plan", language, country=country, cycle=group.cycle).strip()
    titles = {metadata.id: metadata.title for metadata in searcher.documents().values()}
    return titles[group.rows[0].commitment.place]
