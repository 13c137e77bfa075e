"""Statements and citations from chosen runs: the extractive composer, which writes nothing of its own."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation, Statement
from assistant.select import Chosen
from corpus.commitments import references
from index.search import Searcher

_SHORT_CELL = 60


def compose(searcher: Searcher, chosen: Sequence[Chosen], language: str) -> tuple[list[Statement], list[Citation]]:
    """One statement a run, in the answer's language where a translation can be had, each with its citation."""
    statements, citations = [], []
    for number, one in enumerate(chosen, start=1):
        citation = _citation(searcher, one, number, language)
        citations.append(citation)
        translated = citation.translation is not None
        text = citation.translation if citation.translation is not None else citation.quote
        told = _row(searcher, one, language) if one.row else _sentence(searcher, one, text, language)
        statements.append(Statement(told, (number,), one.voice, translated))
    return statements, citations


def _citation(searcher: Searcher, one: Chosen, number: int, language: str) -> Citation:
    passage, metadata = one.candidate.passage, one.candidate.metadata
    translation = None
    if passage.language != language:
        translation = _in_other_words(searcher, one, language)
    named = [reference.id for reference in references(one.text) if reference.id]
    return Citation.of(
        metadata,
        number=number,
        section=one.candidate.section,
        commitment=named[0] if one.candidate.unit.kind == "item" and named else passage.commitment,
        voice=one.voice,
        language=passage.language,
        quote=one.text,
        translation=translation,
        start=one.start,
        end=one.end,
        origin=passage.origin,
        **searcher.content.pages(passage.document).place(one.start, one.end),
    )


def _sentence(searcher: Searcher, one: Chosen, text: str, language: str) -> str:
    """The statement: the run on one line, after its label where it is too short to be understood without it."""
    unit = one.candidate.unit
    name = unit.header or unit.label
    # a label with figures would claim more than the quotation holds
    whole = len(text) > _SHORT_CELL or text.rstrip().endswith(".")
    if unit.kind != "cell" or whole or not name or any(c.isdigit() for c in name):
        return _flat(text)
    if one.candidate.passage.language != language:
        name = _translate(searcher, name, one.candidate.passage.language, language) or name
    return f"{name}: {_flat(text)}"


def _row(searcher: Searcher, one: Chosen, language: str) -> str:
    """A short row as one sentence: each cell after the header of its column."""
    parts: list[str] = []
    before = ""
    for unit in one.row:
        text = _flat(_read(searcher, unit.text, one, language))
        # a header with figures would claim more than the quotation holds
        named = unit.header and unit.header != before and not any(c.isdigit() for c in unit.header)
        header = _read(searcher, unit.header, one, language) if named else ""
        parts.append(f"{header}: {text}" if header else text)
        before = unit.header
    return "; ".join(part.rstrip(" ;.") for part in parts)


def _in_other_words(searcher: Searcher, one: Chosen, language: str) -> str | None:
    source = one.candidate.passage.language
    if not one.row:
        return _translate(searcher, one.text, source, language)
    told = [_translate(searcher, unit.text, source, language) for unit in one.row]
    return "; ".join(part for part in told if part) if all(told) else None


def _read(searcher: Searcher, text: str, one: Chosen, language: str) -> str:
    """`text` of the same place in the answer's language, where that can be had."""
    source = one.candidate.passage.language
    return text if source == language else _translate(searcher, text, source, language) or text


def _translate(searcher: Searcher, text: str, source: str, target: str) -> str | None:
    return searcher.bridge.translate([text], source, target, keep_names=True)[0]


def _flat(text: str) -> str:
    """One line: a statement is a sentence, whatever line breaks its quotation has."""
    return " ".join(text.split())
