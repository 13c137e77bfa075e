"""What a question names and the documents do not hold, in the asker's words: data in lacking.toml.

Documents may be in another language than the question. So a name counts as absent only by a word that is the same in
both languages. Acronyms and everyday words, for which a document of the other language has its own, are told to be
absent only where most documents are in the question's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import regex

from assistant.data import table
from assistant.question.content_words import Word
from assistant.question.named_things import Specific, absent_of
from assistant.question.question import Question
from assistant.reading.quoted import Chosen
from assistant.retrieval.candidate import Candidate
from corpus.ledger.plan_names import ordinals
from corpus.model import Metadata
from corpus.text.language import LANGUAGES
from corpus.text.normalize import fold
from index.bm25 import stems, words
from index.metadata import country_name
from index.search import Searcher

_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_ACRONYM = regex.compile(r"\p{Lu}[\p{Lu}\d]+s?$")
_MOST = 3  # things that are named in one sentence


def in_no_document(searcher: Searcher, question: Question) -> tuple[list[str], list[str]]:
    """(names and years, other words) of the question that stand in no document of the collection."""
    known = _known(searcher)
    lost = [one for one in _named(question, "year", "term", "name") if _unheld(one, question, searcher, known)]
    names = _shown(lost, question.written_in)
    if not _native(searcher, question):
        return names, []
    return names, _unused(searcher, question, known, (word for word in question.words if word.thing))[:_MOST]


def not_in(searcher: Searcher, question: Question, evidence: Iterable[Candidate]) -> list[str]:
    """The names, years, countries and plans of the question that none of the passages mentions which are shown."""
    evidence = list(evidence)
    texts = [t for c in evidence for t in (c.passage.text, " ".join(c.passage.section))]
    texts += {unit.header for unit in searcher.content.units_of(sorted({c.passage.n for c in evidence})) if unit.header}
    documents = [c.metadata for c in evidence]
    wanted = _named(question, "year", "name", "country", "plan")  # a term goes by many names
    held = {token for text in texts for token in _TOKEN.findall(fold(text))}
    lost = [
        one
        for one in absent_of(wanted, texts, documents)
        if one.country
        or (_of_other_plans(documents) if one.sort == "plan" else _unheld(one, question, searcher, held.__contains__))
    ]
    return _shown(lost, question.language)


def _of_other_plans(documents: Iterable[Metadata]) -> bool:
    """Do all titles tell the number of their plan?"""
    return all(ordinals(metadata.title) for metadata in documents)


def mostly_unknown(searcher: Searcher, question: Question) -> bool:
    """Are at least half of the question's words such as no document holds, in either language?"""
    own = set(question.stems[question.written_in])
    if 2 * len(_unused(searcher, question, _known(searcher), question.words)) >= len(own):
        return True
    shares = [sum(searcher.knows(stem, code) for stem in of) / len(of) for code, of in question.stems.items() if of]
    return max(shares, default=0.0) <= 0.5


def uncounted(question: Question, chosen: Iterable[Chosen]) -> str | None:
    """What the question counts, where a number is asked for and nothing that was chosen counts it."""
    counted = any(one.candidate.signs.get("counted", 0.0) > 0 for one in chosen)
    return None if counted else question.counted.written


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


def _named(question: Question, *sorts: str) -> list[Specific]:
    """What the question names of these sorts; commitments are told of by their number."""
    return [one for one in question.named if one.sort in sorts]


def _native(searcher: Searcher, question: Question) -> bool:
    """Are at least half of the documents in the question's language?"""
    languages = [metadata.language for metadata in searcher.documents().values()]
    return 2 * languages.count(question.written_in) >= len(languages)


def _unheld(one: Specific, question: Question, searcher: Searcher, held: Callable[[str], bool]) -> bool:
    """Is one of the words that make the name nowhere?"""
    if one.sort in ("year", "term"):
        return not any(all(held(token) for token in _TOKEN.findall(form)) for form in one.forms)
    capital = [token for token in _TOKEN.findall(one.written) if token[0].isupper() or token[0].isdigit()]
    if not _native(searcher, question):
        capital = [token for token in capital if not _ACRONYM.match(token)]
    if any(metadata.language != question.written_in for metadata in searcher.documents().values()):
        capital = [token for token in capital if fold(token) in question.translated]
    # "STLs" are more than one STL
    return any(len(token) > 1 and not any(held(form) for form in _forms(token)) for token in capital)


def _forms(token: str) -> tuple[str, ...]:
    return (fold(token), fold(token[:-1])) if token[-1] == "s" and _ACRONYM.match(token) else (fold(token),)


def _unused(searcher: Searcher, question: Question, known: Callable[[str], bool], of: Iterable[Word]) -> list[str]:
    """Those of the question's words that no document uses, in either language, each once."""
    found: dict[str, str] = {}
    for word in of:
        if word.stem in found or known(fold(word.written)) or searcher.knows(word.stem, question.written_in):
            continue
        if not _known_in_translation(searcher, word.written, question.written_in, known):
            found[word.stem] = word.written
    return list(found.values())


def _known_in_translation(searcher: Searcher, word: str, language: str, known: Callable[[str], bool]) -> bool:
    for other in LANGUAGES:
        if other != language:
            told = searcher.bridge.translate([word], language, other)[0] or ""
            if any(map(known, _TOKEN.findall(fold(told)))) or any(searcher.knows(s, other) for s in stems(told, other)):
                return True
    return False


def _shown(lost: Iterable[Specific], language: str) -> list[str]:
    """As the question has them, each once; a year as the period it belongs to."""
    told = [country_name(one.country, language) or one.written for one in lost]
    return list(dict.fromkeys(told))[:_MOST]
