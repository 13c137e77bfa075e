"""Where a text names a commitment by its number: "compromiso 7", "commitment VII", "commitment number seven"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from corpus.text.normalize import fold
from corpus.text.numbers import number_words, place_pattern, place_value, roman_value, spelled_pattern, spelled_value

WORD = r"(?:compromisos?|commitments?)"
# "no" without its full stop is a word: "a commitment no one kept"
NUMBER_MARK = r"(?:(?:n\.?[º°]|no\.|n\.|num\.?|number|n[uú]mero|#)\s*)"
_DIGITS = regex.compile(
    rf"(?<!\w){WORD}\s*(?:n\.?(?:o|um|umero|umber|ro)?[.°º]?|#)?\s*(?P<number>\d{{1,3}})"
    r"(?![\d\w]|[.,]\d|\s*(?:de|of|en|in)\s+(?!(?:19|20)\d\d\b)\d)"
)
_ROMAN = regex.compile(
    rf"(?<!\w){WORD}\s+(?P<mark>{NUMBER_MARK})?(?P<number>[ivx]{{1,7}})(?![\w+&/'’]|[-–.]\w|\s*(?:de|of)\s+(?!(?:19|20)\d\d\b)\d)"
)
# Each language with its own words: English "once" is no eleven.
_WORDS = {"es": r"compromisos?", "en": r"commitments?"}
_MOST = 60  # a number above it is no place in a plan

# What shows that a single letter is a number: that it ends there, or that the sentence goes on in small letters.
_ENDS = regex.compile(r"\s*(?:$|[:()\]?!,;»”\"]|[–—]|-\s|\.\s*(?:$|\n))")
_GOES_ON = regex.compile(r"\s+\p{Ll}")
# English "I" is a person nearly always: "the commitment I made".
_GOES_ON_FIRST = regex.compile(r"\s+(?:of|in|from|is|was)\s")


@dataclass(frozen=True, slots=True)
class NumberNamed:
    """A commitment named by its number in text[start:end], the word before it included."""

    number: int
    start: int
    end: int


def numbers_named(text: str) -> list[NumberNamed]:
    """The commitments that running text names by number, in order of place."""
    folded = fold(text)
    found = [NumberNamed(int(match.group("number")), *match.span()) for match in _DIGITS.finditer(folded)]
    found += _roman(text, folded)
    for language in _WORDS:
        for match in _spelled(language).finditer(folded):
            number = spelled_value(match.group("number"))
            if number and number <= _MOST:
                found.append(NumberNamed(number, *match.span()))
    return sorted(found, key=lambda one: one.start)


def places_named(text: str) -> list[NumberNamed]:
    """The commitments that a question names by their place in the plan: "el tercer compromiso", "the 3rd commitment",
    "compromiso tercero"; none where the place chooses among several ("the first commitment to end")."""
    found = []
    for match in _placed().finditer(fold(text)):
        number = place_value(match.group("place"))
        if number:
            found.append(NumberNamed(number, *match.span()))
    return found


def _roman(text: str, folded: str) -> Iterator[NumberNamed]:
    for match in _ROMAN.finditer(folded):
        number = roman_value(match.group("number"))
        written = text[match.start("number") : match.end("number")]
        spanish = match.group().startswith("compromiso")
        if number and (match.group("mark") or _is_number(written, text[match.end() :], spanish=spanish)):
            yield NumberNamed(number, *match.span())


def _is_number(written: str, behind: str, *, spanish: bool) -> bool:
    """Whether letters that could be Roman figures are: no initial ("commitment V. García"), no pronoun ("the commitment
    I made") and no word ("en el compromiso vi")."""
    ends = _ENDS.match(behind) is not None
    if len(written) > 1:
        return written.isupper() or (written.islower() and (written != "vi" or ends))
    goes_on = _GOES_ON if spanish or written != "I" else _GOES_ON_FIRST
    return written.isupper() and (ends or goes_on.match(behind) is not None)


@cache
def _spelled(language: str) -> regex.Pattern[str]:
    """A number in words that is the commitment's, and does not count what stands behind it."""
    behind = number_words()["behind"]
    number = spelled_pattern(language, numbering=True)
    verbs, not_it = "|".join(behind["verbs"]), "|".join(behind["not_it"])
    counted = rf"\s+(?!(?:{verbs})(?!\w))\p{{L}}+(?<!s)s(?!\w)"
    return regex.compile(
        rf"(?<!\w){_WORDS[language]}\s+{NUMBER_MARK}?(?P<number>{number})"
        rf"(?![\w'’]|[-–]\w|\s+(?:{not_it})(?!\w)|{counted}|\s+{number}(?!\w))"
    )


@cache
def _placed() -> regex.Pattern[str]:
    place = rf"(?P<place>{place_pattern()})"
    return regex.compile(
        rf"(?<!\w){place}\s+(?:compromiso|commitment)(?!\w)(?!\s+{number_words()['ordinals']['chooses']})"
        rf"|(?<!\w)compromiso\s+{place}(?!\w)"
    )
