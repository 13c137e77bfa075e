"""What a question names and the documents do not hold, in the asker's words: data in lacking.toml.

Documents may be in another language than the question. So a name counts as absent only by a word that is the same in
both languages. Acronyms and everyday words, for which a document of the other language has its own, are told to be
absent only where most documents are in the question's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

import regex

from assistant.data import table
from assistant.question.entities import aspects
from assistant.question.named_things import Specific, absent_of, specifics
from assistant.reading.quoted import Chosen
from assistant.retrieval.candidate import Candidate
from corpus.commitments import without_references
from corpus.ledger.periods import ordinals
from corpus.model import Metadata
from corpus.terms import fold, load_terms
from index.about import country_name
from index.language import LANGUAGES
from index.lexical import stems, words
from index.query import Query
from index.search import Searcher

_WORD = regex.compile(r"[\p{L}\p{M}]{4,}")
_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_ACRONYM = regex.compile(r"\p{Lu}[\p{Lu}\d]+s?$")
_RANGE = regex.compile(r"(?<!\d)(?:19|20)\d\d\s?[-–—/]\s?(?:19|20)?\d\d(?!\d)")
_MOST = 3  # things that are named in one sentence


def in_no_document(searcher: Searcher, query: Query) -> tuple[list[str], list[str]]:
    """(names and years, other words) of the question that stand in no document of the collection."""
    known = _known(searcher)
    lost = [one for one in _named(query, "year", "term", "name") if _unheld(one, query, searcher, known)]
    return _shown(lost, query.text, query.language), _unused(searcher, query, known, things=True)[:_MOST] if _native(
        searcher, query
    ) else []


def not_in(searcher: Searcher, query: Query, evidence: Iterable[Candidate], language: str) -> list[str]:
    """The names, years, countries and plans of the question that none of the passages mentions which are shown."""
    evidence = list(evidence)
    texts = [t for c in evidence for t in (c.passage.text, " ".join(c.passage.section))]
    texts += {unit.header for unit in searcher.content.units_of(sorted({c.passage.n for c in evidence})) if unit.header}
    documents = [c.metadata for c in evidence]
    wanted = _named(query, "year", "name", "country", "plan")  # a term goes by many names
    held = {token for text in texts for token in _TOKEN.findall(fold(text))}
    lost = [
        one
        for one in absent_of(wanted, texts, documents)
        if one.country
        or (_of_other_plans(documents) if one.sort == "plan" else _unheld(one, query, searcher, held.__contains__))
    ]
    return _shown(lost, query.text, language)


def _of_other_plans(documents: Iterable[Metadata]) -> bool:
    """Do all titles tell the number of their plan?"""
    return all(ordinals(metadata.title) for metadata in documents)


def mostly_unknown(searcher: Searcher, query: Query) -> bool:
    """Are at least half of the question's words such as no document holds, in either language?"""
    own = set(words(query.text, query.language))
    lost = _unused(searcher, query, _known(searcher))
    if 2 * len(lost) >= len(own):
        return True
    shares = []
    for code, text in query.texts.items():
        tokens = words(text, code)
        shares.append(sum(searcher.knows(token, code) for token in tokens) / len(tokens) if tokens else 0.0)
    return max(shares, default=0.0) <= 0.5


def uncounted(query: Query, chosen: Iterable[Chosen]) -> str | None:
    """What the question counts, where a number is asked for and nothing that was chosen counts it."""
    match = _counted().search(fold(query.text))
    if match is None or any(one.candidate.signs.get("counted", 0.0) > 0 for one in chosen):
        return None
    return query.text[match.start("what") : match.end("what")]


def joined(things: Sequence[str], language: str) -> str:
    """ "«a»" or "«a» and «b»", quoted as that language does."""
    quoted = [f"«{thing}»" if language == "es" else f"“{thing}”" for thing in things]
    return f" {table('lacking')['joint'][language]} ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _known(searcher: Searcher) -> Callable[[str], bool]:
    """Does a folded word stand in a document, its translation, or what is known of it?"""
    about = {
        token
        for m in searcher.documents().values()
        for token in _TOKEN.findall(fold(" ".join(filter(None, (m.title, m.publisher, m.cycle, m.date, m.commitment)))))
    }
    # what a column is called is used by the document, though search does not go by it
    headed = {stem for header in searcher.content.headers() for code in LANGUAGES for stem in words(header, code)}

    def known(word: str) -> bool:
        stems_of = [(stem, code) for code in LANGUAGES for stem in words(word, code)]
        return word in about or any(stem in headed or searcher.knows(stem, code) for stem, code in stems_of)

    return known


def _named(query: Query, *sorts: str) -> list[Specific]:
    """What the question names of these sorts; commitments are told of by their number."""
    return [one for one in specifics(without_references(query.text), query.language) if one.sort in sorts]


def _native(searcher: Searcher, query: Query) -> bool:
    """Are at least half of the documents in the question's language?"""
    languages = [metadata.language for metadata in searcher.documents().values()]
    return 2 * languages.count(query.language) >= len(languages)


def _unheld(one: Specific, query: Query, searcher: Searcher, held: Callable[[str], bool]) -> bool:
    """Is one of the words that make the name nowhere?"""
    if one.sort in ("year", "term"):
        return not any(all(held(token) for token in _TOKEN.findall(form)) for form in one.forms)
    capital = [token for token in _TOKEN.findall(one.written) if token[0].isupper() or token[0].isdigit()]
    if not _native(searcher, query):
        capital = [token for token in capital if not _ACRONYM.match(token)]
    if any(metadata.language != query.language for metadata in searcher.documents().values()):
        capital = [token for token in capital if _untranslated(token, query)]
    # "STLs" are more than one STL
    return any(len(token) > 1 and not any(held(form) for form in _forms(token)) for token in capital)


def _forms(token: str) -> tuple[str, ...]:
    return (fold(token), fold(token[:-1])) if token[-1] == "s" and _ACRONYM.match(token) else (fold(token),)


def _untranslated(token: str, query: Query) -> bool:
    others = [text for code, text in query.texts.items() if code != query.language]
    return bool(others) and all(fold(token) in _TOKEN.findall(fold(text)) for text in others)


def _unused(searcher: Searcher, query: Query, known: Callable[[str], bool], *, things: bool = False) -> list[str]:
    """Words with a meaning that no document uses, in either language, those left out that only ask; `things` keeps
    those that stand behind an article or preposition, for verbs and adjectives tell little."""
    text = without_references(query.text)
    if text.isupper():
        return []
    folded = fold(text)
    asking = (*_asking(), *(pattern for aspect in aspects().values() for pattern in aspect.ask))
    taken = [m.span() for pattern in asking for m in pattern.finditer(folded)]
    taken += [(m.start, m.end) for m in load_terms().find(text, query.language)]
    found: dict[str, str] = {}
    for match in _WORD.finditer(text):
        start, end = match.span()
        inside = any(left < end and start < right for left, right in taken)
        named = match.group()[0].isupper() and start > 0  # a name is told as one
        if things and not _behind().search(folded[:start]):
            continue
        stem = next(iter(words(match.group(), query.language)), None)
        if stem is None or inside or named or known(fold(match.group())) or stem in found:
            continue
        if searcher.knows(stem, query.language) or _known_in_translation(searcher, match.group(), query, known):
            continue
        found[stem] = match.group()
    return list(found.values())


def _known_in_translation(searcher: Searcher, word: str, query: Query, known: Callable[[str], bool]) -> bool:
    for other in LANGUAGES:
        if other != query.language:
            told = searcher.bridge.translate([word], query.language, other)[0] or ""
            if any(map(known, _TOKEN.findall(fold(told)))) or any(searcher.knows(s, other) for s in stems(told, other)):
                return True
    return False


def _shown(lost: Iterable[Specific], question: str, language: str) -> list[str]:
    """As the question has them, each once; a year as the period it belongs to."""
    periods = {year: m.group() for m in _RANGE.finditer(question) for year in regex.findall(r"\d{4}", m.group())}
    told = [country_name(one.country, language) or periods.get(one.written, one.written) for one in lost]
    return list(dict.fromkeys(told))[:_MOST]


@cache
def _counted() -> regex.Pattern[str]:
    return regex.compile(table("lacking")["counted"]["any"])


@cache
def _behind() -> regex.Pattern[str]:
    return regex.compile(table("lacking")["thing"]["behind"])


@cache
def _asking() -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(pattern) for pattern in table("lacking")["asking"]["any"])
