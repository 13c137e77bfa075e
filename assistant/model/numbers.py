"""Numbers in a text, in figures or in words, and what they count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

import regex

from assistant.gate import figures
from assistant.model.doubts import doubts
from assistant.model.sides import Side, stemmed
from corpus.text.numbers import number_words as spelled
from corpus.text.numbers import spelled_pattern, spelled_value

_FIGURES = r"\d+(?:[.,:]\d+|(?<=(?<!\d)\d{1,3}(?:[  \u2009\u202f]\d{3})*)[  \u2009\u202f]\d{3}(?!\d))*"
_PARTLY = regex.compile(r"\s(?:de (?:l[oa]s|sus)|(?:out )?of (?:the|its|their))\s")
_NEAR = 6  # words behind a number among which stands what it counts


@dataclass(frozen=True, slots=True)
class Number:
    """`value` in one form ("1840", "2.1"); `spelled` where it is in words, at least in part."""

    value: str
    start: int
    end: int
    spelled: bool


def numbers(side: Side) -> tuple[Number, ...]:
    """The numbers of a text, in order. "un", "uno" and "one" count too; whoever cares leaves them out."""
    found: list[list[regex.Match[str]]] = []
    for match in _parts(side.language).finditer(side.folded):
        between = side.folded[found[-1][-1].end() : match.start()] if found else ""
        if found and _goes_on(found[-1][-1], match, between):
            found[-1].append(match)
        else:
            found.append([match])
    return tuple(_number(parts, side.language) for parts in found if parts[0].lastgroup != "scale" or _alone(parts))


def counted(side: Side) -> Iterator[tuple[str, str]]:
    """(number, stem of what stands behind it) for each number that counts something; of "2 of the 68" only the 68."""
    for number in numbers(side):
        if _PARTLY.match(side.folded, number.end):
            continue
        behind = regex.sub(r"\d+", " ", " ".join(side.folded[number.end :].split()[:_NEAR]))
        cut = regex.split(r"[,;:.()]", behind)[0]
        stems = [stem for stem in stemmed(cut, side.language) if stem not in number_stems(side.language)]
        if stems:
            yield number.value, stems[0]


def stretches(side: Side) -> Iterator[tuple[str, str]]:
    """("2.1", "2.7") for each "from 2.1 to 2.7"; years apart."""
    for first, last in pairwise(numbers(side)):
        before = regex.search(r"\b(?:de|del|desde|from)\s+$", side.folded[: first.start])
        years = any(regex.fullmatch(r"(?:19|20)\d\d", number.value) for number in (first, last))
        between = side.folded[first.end : last.start]
        if before and not years and regex.fullmatch(r"[\w\s%]{0,40}?\s(?:a|al|hasta|to)\s", between):
            yield first.value, last.value


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
    return Number(_written(total + current), start, end, True)


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


def _alone(parts: list[regex.Match[str]]) -> bool:
    """May a number begin with that word? "Mil" may; "millones de florines" and "thousand florins" say no number."""
    return parts[0].group() == "mil"


def _value(part: regex.Match[str], language: str) -> Decimal:
    if part.lastgroup == "figures":
        return Decimal(_plain(part.group()))
    if part.lastgroup in {"scale", "hundred"}:
        forms = doubts()["numbers"][language][part.lastgroup]
        return Decimal(next((value for form, value in forms.items() if regex.fullmatch(form, part.group())), 0))
    return Decimal(spelled_value(part.group()) or 0)


def _plain(written: str) -> str:
    found = figures(written)
    plain = next(iter(found)) if len(found) == 1 else written
    return plain if regex.fullmatch(r"\d+(?:\.\d+)?", plain) else regex.sub(r"\D.*", "", plain)


def _written(value: Decimal) -> str:
    return str(int(value)) if value == value.to_integral_value() else str(value.normalize())


@cache
def _parts(language: str) -> regex.Pattern[str]:
    data = doubts()["numbers"][language]
    named = {kind: "|".join(data[kind]) or "(?!)" for kind in ("scale", "hundred")}
    spelled = spelled_pattern(language)
    words = rf"(?P<scale>{named['scale']})|(?P<hundred>{named['hundred']})|(?P<spelled>{spelled})"
    return regex.compile(rf"(?P<figures>{_FIGURES})|(?<!\w)(?:{words})(?!\w)")


@cache
def number_stems(language: str) -> frozenset[str]:
    """The stems of the words that are numbers."""
    return frozenset(stemmed(" ".join(spelled()["words"][language]), language))
