"""The thing that a question names by a word and its number ("Option 2", "hito 4.2"): what is told of another number of
that word is no answer to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import regex

from assistant.retrieval.candidate import Candidate
from corpus.commitments import without_references
from corpus.terms import fold
from index.query import Query
from index.search import Searcher
from index.stopwords import stopwords

_ANY = ""
_NUMBER = r"\d{1,3}(?:\.\d{1,2})*"
_NAMED = regex.compile(
    rf"(?<!\w)(?P<word>\p{{L}}{{3,}})\W{{1,3}}(?P<numbers>{_NUMBER}(?:(?:,\s*|\s*,?\s+(?:y|e|o|and|or)\s+){_NUMBER})*)"
    r"(?![\w%]|[.,]\d|\s*(?:[-–—]|to|a|al|hasta)\s*\d|\s*(?:%|per ?cent|por ?ciento|years?|anos?))"
)


def of_named_number(
    searcher: Searcher, candidates: Sequence[Candidate], query: Query
) -> tuple[list[Candidate], frozenset[int]]:
    """The candidates without those that stand under, or tell of, another number of what the question names (all of
    them where none has the number that is asked), and the units that have it."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for text in query.texts.values():
        for word, numbers in _named(without_references(text)).items():
            wanted[word] |= numbers
    kept = list(candidates)
    having: set[int] = set()
    for word, numbers in wanted.items():
        told = {id(one): _told(searcher, one).get(word, set()) for one in kept}
        if any(numbers & its for its in told.values()):
            kept = [one for one in kept if not told[id(one)] or numbers & told[id(one)]]
            having |= {one.unit.n for one in kept if numbers & told[id(one)]}
    return kept, frozenset(having)


def _told(searcher: Searcher, candidate: Candidate) -> Mapping[str, set[str]]:
    """The numbers by their words in the nearest heading and in the unit, of a row in all of its cells."""
    unit = candidate.unit
    units = [unit]
    if unit.kind in {"cell", "label"}:
        units = [one for one in searcher.content.units_of([unit.passage]) if one.block == unit.block]
    parts = [
        *candidate.passage.section[-1:],
        *(f"{one.header}: {one.text}" if one.header else one.text for one in units),
    ]
    told = _named("\n\n\n\n".join(parts))
    return {word: numbers for word, numbers in told.items() if numbers}


def _named(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for match in _NAMED.finditer(fold(text)):
        word = regex.sub(r"e?s$", "", match.group("word"))
        if match.group("word") not in stopwords("es") | stopwords("en"):
            numbers = set(regex.findall(_NUMBER, match.group("numbers")))
            found[word] |= numbers
            found[_ANY] |= {number for number in numbers if "." in number}  # "7.2" is one thing in every language
    return found
