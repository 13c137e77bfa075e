"""What initials stand for, as a document spells them out: the run in which it does is the quotation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from assistant.answer import Citation, Statement
from assistant.ledger_answer.row_answer import FromRows
from assistant.ledger_answer.row_citations import quoted
from assistant.texts import say
from assistant.verification.verify import verify
from assistant.writing.render import Names, render
from corpus.kinds import kind
from corpus.ledger import Locator
from corpus.model import Metadata
from corpus.text.acronyms import spelled_out
from corpus.text.normalize import fold
from corpus.text.terms import load_terms
from index.search import Searcher

_ALIKE = 85  # per cent of letters in common: the same name spelled otherwise
_WHOLE = 1 << 30  # characters: more than any document has
_MOST = 3  # different names that are told


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A place that spells initials out: the name, the initials, and the run of the document that holds both."""

    name: str
    short: str
    start: int
    end: int
    document: int
    metadata: Metadata


def stands_for(searcher: Searcher, short: str, language: str) -> FromRows | None:
    """What the documents say that these initials stand for; None where no document spells them out."""
    found = _ranked([one for n in searcher.documents() for one in _in_document(searcher, n, short)], language)
    statements, citations = [], []
    for number, one in enumerate(found, start=1):
        citation = _citation(searcher, one, number, language)
        statements.append(_statement(searcher, one, number, citation.voice, language))
        citations.append(citation)
    kept, cited = verify(searcher, statements, citations, [_other(searcher, one, language) or "" for one in found])
    return (
        FromRows(
            render(kept, cited, language, Names(searcher.documents().values(), language)), tuple(kept), tuple(cited), ()
        )
        if kept
        else None
    )


def _in_document(searcher: Searcher, n: int, short: str) -> Iterator[_Spelled]:
    metadata = searcher.content.document(n)
    text = searcher.content.run(n, 0, _WHOLE)
    for written, name, start, end in spelled_out(text, short):
        yield _Spelled(" ".join(name.split()), written, start, end, n, metadata)


def _ranked(found: list[_Spelled], language: str) -> list[_Spelled]:
    """One place for each name: the asker's language first, then what more places say."""
    groups: list[list[_Spelled]] = []
    for one in sorted(found, key=lambda one: (one.metadata.language != language, one.metadata.id, one.start)):
        same = (g for g in groups if fuzz.token_sort_ratio(fold(g[0].name), fold(one.name)) >= _ALIKE)
        group = next(same, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    groups.sort(key=lambda group: (group[0].metadata.language != language, -len(group)))
    return [group[0] for group in groups[:_MOST]]


def _citation(searcher: Searcher, one: _Spelled, number: int, language: str) -> Citation:
    content = searcher.content
    held = content.passages(content.passages_of_document(one.document))
    passage = next((p for p in held.values() if p.start <= one.start < p.end), None)
    place = content.pages(one.document).place(one.start, one.end)
    at = Locator(
        one.metadata.id,
        one.metadata.source,
        one.start,
        one.end,
        passage.section if passage else (),
        language=one.metadata.language,
    )
    voice = (passage.voice if passage else None) or kind(one.metadata.kind).voice
    return replace(quoted(searcher, at, voice, language), number=number, **place)


def _statement(searcher: Searcher, one: _Spelled, number: int, voice: str, language: str) -> Statement:
    """The name as the document has it, and what it is in the asker's language: officially, else translated."""
    other = _other(searcher, one, language)
    translated = bool(other) and _official(one, language) is None and fold(other or "") != fold(one.name)
    if other and fold(other) != fold(one.name):
        text = say("ledger.stands_for_other", language, acronym=one.short, name=one.name, other=other)
        return Statement(text, (number,), voice, translated)
    return Statement(say("ledger.stands_for", language, acronym=one.short, name=one.name), (number,), voice)


def _other(searcher: Searcher, one: _Spelled, language: str) -> str | None:
    """The name in the asker's language; None where it is in that language already or cannot be translated."""
    other = _official(one, language)
    own = one.metadata.language
    return searcher.bridge.translate([one.name], own, language)[0] if other is None and own != language else other


def _official(one: _Spelled, language: str) -> str | None:
    """The official form in that language of the name, or of what it begins with if its initials are a form of that."""
    terms = load_terms()
    for mention in terms.find(one.name, one.metadata.language):
        known = any(one.short in forms for forms in mention.term.forms.values())
        whole = mention.end - mention.start == len(one.name)
        if mention.start == 0 and (whole or known) and mention.term.forms.get(language):
            return mention.term.forms[language][0]
    return None
