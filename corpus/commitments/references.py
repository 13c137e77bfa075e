"""Which commitment a heading, a table row or a question is about.

Documents name a commitment in many ways ("Compromiso 7", "7. Controles democráticos…", "Commitment VII:", "MX0081");
this module reads those forms and, for the countries in the registry, turns plan and number into the OGP id.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from corpus.commitments.commitment_numbers import NUMBER_MARK, WORD, numbers_named, places_named
from corpus.data import table
from corpus.text.language import title_language
from corpus.text.normalize import fold
from corpus.text.numbers import numeral_pattern, numeral_value

_ID = regex.compile(r"(?<!\w)([A-Z]{2,3}-?\d{4})(?!\w)")
# A label that begins so is no sentence: "Commitment V. Open wells" names no person.
_LABELLED = regex.compile(
    rf"^\W{{0,3}}{WORD}\s+{NUMBER_MARK}?(?P<number>{numeral_pattern()})(?:\s*[.:)—–-]+\s|\W{{0,2}}$)", regex.IGNORECASE
)
# "3 Clear grants", in a column of commitments only
UNPOINTED = regex.compile(r"\W{0,3}(\d{1,2})\s+(?=\p{Lu}\p{L}+)")
_NUMBERED = regex.compile(r"^\W{0,3}(\d{1,3})\s*[.:)—–-]+\s+\p{L}")

# Kinds in which "7. Title" as a heading or first cell names a commitment rather than a chapter.
_NUMBERED_KINDS = frozenset({"action_plan", "self_assessment", "irm_report", "progress_report", "commitment"})


@dataclass(frozen=True, slots=True)
class Commitment:
    """One entry of the registry. `number` is its number within the plan, None where it is not recorded."""

    id: str
    country: str
    cycle: str
    number: int | None
    title_en: str
    title_es: str
    policy_area_en: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What a text names: an OGP id, a number within a plan, or both."""

    number: int | None = None
    id: str | None = None


@cache
def registry() -> dict[str, Commitment]:
    """The commitments that are known by id (`corpus/starter/commitments.toml`)."""
    data = table("corpus.starter", "commitments")
    fields = Commitment.__slots__
    entries = [
        Commitment(**{name: entry.get(name, None if name == "number" else "") for name in fields})
        for entry in data["commitment"]
    ]
    return {entry.id: entry for entry in entries}


def references(text: str) -> tuple[Reference, ...]:
    """Commitments that a question names outright."""
    return tuple(dict.fromkeys([*_outright(text), *(Reference(number=one.number) for one in places_named(text))]))


def _outright(text: str) -> list[Reference]:
    """By id or number: of a document, "the first commitment" may be any."""
    found = [Reference(id=match.group(1).replace("-", "")) for match in _ID.finditer(text.upper())]
    return found + [Reference(number=named.number) for named in numbers_named(text)]


def without_references(text: str) -> str:
    """`text` with the words that name a commitment outright blanked out."""
    spans = [match.span() for match in _ID.finditer(text.upper())]
    spans += [(named.start, named.end) for named in (*numbers_named(text), *places_named(text))]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def label_reference(label: str, kind: str, under: str = "") -> Reference | None:
    """The commitment a heading or row label names. `under` is the column header or heading above it."""
    named = _outright(label)
    if named:
        return named[0]
    labelled = _LABELLED.match(label)
    if labelled:
        return Reference(number=numeral_value(labelled.group("number")))
    match = _NUMBERED.match(label)
    about = regex.search(WORD, fold(under)) is not None
    if match and (about or kind in _NUMBERED_KINDS):
        return Reference(number=int(match.group(1)))
    if about and (plain := UNPOINTED.match(label)):
        return Reference(number=int(plain.group(1)))
    return None


def resolve(reference: Reference, country: str | None, cycle: str | None) -> Reference:
    """Fill in id or number from the registry where country and plan decide it."""
    if reference.id:
        known = registry().get(reference.id)
        return Reference(known.number if known else reference.number, reference.id)
    for entry in registry().values():
        same_start = bool(cycle) and entry.cycle[:4] == str(cycle)[:4]
        if entry.country == country and same_start and entry.number == reference.number:
            return Reference(entry.number, entry.id)
    return reference


@cache
def _title_languages() -> dict[str, str]:
    titles = {fold(entry.title_es): "es" for entry in registry().values()}
    return {**titles, **{fold(entry.title_en): "en" for entry in registry().values()}}


def language_of_title(title: str, default: str) -> str:
    """ "es" or "en" where the registry or the title's words tell; else `default`."""
    return _title_languages().get(fold(title)) or title_language(title, default)
