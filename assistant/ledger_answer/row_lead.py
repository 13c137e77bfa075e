"""The sentence that leads the rows of an answer, and rows as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Statement
from assistant.ledger_answer.row_filter import figure_of
from assistant.ledger_answer.scope import Group, Row
from assistant.ledger_query.query import Condition, RowsAsked
from assistant.texts import say
from assistant.writing.render import escape
from corpus.ledger import Finding
from corpus.ledger.labels import field_label, level_label
from corpus.ledger.scales import SCALES
from corpus.text.countries import country_name
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
        country = country_name(group.country, language, group.country)
        return say("ledger.plan", language, country=country, cycle=group.cycle).strip()
    titles = {metadata.id: metadata.title for metadata in searcher.documents().values()}
    return titles[group.rows[0].commitment.place]


def lead_of(asked: RowsAsked, group: Group, titles: Sequence[str], values: Sequence[str], language: str) -> str:
    """`titles` and `values` are those of the group's rows, in their order."""
    told = "; ".join(
        condition_told(one, language) for one in asked.conditions if one.op not in ("top", "bottom", "sum")
    )
    most = next((one for one in asked.conditions if one.op in ("top", "bottom", "sum")), None)
    parts = []
    if not group.fits:
        parts.append(say("where.none", language, condition=told, count=len(group.rows)))
    elif most is None:
        key = "where.count" if asked.kind == "count" else "where.list"
        parts.append(say(key, language, condition=told, count=len(group.rows)))
    else:
        parts.append(_most(most, asked, group, titles, values, language))
        if told:
            parts.append(say("where.only", language, condition=told))
    if group.unknown:
        parts.append(say("where.unknown", language, count=group.unknown))
    return " ".join(parts)


def _most(
    most: Condition, asked: RowsAsked, group: Group, titles: Sequence[str], values: Sequence[str], language: str
) -> str:
    at = asked.conditions.index(most)
    figures = [figure_of(_finding(row, at).value, _finding(row, at).field) for row in group.rows]
    field = field_label(most.field, language)
    if most.op == "sum":
        total = sum(float(one.value) for one in figures if one)
        unit = figures[0].unit if figures[0] else ""
        told = " ".join(filter(None, (number_told(total, language), unit)))
        return say("where.sum", language, field=field, count=len(group.rows), total=told)
    first = [n for n, one in enumerate(figures) if one and figures[0] and one.value == figures[0].value]
    named = "; ".join(f"{titles[n]} ({values[n]})" for n in first)
    dated = "dated_" if most.field in ("start", "end") else ""
    return say(f"where.{dated}{most.op}", language, field=field, count=len(group.rows), named=named)


def _finding(row: Row, at: int) -> Finding:
    return (row.finding, *row.also)[at]


def condition_told(one: Condition, language: str) -> str:
    """A condition in words: "Completion: not “Complete”", "End: before 30 June 2024"."""
    value = one.told
    if one.field in SCALES and one.op == "is":
        labels = [level_label(one.field, key, language) for key in (one.value, *one.others)]
        value = say("where.or", language).join(labels)
    key = f"where.not_{one.op}" if one.negated else f"where.{one.op}"
    return say(key, language, field=field_label(one.field, language), value=value)


def number_told(value: float, language: str) -> str:
    """A figure as that language writes it."""
    written = f"{value:,.2f}".removesuffix(".00")
    return written.translate(str.maketrans(",.", ".,")) if language == "es" else written
