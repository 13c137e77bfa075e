"""Does what a statement says stand in its quotations? Figures, dates, ids and names, in any form."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex

from assistant.texts import say
from corpus.data import table
from corpus.text.dates import months_of
from corpus.text.institutions import bilingual_names
from corpus.text.language import LANGUAGES
from corpus.text.names import names
from corpus.text.normalize import fold
from corpus.text.numbers import spelled_pattern, spelled_value
from corpus.text.terms import load_terms

# A space, thin or not, between groups of three figures is part of the number ("12 000").
_NUMBER = regex.compile(r"\d+(?:[.,:]\d+|(?<=(?<!\d)\d{1,3}(?:[  \u2009\u202f]\d{3})*)[  \u2009\u202f]\d{3}(?!\d))*")
_PARTS = regex.compile(r"[.,:  \u2009\u202f]")
_ID = regex.compile(r"(?<!\w)[A-Z]{2,3}\d{4}(?!\w)")
_WORD = regex.compile(r"[\p{L}\d][\p{L}\p{M}\d]*")
_SHORT = 3  # letters from which a capitalised word counts as part of a name, acronyms apart


def figures(text: str) -> set[str]:
    """The numbers in `text` in one form: "12 000", "12,000" and "12000" are the same, "3,10" and "3.10" too."""
    found = set()
    for match in _NUMBER.finditer(text):
        first, *rest = _PARTS.split(match.group())
        # groups of three figures are thousands; anything else is a fraction, an hour or a section
        found.add(first + "".join(rest) if all(len(part) == 3 for part in rest) else ".".join([first, *rest]))
    return found


def in_words(text: str) -> set[str]:
    """The numbers that `text` writes in words, as figures."""
    folded = fold(text)
    found = {str(spelled_value(match.group())) for match in _spelled().finditer(folded)} - {"1"}  # "un" is an article
    ordinals = {number for form, number in _ordinals().items() if regex.search(rf"(?<!\w){form}(?!\w)", folded)}
    return found | ordinals


def ids(text: str) -> set[str]:
    return set(_ID.findall(text))


def named(text: str) -> set[str]:
    """The words of the proper names in `text`, and its acronyms, folded."""
    found = set()
    for start, end in names(text):
        words = [m.group() for m in _WORD.finditer(text[start:end])]
        found |= {fold(word) for word in words if word[0].isupper() and (len(word) >= _SHORT or word.isupper())}
    return found


def missing_figures(statement: str, quotes: str) -> bool:
    """Does the statement give a number or an id that the quotations do not?"""
    lacking = figures(statement) - figures(quotes)
    return bool(ids(statement) - ids(quotes)) or bool(lacking and lacking - in_words(quotes))


def missing_names(statement: str, beside: Iterable[str]) -> bool:
    """Does the statement name what none of the texts `beside` it does, in either language?"""
    wanted = named(statement)
    if not wanted:
        return False
    given = _frame() | {fold(m.group()) for text in beside for m in _WORD.finditer(text)}
    return bool(wanted - given)


def other_forms(text: str) -> list[str]:
    """Every official form of the terms, institutions, countries and months that `text` mentions."""
    terms = load_terms()
    found = [
        form
        for language in LANGUAGES
        for m in terms.find(text, language)
        for forms in m.term.forms.values()
        for form in forms
    ]
    folded = fold(text)
    return found + [other for form, other in _pairs() if form in folded]


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    from babel import Locale

    both = [dict(Locale(language).territories) for language in LANGUAGES]
    pairs = [(both[0][code], both[1][code]) for code in both[0] if code in both[1]]
    pairs += list(zip(months_of("es"), months_of("en"), strict=True))
    pairs += [(entry["es"], entry["en"]) for group in bilingual_names().values() for entry in group]
    labels = [entry["label"] for entry in table("corpus.ledger", "areas").values() if "label" in entry]
    labels += [
        level["label"]
        for scale in table("corpus.ledger", "scales").values()
        for level in scale.get("levels", {}).values()
    ]
    pairs += [(label["es"], label["en"]) for label in labels]
    return tuple((fold(a), b) for one, other in pairs for a, b in ((one, other), (other, one)))


@cache
def _frame() -> frozenset[str]:
    """The words that answers write by themselves ("Lead institution: …", "in Spanish in the document")."""
    labels = [entry["label"] for entry in table("corpus.ledger", "fields").values() if "label" in entry]
    written = [told for label in labels for told in label.values()]
    written += [say(f"own.{source}", language, text="") for source in LANGUAGES for language in LANGUAGES]
    return frozenset(fold(word) for told in written for word in _WORD.findall(told))


@cache
def _spelled() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w){spelled_pattern()}(?!\w)")


@cache
def _ordinals() -> dict[str, str]:
    """Ordinals of the terms ("tercer", "3rd", "third") by the number that they stand for."""
    found: dict[str, str] = {}
    for term in load_terms().terms:
        forms = [fold(form) for of_language in term.forms.values() for form in of_language]
        numbers = {m.group() for form in forms if (m := regex.match(r"\d+(?=st$|nd$|rd$|th$)", form))}
        if len(numbers) == 1:
            found |= {regex.escape(form): next(iter(numbers)) for form in forms}
    return found
