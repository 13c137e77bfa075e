"""The words in which a question says more than that it asks, what it counts, and what is to be so of commitments. Data
in lacking.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import regex

from assistant.data import table
from assistant.ledger_query.grammar import Rest, pattern
from assistant.question.entities import aspects
from corpus.text.normalize import fold
from corpus.text.terms import load_terms
from index.bm25 import stems, words

_WORD = regex.compile(r"[\p{L}\p{M}]{4,}")
_ASKS_COUNT = regex.compile(r"(?<!\w)(?:cuant[oa]s|how many|numero de|number of|total de)\s+((?:\p{L}+\s*){1,4})")
# A list of commitments of which something is to be so in words that no scale has ("Which commitments are red?").
_SO = regex.compile(
    r"(?<!\w)(?:commitments|compromisos)\s+(?:are|were|is|remain|stay|son|estan|fueron|eran|estaban|quedaron|siguen)\s+"
    r"(?:(?:in|on|still|now|en|aun|todavia|ya)\s+)?(?P<words>(?:\w+\s?){1,3})\W*$"
)


_QUANTITY = regex.compile(r"\bhow (?:many|much)\b|\b(?:numero|cantidad|number) (?:de|of)\b")
_WHICH = r"(?<!\w)(?:which|what|que|cual)\s+"
_WHICH_IS = (
    regex.compile(
        _WHICH + r"(?P<thing>\p{L}{4,})\s+(?:is|was|has\s+been|does|did|se|es|fue|esta|quedo|ha\s+sido)\s+"
        r"(?:the\s+|la\s+|el\s+|most\s+)?(?P<so>\p{L}{5,})"
    ),
    regex.compile(_WHICH + r"(?:is|was)\s+the\s+(?P<so>\p{L}{5,})\s+(?P<thing>\p{L}{4,})"),
    regex.compile(_WHICH + r"(?:es|fue)\s+(?:la|el)\s+(?P<thing>\p{L}{4,})\s+(?P<so>\p{L}{5,})"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with a meaning, as it is `written`; `thing` where an article or preposition stands before it: of verbs and
    adjectives it tells little that a document lacks them."""

    written: str
    stem: str
    thing: bool


@dataclass(frozen=True, slots=True)
class Which:
    """ "Which option is recommended?": the stems of the thing, and of what is to be so of it."""

    thing: frozenset[str]
    so: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a question asks the number of: as it is written (None where it asks for none), and the stems of its first
    two words by language ("how many civil society organizations" → {civil, societi})."""

    written: str | None = None
    stems: Mapping[str, frozenset[str]] = field(default_factory=dict)


def words_in(text: str, language: str) -> Iterator[Word]:
    """The words of a text that neither only ask nor are part of an official term or a name."""
    if text.isupper():
        return
    folded = fold(text)
    asking = (*_asking(), *(one for aspect in aspects().values() for one in aspect.ask))
    taken = [match.span() for one in asking for match in one.finditer(folded)]
    taken += [(mention.start, mention.end) for mention in load_terms().find(text, language)]
    for match in _WORD.finditer(text):
        start, end = match.span()
        inside = any(left < end and start < right for left, right in taken)
        name = match.group()[0].isupper() and start > 0
        stem = next(iter(words(match.group(), language)), None)
        if stem is not None and not inside and not name:
            yield Word(match.group(), stem, _behind().search(folded[:start]) is not None)


def counted_in(text: str, texts: Mapping[str, str]) -> Counted:
    """What a question counts; `texts` is the question by language."""
    match = _counted().search(fold(text))
    written = text[match.start("what") : match.end("what")] if match else None
    return Counted(written, {code: _nouns(one, code) for code, one in texts.items()})


def _nouns(text: str, language: str) -> frozenset[str]:
    match = _ASKS_COUNT.search(fold(text))
    return frozenset(words(match.group(1), language)[:2]) if match else frozenset()


def which_in(text: str, language: str) -> Which | None:
    """Which of several things a question asks for by what is so of it; None where it asks for none."""
    folded = fold(text)
    match = next((found for pattern in _WHICH_IS if (found := pattern.search(folded))), None)
    if match is None:
        return None
    thing, so = stems(match["thing"], language), stems(match["so"], language)
    return Which(thing, so) if thing and so else None


def label_words(text: str, language: str) -> frozenset[str]:
    """The stems of a question's words with a meaning, those that only ask apart, as a row's label has them."""
    folded = fold(text)
    for one in _asking():
        folded = one.sub(" ", folded)
    return stems(_QUANTITY.sub(" ", folded), language)


def predicate(text: str) -> str:
    """The words that say what is to be so of commitments, "" where a question asks for none in such words."""
    match = _SO.search(fold(text))
    if match is None:
        return ""
    left = [span for span in Rest(text).words() if match.start("words") <= span[0] < match.end("words")]
    before = fold(text[: left[0][0]]) if left else ""
    if pattern("topic", "behind").search(before) or pattern("institution", "lead").search(match.group("words")):
        return ""  # a subject, or who leads: the passages know these
    return " ".join(text[start:end] for start, end in left)


@cache
def _counted() -> regex.Pattern[str]:
    return regex.compile(table("lacking")["counted"]["any"])


@cache
def _behind() -> regex.Pattern[str]:
    return regex.compile(table("lacking")["thing"]["behind"])


@cache
def _asking() -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(one) for one in table("lacking")["asking"]["any"])
