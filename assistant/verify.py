"""What must hold of every answer, checked after composing, for every composer.

A statement stays only if it has a citation, every citation's quote is the run of the document it says it is, and every
figure, date, name and OGP id of the statement stands in its quotations, in the headings and headers over them, in the
rows it counts, or is an official or translated form of what does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Citation, Statement
from assistant.gate import missing_figures, missing_names, other_forms
from index.content import StoredUnit
from index.search import Searcher


def exact(searcher: Searcher, citation: Citation) -> bool:
    """Is the quotation, to the character, what stands at its place in the document?"""
    try:
        number = searcher.content.number(citation.document)
    except KeyError:
        return False
    run = searcher.content.run(number, citation.start, citation.end)
    return bool(citation.quote.strip()) and run == citation.quote


def supported(
    statement: Statement, citations: Sequence[Citation], rows: Sequence[str] = (), searcher: Searcher | None = None
) -> bool:
    """Do the statement's figures and ids stand in its quotations, and its names there or beside them?

    `rows` are the official and translated titles and values of the rows that it counts; `searcher` tells the headers
    of the table that a quotation stands in."""
    quotes = " ".join(citation.quote for citation in citations)
    if missing_figures(statement.text, quotes):
        over = " ".join(name for one in citations for name in _headers(searcher, one)) if searcher else ""
        if missing_figures(statement.text, f"{quotes} {over}"):
            return False
    beside = [quotes, *(citation.translation or "" for citation in citations), *rows]
    if not missing_names(statement.text, beside):
        return True
    beside += [part for citation in citations for part in (*citation.section, citation.title)]
    beside += other_forms(quotes)
    if not missing_names(statement.text, beside):
        return True
    if searcher is None:
        return False
    return not missing_names(statement.text, [*beside, *(t for one in citations for t in _over(searcher, one))])


def _over(searcher: Searcher, citation: Citation) -> Iterator[str]:
    """Headers and labels over a quotation in a table, and what they are in the other language."""
    for unit in _quoted(searcher, citation):
        for name in {unit.header, unit.label} - {""}:
            yield name
            for source, target in (("es", "en"), ("en", "es")):
                yield searcher.bridge.translate([name], source, target, keep_names=True)[0] or ""


def _headers(searcher: Searcher, citation: Citation) -> Iterator[str]:
    """The headers of the columns that a quotation stands in: "Visitors – 2022" """
    return (unit.header for unit in _quoted(searcher, citation) if unit.header)


def _quoted(searcher: Searcher, citation: Citation) -> Iterator[StoredUnit]:
    """The units that a quotation is of."""
    content = searcher.content
    number = content.number(citation.document)
    passages = content.passages(content.passages_of_document(number))
    inside = [n for n, p in passages.items() if p.start < citation.end and citation.start < p.end]
    return (one for one in content.units_of(inside) if one.start < citation.end and citation.start < one.end)


def verify(
    searcher: Searcher, statements: Sequence[Statement], citations: Sequence[Citation], rows: Sequence[str] = ()
) -> tuple[list[Statement], list[Citation]]:
    """What stands up, with citations numbered anew from 1 in order of use."""
    good = {citation.number: citation for citation in citations if exact(searcher, citation)}
    kept = [
        statement
        for statement in statements
        if statement.citations
        and all(number in good for number in statement.citations)
        and supported(statement, [good[number] for number in statement.citations], rows, searcher)
    ]
    return renumbered(kept, list(good.values()))


def renumbered(
    statements: Sequence[Statement], citations: Sequence[Citation]
) -> tuple[list[Statement], list[Citation]]:
    """The same with citations numbered from 1 in order of use; those that no statement uses go."""
    by_number = {citation.number: citation for citation in citations}
    used = dict.fromkeys(number for statement in statements for number in statement.citations)
    new = {old: position for position, old in enumerate(used, start=1)}
    told = [replace(one, citations=tuple(new[number] for number in one.citations)) for one in statements]
    return told, [replace(by_number[old], number=number) for old, number in new.items()]
