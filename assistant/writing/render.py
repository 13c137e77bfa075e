"""An answer as Markdown: who says it and in which document, then the statements with their [n] markers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import regex

from assistant.answer import Citation, Statement
from assistant.texts import has, say
from corpus.kinds import kind
from corpus.model import Metadata
from corpus.text.countries import country_name
from corpus.text.dates import months_of
from corpus.text.normalize import fold

_LABEL = 26
_SECTION = 60  # characters of a heading that are shown
_TITLE = 80
_OWN = 30  # a heading that begins like the document's title is its title
# Reports of how far a plan has come: what they say is so at their own date.
_INTERIM = regex.compile(r"\b(?:mid-?term|interim|medio termino|mitad de periodo|de avances?|intermedi[oa])\b")


class Names:
    """Short names of documents in the answer's language: "the IRM report, Colombia 2024", else the title."""

    def __init__(self, documents: Iterable[Metadata], language: str) -> None:
        documents = list(documents)
        countries = {document.country for document in documents if document.country}
        short = {document.id: _short(document, language, len(countries) > 1) for document in documents}
        # a pair of twins in two languages is one document to its reader
        told = {(name, document.pair or document.id) for document in documents if (name := short[document.id])}
        names = [name for name, _ in told]
        self._names = {
            document.id: name if (name := short[document.id]) and names.count(name) == 1 else None
            for document in documents
        }

    def plain(self, document: Metadata) -> str:
        """Without Markdown."""
        return self._names.get(document.id) or shorten(document.title, _TITLE)

    def of(self, citation: Citation) -> str:
        """As Markdown."""
        name = self._names.get(citation.document)
        return escape(name) if name else f"*{escape(shorten(citation.title, _TITLE))}*"


def _short(document: Metadata, language: str, several: bool) -> str | None:
    year = (document.date or "")[:4] or document.cycle
    # Documents of these kinds are told apart by country and year; of others the title says more.
    if not has(f"named.{document.kind}") or not year:
        return None
    country = country_name(document.country, language, default=document.country) if several and document.country else ""
    label = say(f"named.{document.kind}", language)
    moment = _moment(document, language)
    if moment:
        return f"{label}, {country}, {moment}" if country else f"{label}, {moment}"
    return f"{label}, {country} {year}" if country else f"{label} ({year})"


def _moment(document: Metadata, language: str) -> str:
    """ "as of September 2024" for a report on the way whose month is known, else ""."""
    interim = document.kind == "progress_report" or (
        document.kind == "self_assessment" and _INTERIM.search(fold(document.title))
    )
    dated = regex.match(r"(\d{4})-(\d\d)", document.date or "")
    if not interim or dated is None or not 1 <= int(dated[2]) <= 12:
        return ""
    return say("lead.as_of", language, month=months_of(language)[int(dated[2]) - 1], year=dated[1])


def render(
    statements: Sequence[Statement], citations: Sequence[Citation], language: str, names: Names | None = None
) -> str:
    """Statements grouped by who speaks and in which document; the heading where that changes."""
    names = names or Names((), language)
    by_number = {citation.number: citation for citation in citations}
    groups = _groups(statements, by_number)
    return "\n\n".join(_group(members, by_number, language, names) for members in groups)


def in_reading_order(statements: Sequence[Statement], citations: Sequence[Citation]) -> list[Statement]:
    """The statements in the order in which `render` shows them."""
    return [one for group in _groups(statements, {c.number: c for c in citations}) for one in group]


def _groups(statements: Sequence[Statement], by_number: Mapping[int, Citation]) -> list[list[Statement]]:
    """What one voice says in one document, all of it translated or none."""
    groups: dict[tuple[str, str, bool], list[Statement]] = {}
    for statement in statements:
        citation = by_number[statement.citations[0]]
        groups.setdefault((statement.voice, citation.document, statement.translated), []).append(statement)
    return list(groups.values())


def _group(members: Sequence[Statement], by_number: Mapping[int, Citation], language: str, names: Names) -> str:
    first = by_number[members[0].citations[0]]
    voice = members[0].voice
    own = voice in {kind(first.kind).voice, "context"} and voice != "self_reported"
    key = "lead.where" if own else "lead.by_way_of"
    lead = say(key, language, voice=say(f"lead.{voice}", language), title=names.of(first))
    if members[0].translated:
        lead += f" ({say('lead.translated', language)})"
    parts = [lead]
    before = ""
    for statement in members:
        citation = by_number[statement.citations[0]]
        place = place_of(_heading(statement, citation), citation.page, language, citation.page_label)
        line = f"- {escape(statement.text)} {''.join(f'[{n}]' for n in statement.citations)}"
        if place and place != before:
            parts.append(place.removeprefix(", "))
        # one under the other where nothing stands between them
        parts[-1:] = [f"{parts[-1]}\n{line}"] if parts[-1].startswith("- ") else [parts[-1], line]
        before = place
    return "\n\n".join(parts)


def _heading(statement: Statement, citation: Citation) -> tuple[str, ...]:
    """The heading a statement stands under; none where it is the document's own, or the statement begins with it."""
    for part in reversed(citation.section):
        if part[:_OWN] != citation.title[:_OWN] and not statement.text.startswith(part[:20]):
            return (part,)
    return ()


def place_of(section: Sequence[str], page: int | None, language: str, label: str | None = None) -> str:
    """ ", «heading», p. 3" for a place in a document, "" where nothing is known of it; `label` is what is printed on
    the page, if that is not its number."""
    place = ""
    if section:
        # a row's label ("End date") says little without the heading it stands under
        named = section[-2:] if len(section[-1]) < _LABEL else section[-1:]
        place += say("place.section", language, section=" › ".join(escape(shorten(part, _SECTION)) for part in named))
    if label is not None:
        return place + say("place.page_label", language, label=escape(label), page=page)
    return place + (say("place.page", language, page=page) if page is not None else "")


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"


def escape(text: str) -> str:
    """Characters of a document that Markdown or HTML would take for markup."""
    for character in "\\`*_[]<>#|~":
        text = text.replace(character, "\\" + character)
    return text
