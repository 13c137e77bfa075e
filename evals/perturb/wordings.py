"""Which form of a term may stand in a sentence where another one stands, without the grammar breaking.

The terms know neither gender nor number. Two forms are exchanged only where they plainly have the same: they have the
same head ("foro multiactor", "foro multi-actor"), heads that the data file lists as agreeing, or one of them is made of
initials, which take the article of what they stand for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

import regex

from corpus.text.normalize import comparable
from evals.cases import Language

# "MRI", "CSOs", "4PA", "NAP 4"; not "IV", which is a number.
_INITIALS = regex.compile(r"\d*\p{Lu}[\p{Lu}\d]+s?(?: \d+)?")
_ROMAN = regex.compile(r"[IVXL]+")
_FIGURE = regex.compile(r"\d+\p{L}*")


class Change(IntEnum):
    """How much an exchange changes, most first."""

    INITIALS = 0  # initials for what they stand for, or the other way round
    WORDS = 1
    SPELLING = 2


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words of a language that tell what may be exchanged; accents folded."""

    articles: dict[str, bool]  # each with whether it is a plural one; those of either number are in `determiners`
    determiners: frozenset[str]
    prepositions: frozenset[str]
    heads: tuple[frozenset[str], ...]


@cache
def grammar(language: Language) -> Grammar:
    text = files("evals.perturb").joinpath("wordings.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)[language]
    return Grammar(
        articles={
            word: plural for plural in (False, True) for word in data["plural" if plural else "singular"].split()
        },
        determiners=frozenset(data["determiners"].split()),
        prepositions=frozenset(data["prepositions"].split()),
        heads=tuple(frozenset(group.split()) for group in data["heads"]),
    )


def are_initials(form: str) -> bool:
    return bool(_INITIALS.fullmatch(form)) and not _ROMAN.fullmatch(form)


def exchange(form: str, other: str, listed: Sequence[str], language: Language) -> Change | None:
    """What kind of change it is to say `other` instead of `form`, both of them forms that a term has `listed`; None
    where the one might not fit where the other did.

    What stands before and after decides further: see `fits_between`.
    """
    if _letters(form) == _letters(other):
        return None if comparable(form) == comparable(other) else Change.SPELLING
    if not are_initials(form) and not are_initials(other):
        return Change.WORDS if _agree(form, other, language) else None
    # Spanish initials have no plural of their own: there the article tells
    if language == "en" and is_plural(form, language) != is_plural(other, language):
        return None
    if not all(_stand_for(written, listed, language) for written in (form, other) if not are_initials(written)):
        return None
    spelt_out = are_initials(form) != are_initials(other) and not any(char.isdigit() for char in form + other)
    return Change.INITIALS if spelt_out else Change.WORDS


def fits_between(before: str, after: str, form: str, other: str, language: Language) -> bool:
    """Whether `other` may follow `before` and be followed by `after` where `form` did."""
    known = grammar(language)
    article = comparable(before.split()[-1]) if before.split() else ""
    if language == "en" and article in {"a", "an"} and _begins_with_vowel(other) != (article == "an"):
        return False
    if not are_initials(form) or are_initials(other):
        return True
    plural = is_plural(other, language)
    if article in known.articles:
        return known.articles[article] == plural
    # English plurals, and names that a number follows, need no article: "by CSOs", "SDG 16"
    bare = language == "en" and (plural or after.lstrip()[:1].isdigit())
    return bare or article in known.determiners


def is_plural(form: str, language: Language) -> bool:
    """Whether its head ends as plurals do."""
    if are_initials(form):
        return form.endswith("s")
    head = _head(form, language)
    return head.endswith("s") and not head.endswith("ss")


def _stand_for(form: str, listed: Sequence[str], language: Language) -> bool:
    """Whether initials among the `listed` forms take the gender of `form`: they have that of the first one in words."""
    first = next(other for other in listed if not are_initials(other))
    heads = [_head(other, language).removesuffix("s") for other in (form, first)]
    return heads[0] == heads[1] or _agree(form, first, language)


def _head(form: str, language: Language) -> str:
    """Its first word in Spanish, its last one in English (of those before a preposition)."""
    return _nucleus(form, language)[0 if language == "es" else -1]


def _agree(form: str, other: str, language: Language) -> bool:
    heads = {_head(form, language), _head(other, language)}
    if len(heads) == 1 or any(heads <= group for group in grammar(language).heads):
        return True
    if language == "en":  # ordinals agree with whatever follows: "fourth", "4th"
        return any(_FIGURE.fullmatch(head) for head in heads)
    # an ordinal may stand before the head: "cuarto plan", "plan IV"
    return bool(heads & set(_nucleus(form, language)) & set(_nucleus(other, language)))


def _nucleus(form: str, language: Language) -> list[str]:
    """The folded words up to the first preposition, numbers in letters or figures left out where others are left."""
    words = form.split()
    ends = (n for n, word in enumerate(words) if n and comparable(word) in grammar(language).prepositions)
    words = words[: next(ends, len(words))]
    named = [word for word in words if not _ROMAN.fullmatch(word) and not word.isdigit()]
    return [comparable(word) for word in named or words]


def _letters(form: str) -> str:
    return "".join(char for char in comparable(form) if char.isalnum())


def _begins_with_vowel(form: str) -> bool:
    """As it is spoken: initials by the name of their first letter."""
    return form[0] in "AEFHILMNORSX8" if are_initials(form) else comparable(form[0]) in "aeiou8"
