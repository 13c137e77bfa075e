"""What a question asks for, read from its words: data in question.toml and aspects.toml, no model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from assistant.data import table
from corpus.commitments.references import Reference, references
from corpus.ledger.plan_names import ordinal_words
from corpus.text.countries import countries
from corpus.text.normalize import fold
from corpus.text.numbers import spelled_pattern

_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ACRONYM = regex.compile(r"(?<!\w)(?=\w*\p{Lu}\w*\p{Lu})[\p{Lu}\d][\p{Lu}\d-]{1,11}(?!\w)")


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing a question can ask about: patterns of questions, of places and of sentences."""

    name: str
    ask: tuple[regex.Pattern[str], ...]
    place: tuple[regex.Pattern[str], ...]
    say: tuple[regex.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Understanding:
    """`types` holds "number", "date", "body", "list"; `voices` are voices of the contract; `field` is whether
    the question is in words of the field: names a commitment, a plan or another official term."""

    aspects: tuple[str, ...]
    types: frozenset[str]
    overview: bool
    voices: frozenset[str]
    references: tuple[Reference, ...]
    countries: tuple[str, ...]
    years: tuple[str, ...]
    acronyms: tuple[str, ...]
    field: bool = False


def understand(question: str) -> Understanding:
    """Read a question that stands alone (a follow-up has been completed before)."""
    text = fold(question)
    overview = _any(_patterns("overview")["ask"], text)
    named = [name for name, aspect in aspects().items() if _any(aspect.ask, text)]
    if overview:
        named += [name for name in _overview_aspects() if name not in named]
    # a question all in capitals is shouted, not a string of acronyms
    shouted = question.isupper() and " " in question.strip()
    return Understanding(
        aspects=tuple(named),
        types=frozenset(name for name, patterns in _patterns("type").items() if _any(patterns, text)),
        overview=overview,
        voices=frozenset(name for name, patterns in _patterns("voice").items() if _any(patterns, text)),
        references=references(question),
        countries=countries(question),
        years=tuple(dict.fromkeys(_YEAR.findall(question))),
        field=bool(references(question)) or _any(_patterns("field")["ask"], text),
        acronyms=() if shouted else tuple(dict.fromkeys(_ACRONYM.findall(question))),
    )


@cache
def aspects() -> dict[str, Aspect]:
    return {
        name: Aspect(name, *(_compile(entry.get(key, ())) for key in ("ask", "place", "say")))
        for name, entry in table("aspects").items()
    }


@cache
def _patterns(about: str) -> dict[str, tuple[regex.Pattern[str], ...]]:
    """The patterns of one table of question.toml, by name."""
    entries = table("question")[about].items()
    return {name: _compile(patterns) for name, patterns in entries if name != "aspects"}


@cache
def _overview_aspects() -> tuple[str, ...]:
    return tuple(table("question")["overview"]["aspects"])


def _compile(patterns: list[str] | tuple[str, ...]) -> tuple[regex.Pattern[str], ...]:
    told = {"{number}": spelled_pattern(), "{ordinal}": ordinal_words()}
    filled = []
    for pattern in patterns:
        for name, words in told.items():
            pattern = pattern.replace(name, words)
        filled.append(regex.compile(pattern))
    return tuple(filled)


def _any(patterns: object, text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)  # type: ignore[attr-defined]
