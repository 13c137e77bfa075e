"""The numbers of a text, whether in figures or in words, each in one form: "12 000", "12,000" and "twelve thousand"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

import regex

from corpus.text.language import LANGUAGES
from corpus.text.normalize import fold
from corpus.text.numbers import number_words, spelled_pattern, spelled_value
from corpus.text.terms import load_terms

# A space, thin or not, between groups of three figures is part of the number ("12 000").
_FIGURES = r"\d+(?:[.,:]\d+|(?<=(?<!\d)\d{1,3}(?:[ \u2009\u202f]\d{3})*)[ \u2009\u202f]\d{3}(?!\d))*"
_NUMBER = regex.compile(_FIGURES)
_PARTS = regex.compile(r"[.,: \u2009\u202f]")
_ID = regex.compile(r"(?<!\w)[A-Z]{2,3}\d{4}(?!\w)")


@dataclass(frozen=True, slots=True)
class Number:
    """`value` in one form ("1840", "2.1"), at [start, end) of the text; `spelled` where it is in words, at least in
    part."""

    value: str
    start: int
    end: int
    spelled: bool


def figures(text: str) -> set[str]:
    """The numbers that `text` writes in figures, in one form: "3,10" and "3.10" are the same, too."""
    found = set()
    for match in _NUMBER.finditer(text):
        first, *rest = _PARTS.split(match.group())
        # groups of three figures are thousands; anything else is a fraction, an hour or a section
        found.add(first + "".join(rest) if all(len(part) == 3 for part in rest) else ".".join([first, *rest]))
    return found


def in_words(text: str) -> set[str]:
    """The numbers up to a hundred that `text` writes in words, in either language, and its ordinals, as figures."""
    folded = fold(text)
    found = {str(spelled_value(match.group())) for match in _spelled().finditer(folded)} - {"1"}  # "un" is an article
    ordinals = {number for form, number in _ordinals().items() if regex.search(rf"(?<!\w){form}(?!\w)", folded)}
    return found | ordinals


def ids(text: str) -> set[str]:
    """The ids of commitments ("MX0087") in `text`."""
    return set(_ID.findall(text))


@lru_cache(maxsize=1024)
def numbers(text: str, language: str) -> tuple[Number, ...]:
    """The numbers of a text, in order. "un", "uno" and "one" count too; whoever cares leaves them out."""
    folded = fold(text)
    found: list[list[regex.Match[str]]] = []
    for match in _parts(language).finditer(folded):
        between = folded[found[-1][-1].end() : match.start()] if found else ""
        if found and _goes_on(found[-1][-1], match, between):
            found[-1].append(match)
        else:
            found.append([match])
    # "mil" says a number by itself; "millones de florines" and "thousand florins" say none
    return tuple(_number(parts, language) for parts in found if parts[0].lastgroup != "scale" or parts[0][0] == "mil")


def stretches(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """("2.1", "2.7") for each "from 2.1 to 2.7"; years apart."""
    folded = fold(text)
    found = []
    for first, last in pairwise(numbers(text, language)):
        before = regex.search(r"\b(?:de|del|desde|from)\s+$", folded[: first.start])
        years = any(regex.fullmatch(r"(?:19|20)\d\d", number.value) for number in (first, last))
        between = folded[first.end : last.start]
        if before and not years and regex.fullmatch(r"[\w\s%]{0,40}?\s(?:a|al|hasta|to)\s", between):
            found.append((first.value, last.value))
    return tuple(found)


def _number(parts: list[regex.Match[str]], language: str) -> Number:
    start, end = parts[0].start(), parts[-1].end()
    if len(parts) == 1 and parts[0].lastgroup == "figures":
        return Number(_plain(parts[0].group()), start, end, False)
    total, current = Decimal(0), Decimal(0)
    for part in parts:
        value = _value(part, language)
        if part.lastgroup == "scale":
            total, current = total + (current or 1) * value, Decimal(0)
        elif value == 100 and 0 < current < 10:
            current *= 100
        else:
            current += value
    whole = total + current
    return Number(str(int(whole) if whole == whole.to_integral_value() else whole.normalize()), start, end, True)


def _goes_on(before: regex.Match[str], match: regex.Match[str], between: str) -> bool:
    """Is it the next part of the same number?"""
    if match.lastgroup == "figures":
        return False
    joined = not between.strip(" -\u00a0")
    if match.lastgroup == "scale":
        return joined and before.lastgroup != "scale"
    if before.lastgroup == "figures":
        return False
    if between.strip() == "and":
        return before.lastgroup in {"hundred", "scale"} or before.group() == "hundred"
    return joined and (before.lastgroup in {"hundred", "scale"} or "hundred" in (before.group(), match.group()))


def _value(part: regex.Match[str], language: str) -> Decimal:
    if part.lastgroup == "figures":
        return Decimal(_plain(part.group()))
    if part.lastgroup in {"scale", "hundred"}:
        return Decimal(number_words()[f"{part.lastgroup}s"][language][part.group()])
    return Decimal(spelled_value(part.group()) or 0)


def _plain(written: str) -> str:
    found = figures(written)
    plain = next(iter(found)) if len(found) == 1 else written
    return plain if regex.fullmatch(r"\d+(?:\.\d+)?", plain) else regex.sub(r"\D.*", "", plain)


@cache
def _parts(language: str) -> regex.Pattern[str]:
    scale, hundred = ("|".join(number_words()[kind][language]) or "(?!)" for kind in ("scales", "hundreds"))
    words = rf"(?P<scale>{scale})|(?<!por )(?P<hundred>{hundred})|(?P<spelled>{spelled_pattern(language)})"
    return regex.compile(rf"(?P<figures>{_FIGURES})|(?<!\w)(?:{words})(?!\w)")


@cache
def _spelled() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w){spelled_pattern()}(?!\w)")


@cache
def _ordinals() -> dict[str, str]:
    """Ordinals of the terms ("tercer", "3rd", "third") by the number that they stand for."""
    found: dict[str, str] = {}
    for term in load_terms().terms:
        forms = [fold(form) for language in LANGUAGES for form in term.forms.get(language, ())]
        numbered = {m.group() for form in forms if (m := regex.match(r"\d+(?=st$|nd$|rd$|th$)", form))}
        if len(numbered) == 1:
            found |= {regex.escape(form): next(iter(numbered)) for form in forms}
    return found
