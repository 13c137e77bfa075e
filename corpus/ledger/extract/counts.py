"""Things that running text counts ("31 public libraries"), in Spanish and English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from corpus.data import table
from corpus.text.dates import month_numbers
from corpus.text.normalize import fold
from corpus.text.numbers import number_pattern, whole_number
from corpus.text.terms import load_terms


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things at [start, end): `number` as digits, `about` the things as the text names them, folded; with
    what they are a part of where the text says it ("bibliotecas publicas / 31")."""

    number: str
    about: str
    start: int
    end: int


@cache
def _counted() -> regex.Pattern[str]:
    word = r"[\p{L}@'’-]+"
    return regex.compile(
        rf"(?<![\w.,/%$-])(?P<number>{number_pattern()})(?![\w%]|[.,]\d|\s*[-–/]\s*\d)"
        rf"\s+(?:(?:de|of)\s+(?:(?:los?|las?|the)\s+)?(?P<whole>{number_pattern()})\s+|de\s+(?:los|las)\s+)?(?P<thing>{word}(?:\s+{word}){{0,3}})"
    )


def counts(text: str) -> list[Count]:
    """Counted things: a number from two up and a plural noun with what describes it."""
    folded = fold(text)
    found = []
    at = 0
    while match := _counted().search(folded, at):
        at = match.end("number")
        thing = _thing(folded, match)
        value = whole_number(match.group("number"))
        # "los tres poderes" does not count, it names what is known; "nine out of ten" is a share
        known = regex.search(
            r"(?<!\w)(?:los|las|the|sus|its|these|estos|estas|ambos|out of|de cada|of every|in every)\s+$",
            folded[: match.start()],
        )
        if thing and value and not known and not 1900 <= int(value) <= 2100 and int(value) > 1:
            start, end = thing
            share = f" / {whole_number(match.group('whole'))}" if match.group("whole") else ""
            found.append(Count(value, _name(folded[start:end]) + share, match.start(), end))
            at = end
    return found


def _thing(folded: str, match: regex.Match[str]) -> tuple[int, int] | None:
    """Where the counted thing stands: an official term, else a plural noun with the plural adjective after it
    (Spanish) or the words before it (English)."""
    data = table("corpus.ledger", "numbers")["not_counted"]
    start, end = match.span("thing")
    for language in ("es", "en"):
        for mention in load_terms().find(folded[start : end + 40], language):
            whole = folded[start : start + mention.end]
            if mention.start == 0 and " " in whole and regex.search(r"s\b", whole):
                return start, start + mention.end
    words = list(regex.finditer(r"[\p{L}@'’-]+", folded, pos=start, endpos=end))
    first = words[0].group()
    if first in data["words"] or first in data["stop"] or first in month_numbers():
        return None
    plural = [_is_plural(word.group()) for word in words]
    if plural[0]:
        adjective = len(words) > 1 and plural[1] and words[1].group() not in data["stop"]
        return start, words[1 if adjective else 0].end()
    # English puts what describes before the noun: "civil society organisations"
    for at in range(1, min(3, len(words))):
        if words[at - 1].group() in data["links"]:
            return None
        if plural[at]:
            return None if words[at].group() in data["words"] else (start, words[at].end())
    return None


def _is_plural(word: str) -> bool:
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith("ss")
        and word not in table("corpus.ledger", "numbers")["not_counted"]["stop"]
    )


def _name(thing: str) -> str:
    return " ".join(thing.split())


@cache
def about_key(about: str) -> str:
    """The same for the same thing in either language, where the terms file knows it: "programas sociales"."""
    for language in ("es", "en"):
        for mention in load_terms().find(about, language):
            if (mention.start, mention.end) == (0, len(about)):
                return fold(mention.term.forms["es"][0])
    return fold(about)
