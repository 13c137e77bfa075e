"""Statements and citations from chosen runs: the extractive composer, which writes nothing of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer import Citation, Statement
from assistant.reading.quoted import Chosen
from assistant.translation.answer_language import Said, in_its_own, language_told, spoken
from assistant.translation.official_titles import official_titles
from corpus.commitments.references import references
from corpus.text.language import LANGUAGES
from index.search import Searcher
from index.translation.protected import tidy

_SHORT_CELL = 60
_MOST = 0.8  # of a quotation; more of it is not worth marking


def compose(searcher: Searcher, chosen: Sequence[Chosen], language: str) -> tuple[list[Statement], list[Citation]]:
    """One statement a run, in the answer's language where a translation can be had, each with its citation."""
    statements, citations = [], []
    languages = dict.fromkeys(one.candidate.passage.language for one in chosen)
    official = {own: official_titles(searcher, own, language) for own in languages}
    for number, one in enumerate(chosen, start=1):
        titles = official[one.candidate.passage.language]
        said = [_said(searcher, unit.text, one, language, titles) for unit in one.row]
        said = said or [_said(searcher, one.text, one, language, titles)]
        translation = _translation(said)
        own = one.candidate.passage.language
        if own == language and translation is not None:
            own = next(other for other in LANGUAGES if other != language)
        citations.append(citation_of(searcher, one, number, own, translation))
        told = _row(searcher, one, said, language) if one.row else _sentence(searcher, one, said[0], language)
        if language_told(told) not in {None, language}:  # each part may have been too short to tell by
            told, translation = in_its_own(one.text, own, language), None
            citations[-1] = replace(citations[-1], translation=None)
        statements.append(Statement(told, (number,), one.voice, translation is not None))
    return statements, citations


def _said(searcher: Searcher, text: str, one: Chosen, language: str, titles: Mapping[str, str]) -> Said:
    return spoken(searcher, text, one.candidate.passage.language, language, titles)


def _translation(said: Sequence[Said]) -> str | None:
    """The translation of the whole quotation, None where no part of it is translated."""
    return None if all(part.translation is None for part in said) else "; ".join(part.text for part in said)


def citation_of(searcher: Searcher, one: Chosen, number: int, own: str, translation: str | None) -> Citation:
    """The run as a citation; `own` is its language, `translation` one into the answer's, where there is one."""
    passage, metadata = one.candidate.passage, one.candidate.metadata
    named = [reference.id for reference in references(one.text) if reference.id]
    return Citation.of(
        metadata,
        number=number,
        section=one.candidate.section,
        commitment=named[0] if one.candidate.unit.kind == "item" and named else passage.commitment,
        voice=one.voice,
        language=own,
        quote=one.text,
        translation=translation,
        start=one.start,
        end=one.end,
        answer=_answer(one),
        origin=passage.origin,
        **searcher.content.pages(passage.document).place(one.start, one.end),
    )


def _answer(one: Chosen) -> tuple[int, int] | None:
    """The words that answer, as characters of the run; None where they are the run, or were not told apart."""
    told, unit = one.candidate.answer, one.candidate.unit
    if told is None:
        return None
    start, end = (max(unit.start + at, one.start) - one.start for at in told)
    end = min(end, len(one.text))
    whole = end - start > _MOST * len(one.text)
    return None if start >= end or whole else (start, end)


def _sentence(searcher: Searcher, one: Chosen, said: Said, language: str) -> str:
    """The statement: the run on one line, after its label where it is too short to be understood without it."""
    unit, text = one.candidate.unit, said.text
    name = unit.header or unit.label
    # a label with figures would claim more than the quotation holds
    whole = len(text) > _SHORT_CELL or text.rstrip().endswith(".")
    if unit.kind != "cell" or whole or not name or any(c.isdigit() for c in name):
        return _flat(text)
    return f"{_name(searcher, name, one, language)}: {_flat(text)}"


def _row(searcher: Searcher, one: Chosen, said: Sequence[Said], language: str) -> str:
    """A short row as one sentence: each cell after the header of its column."""
    parts: list[str] = []
    before = ""
    for unit, cell in zip(one.row, said, strict=True):
        named = unit.header and unit.header != before
        text = _flat(cell.text)
        parts.append(f"{_name(searcher, unit.header, one, language)}: {text}" if named else text)
        before = unit.header
    text = ""
    for part in (part.rstrip(" ;.") for part in parts):  # a label may have its colon
        text += f"{'' if not text else ' ' if text.endswith(':') else '; '}{part}"
    return text


def _name(searcher: Searcher, name: str, one: Chosen, language: str) -> str:
    """A header or label in the answer's language, where that can be had."""
    source = one.candidate.passage.language
    if source == language:
        return _flat(name)
    told = searcher.bridge.translate([name], source, language, keep_names=True)[0] or name
    return _flat(told)


def _flat(text: str) -> str:
    """One line: a statement is a sentence, whatever line breaks and stray spaces its quotation has."""
    return tidy(" ".join(text.split()))
