"""What a statement may call the documents and institutions of its citations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from assistant.answer import Citation
from assistant.gate import other_forms
from assistant.model.doubts import doubts
from assistant.writing.render import Names
from corpus.text.acronyms import spelled_out
from corpus.text.countries import country_name
from corpus.text.language import LANGUAGES
from corpus.text.names import names as names_in
from corpus.text.normalize import fold
from index.search import Searcher

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_INITIALS = regex.compile(r"(?<!\w)\p{Lu}{2,7}(?!\w)")
_WHOLE = 1 << 30  # characters: more than any document has


def document_names(searcher: Searcher, names: Names, cited: Sequence[Citation]) -> list[str]:
    """Everything that a sentence may call what its citations name: plain names and other names."""
    return [*plain_names(searcher, names, cited), *other_names(searcher, cited)]


def plain_names(searcher: Searcher, names: Names, cited: Sequence[Citation]) -> list[str]:
    """What a sentence may call the documents of its citations: their short names, their countries, their publishers."""
    told = [_FRAME, *doubts()["names"]["opening"]]
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
        whole = [citation.quote, *citation.section[-2:], *_spelled(searcher, citation)]
        told += whole
        if citation.translation is not None:
            foreign.setdefault(citation.language, []).extend(whole)
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
    return tuple(frozenset(kind.split()) for kind in doubts()["names"]["kinds"])


_FRAME = "OGP AGA IRM MRI Open Government Partnership Alianza para el Gobierno Abierto"
