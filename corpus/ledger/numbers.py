"""Numbers, counted things and dates in running text, in Spanish and English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from corpus.ledger.data import table
from corpus.terms import fold, load_terms
from corpus.text.numerals import spelled_pattern, spelled_value


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things at [start, end): `number` as digits, `about` the things as the text names them, folded; with
    what they are a part of where the text says it ("bibliotecas publicas / 31")."""

    number: str
    about: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month or year at [start, end); `iso` is as exact as the text ("2022-08-31", "2020-01", "2019")."""

    iso: str
    start: int
    end: int


@cache
def _months() -> dict[str, int]:
    months = table("numbers")["months"]
    named = {name: at for language in ("es", "en") for at, name in enumerate(months[language], 1)}
    return {**named, **months["other"]}


@cache
def number_pattern() -> str:
    """What a number looks like in folded text: "6", "1.100", "1 840", "seis", "seis (6)", "treinta y tres"."""
    digits = r"\d{1,3}(?:[.,\u00a0 ]\d{3})+(?!\d)|\d+"
    return rf"(?:{spelled_pattern()}(?:\s*\(\d+\))?|{digits})"


def number_value(text: str) -> str | None:
    """The number as digits; None where `text` is not one whole number."""
    folded = fold(text).strip()
    bracket = regex.search(r"\((\d+)\)$", folded)
    if bracket:
        return bracket.group(1)
    if regex.fullmatch(r"\d{1,3}(?:[.,\u00a0 ]\d{3})+|\d+", folded):
        return str(int(regex.sub(r"\D", "", folded)))
    spelled = spelled_value(folded)
    return None if spelled is None else str(spelled)


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
        value = number_value(match.group("number"))
        # "los tres poderes" does not count, it names what is known; "nine out of ten" is a share
        known = regex.search(
            r"(?<!\w)(?:los|las|the|sus|its|these|estos|estas|ambos|out of|de cada|of every|in every)\s+$",
            folded[: match.start()],
        )
        if thing and value and not known and not 1900 <= int(value) <= 2100 and int(value) > 1:
            start, end = thing
            share = f" / {number_value(match.group('whole'))}" if match.group("whole") else ""
            found.append(Count(value, _name(folded[start:end]) + share, match.start(), end))
            at = end
    return found


def _thing(folded: str, match: regex.Match[str]) -> tuple[int, int] | None:
    """Where the counted thing stands: an official term, else a plural noun with the plural adjective after it
    (Spanish) or the words before it (English)."""
    data = table("numbers")["not_counted"]
    start, end = match.span("thing")
    for language in ("es", "en"):
        for mention in load_terms().find(folded[start : end + 40], language):
            whole = folded[start : start + mention.end]
            if mention.start == 0 and " " in whole and regex.search(r"s\b", whole):
                return start, start + mention.end
    words = list(regex.finditer(r"[\p{L}@'’-]+", folded, pos=start, endpos=end))
    first = words[0].group()
    if first in data["words"] or first in data["stop"] or first in _months():
        return None
    plural = [_is_plural(word.group()) for word in words]
    if plural[0]:
        adjective = len(words) > 1 and plural[1] and words[1].group() not in data["stop"]
        return start, words[1 if adjective else 0].end()
    # English puts what describes before the noun: "civil society organisations"
    for at in range(1, min(3, len(words))):
        if words[at - 1].group() in _LINKS:
            return None
        if plural[at]:
            return None if words[at].group() in data["words"] else (start, words[at].end())
    return None


_LINKS = frozenset(
    [
        "de",
        "del",
        "la",
        "el",
        "en",
        "y",
        "o",
        "que",
        "a",
        "con",
        "por",
        "para",
        "al",
        "se",
        "un",
        "una",
        "of",
        "the",
        "in",
        "and",
        "or",
        "to",
        "for",
        "at",
        "on",
        "by",
        "was",
        "is",
        "are",
        "were",
        "had",
        "has",
        "have",
    ]
)


def _is_plural(word: str) -> bool:
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith("ss")
        and word not in table("numbers")["not_counted"]["stop"]
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


@cache
def _dates() -> regex.Pattern[str]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    return regex.compile(
        r"(?<![\w/-])(?:"
        rf"(?P<day>\d{{1,2}})(?:[oºa]|st|nd|rd|th)?\s+(?:de\s+)?(?P<month>{month})\.?,?\s+(?:del?\s+)?(?P<year>(?:19|20)\d\d)"
        rf"|(?P<month>{month})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,\s+(?P<year>(?:19|20)\d\d)"
        rf"|(?P<month>{month})\.?,?\s+(?:del?\s+)?(?P<year>(?:19|20)\d\d)"
        r"|(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)(?:-(?P<day>\d\d))?"
        r"|(?P<day>\d{1,2})/(?P<number>\d{1,2})/(?P<year>(?:19|20)\d\d)"
        r"|(?P<year>(?:19|20)\d\d)"
        r")(?![\w/]|-\d)"
    )


def moments(text: str) -> list[Moment]:
    """Dates, months and years that the text names, in order."""
    found = []
    for match in _dates().finditer(fold(text)):
        month = _months().get(match.group("month") or "") or int(match.group("number") or 0)
        day = int(match.group("day") or 0)
        if month > 12 or day > 31:
            continue
        iso = match.group("year")
        iso += f"-{month:02d}" if month else ""
        iso += f"-{day:02d}" if month and day else ""
        found.append(Moment(iso, *match.span()))
    return found
