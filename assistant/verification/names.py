"""Does a claim name only what its quotations do, or what is another name for it in either language?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import regex

from assistant.answer import Citation
from assistant.texts import say
from assistant.verification.comparison import vocabulary
from assistant.writing.render import Names
from corpus.data import table
from corpus.text.acronyms import spelled_out
from corpus.text.countries import country_name
from corpus.text.dates import months_of
from corpus.text.institutions import bilingual_names
from corpus.text.language import LANGUAGES
from corpus.text.names import names as names_in
from corpus.text.normalize import fold
from corpus.text.terms import load_terms
from index.bm25 import words as stems_of
from index.search import Searcher

_NAME_PART = regex.compile(r"[\p{L}\d][\p{L}\p{M}\d]*")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_LETTERS = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_INITIALS = regex.compile(r"(?<!\w)\p{Lu}{2,7}(?!\w)")
# A word with a capital that begins a sentence, and is no acronym: its capital tells nothing.
_FIRST = regex.compile(r"(?:^|[.!?…:;]\s+|[«“\"'(¿¡])\s*(\p{Lu}[\p{L}\p{M}'’-]*\p{Ll}[\p{L}\p{M}'’-]*)")
_SHORT = 3  # letters from which a capitalised word counts as part of a name, acronyms apart
_SHORT_FIRST = 4  # the same of one that begins a sentence; below, most strings are a word somewhere
_WHOLE = 1 << 30  # characters: more than any document has
_FRAME = "OGP AGA IRM MRI Open Government Partnership Alianza para el Gobierno Abierto"


def named(text: str) -> set[str]:
    """The words of the proper names in `text`, and its acronyms, folded."""
    found = set()
    for start, end in names_in(text):
        words = _NAME_PART.findall(text[start:end])
        found |= {fold(word) for word in words if word[0].isupper() and (len(word) >= _SHORT or word.isupper())}
    return found


def missing_names(statement: str, beside: Iterable[str]) -> bool:
    """Does the statement name what none of the texts `beside` it does, in either language?"""
    wanted = named(statement)
    if not wanted:
        return False
    given = _frame() | {fold(word) for text in beside for word in _NAME_PART.findall(text)}
    return bool(wanted - given)


def other_forms(text: str) -> list[str]:
    """Every official form of the terms, institutions, countries and months that `text` mentions."""
    terms = load_terms()
    found = [
        form
        for language in LANGUAGES
        for m in terms.find(text, language)
        for forms in m.term.forms.values()
        for form in forms
    ]
    folded = fold(text)
    return found + [other for form, other in _pairs() if form in folded]


def document_names(searcher: Searcher, names: Names, cited: Sequence[Citation]) -> list[str]:
    """Everything that a sentence may call what its citations name: plain names and other names."""
    return [*plain_names(searcher, names, cited), *other_names(searcher, cited)]


def plain_names(searcher: Searcher, names: Names, cited: Sequence[Citation]) -> list[str]:
    """What a sentence may call the documents of its citations: their short names, their countries, their publishers."""
    told = [_FRAME, vocabulary()["names"]["opening"]]
    for citation in cited:
        metadata = searcher.content.document(searcher.content.number(citation.document))
        told += [names.plain(metadata), metadata.publisher or ""]
        if metadata.country:
            countries = [country_name(metadata.country, language) for language in LANGUAGES]
            told += [*countries, *other_forms(" ".join(countries))]
    return told


def other_names(searcher: Searcher, cited: Sequence[Citation]) -> list[str]:
    """Other names for what the quotations name: translated word for word, with their initials spelled out as the
    document does, as initials; and the words for an institution of that kind."""
    told: list[str] = []
    foreign: dict[str, list[str]] = {}
    for citation in cited:
        texts = [citation.quote, *citation.section[-2:], *_spelled(searcher, citation)]
        told += texts
        if citation.translation is not None:
            foreign.setdefault(citation.language, []).extend(texts)
    for language, texts in sorted(foreign.items()):  # all in one go: the translator's stages then work side by side
        other = next(one for one in LANGUAGES if one != language)
        told += [text for text in searcher.bridge.translate(list(dict.fromkeys(texts)), language, other) if text]
    told += other_forms(" ".join(told))
    told += list(_initials(told))
    return [*told, *of_their_kind(told)]


def of_their_kind(told: Sequence[str]) -> list[str]:
    """The words, in both languages, for institutions and papers of the kinds that are mentioned."""
    words = {word for text in told for word in _WORD.findall(fold(text))}
    return [" ".join(sorted(kind)) for kind in _kinds() if words & kind]


def strange_names(searcher: Searcher, text: str, beside: Iterable[str]) -> list[str]:
    """Words that begin a sentence of `text`, stand in none of the texts `beside` it, and are a common word neither to a
    dictionary nor to the documents: names, which no quotation gives.

    Without a translator there is no dictionary, and nothing can be told: an empty list."""
    dictionary = searcher.bridge.dictionary
    if dictionary is None:
        return []
    given = {fold(word) for one in beside for word in _LETTERS.findall(one)}
    asked = [word for m in _FIRST.finditer(text) for word in _LETTERS.findall(m[1]) if len(word) >= _SHORT_FIRST]
    left = [word for word in asked if fold(word) not in given and not _common(searcher, word)]
    for language in LANGUAGES:
        known = dictionary.known([word.lower() for word in left], language) if left else frozenset()
        left = [word for word in left if word.lower() not in known]
    return left


def _common(searcher: Searcher, word: str) -> bool:
    """Do documents use the word (they may use it as a name, but then of what they are about)?"""
    return any(searcher.knows(stem, language) for language in LANGUAGES for stem in stems_of(word, language))


def _spelled(searcher: Searcher, citation: Citation) -> list[str]:
    """What the initials in a quotation stand for in its document."""
    found = dict.fromkeys(_INITIALS.findall(citation.quote))
    if not found or citation.quote.isupper():
        return []
    text = searcher.content.run(searcher.content.number(citation.document), 0, _WHOLE)
    return [name for short in found for _, name, _, _ in spelled_out(text, short)]


def _initials(told: Sequence[str]) -> Iterator[str]:
    """ "MAP" for "Ministerio de Administración Pública"."""
    for text in told:
        for start, end in names_in(text):
            capitals = [word[0] for word in _WORD.findall(text[start:end]) if word[0].isupper()]
            if len(capitals) > 1:
                yield "".join(capitals)


@cache
def _kinds() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(kind.split()) for kind in vocabulary()["names"]["kinds"])


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    """(folded form in one language, form in the other) of countries, months, institutions, areas and levels."""
    from babel import Locale

    both = [dict(Locale(language).territories) for language in LANGUAGES]
    pairs = [(both[0][code], both[1][code]) for code in both[0] if code in both[1]]
    pairs += list(zip(months_of("es"), months_of("en"), strict=True))
    pairs += [(entry["es"], entry["en"]) for group in bilingual_names().values() for entry in group]
    labels = [entry["label"] for entry in table("corpus.ledger", "areas").values() if "label" in entry]
    labels += [
        level["label"]
        for scale in table("corpus.ledger", "scales").values()
        for level in scale.get("levels", {}).values()
    ]
    pairs += [(label["es"], label["en"]) for label in labels]
    return tuple((fold(a), b) for one, other in pairs for a, b in ((one, other), (other, one)))


@cache
def _frame() -> frozenset[str]:
    """The words that answers write by themselves ("Lead institution: …", "in Spanish in the document")."""
    labels = [entry["label"] for entry in table("corpus.ledger", "fields").values() if "label" in entry]
    written = [told for label in labels for told in label.values()]
    written += [say(f"own.{source}", language, text="") for source in LANGUAGES for language in LANGUAGES]
    return frozenset(fold(word) for told in written for word in _NAME_PART.findall(told))
