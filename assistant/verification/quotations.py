"""Is a quotation an exact run of its document, and what stands over it in a table?"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer import Citation
from index.search import Searcher
from index.store import StoredUnit


def exact(searcher: Searcher, citation: Citation) -> bool:
    """Is the quotation, to the character, what stands at its place in the document?"""
    try:
        number = searcher.content.number(citation.document)
    except KeyError:
        return False
    run = searcher.content.run(number, citation.start, citation.end)
    return bool(citation.quote.strip()) and run == citation.quote


def headers(searcher: Searcher, citation: Citation) -> Iterator[str]:
    """The headers of the columns that a quotation stands in: "Visitors – 2022"."""
    return (unit.header for unit in _quoted(searcher, citation) if unit.header)


def over_quotation(searcher: Searcher, citation: Citation) -> Iterator[str]:
    """Headers and labels over a quotation in a table, and what they are in the other language."""
    for unit in _quoted(searcher, citation):
        for name in {unit.header, unit.label} - {""}:
            yield name
            for source, target in (("es", "en"), ("en", "es")):
                yield searcher.bridge.translate([name], source, target, keep_names=True)[0] or ""


def _quoted(searcher: Searcher, citation: Citation) -> Iterator[StoredUnit]:
    """The units that a quotation is of."""
    content = searcher.content
    passages = content.passages(content.passages_of_document(content.number(citation.document)))
    inside = [n for n, p in passages.items() if p.start < citation.end and citation.start < p.end]
    return (one for one in content.units_of(inside) if one.start < citation.end and citation.start < one.end)
