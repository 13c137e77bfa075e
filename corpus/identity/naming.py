"""What one line says a document is: a kind, another sort of text, or nothing."""

from __future__ import annotations

import re
from functools import cache

from corpus.data import table
from corpus.identity.head import is_section
from corpus.text.countries import without_countries
from corpus.text.dates import month_numbers
from corpus.text.normalize import any_phrase, comparable

OTHER_SORT = "other"
_PARTS = re.compile(r"[:|;“”]|\s[—–-]+\s|\.\s")
# "comments ON THE": what stands before is joined to what stands behind by a word of relation.
_LINKED = re.compile(
    r"^\W*(?:\w+\W+)?(?:de|del|a|al|of|to|on|for|from|sobre|para|con|with)\W+"
    r"(?:(?:el|la|los|las|un|una|su|sus|the|a|an|its|public)\W+){0,2}$"
)
_SMALL = re.compile(r"\b(?:de|del|la|el|of|for|to|the|and|y|on|sobre|with|con|in|en|a|al)\b")
_ENGLISH_HEAD = re.compile(
    r"(?:report|assessment|responses?|brief|review|methodology|guide|guidelines|toolkit|handbook)$"
)
_YEARS = re.compile(r"\d+")
_OF = re.compile(r"(\w+)\W+(?:de|del|of|for|to|al|a|para|in|en|con|with|from)\W+(?:[\w.'’]+\W+){0,3}$")


def named_kind(line: str, *, of_irm: bool) -> str | None:
    """The kind a line names; "other" where it names another sort of text or speaks about a document; None where it says
    nothing. `of_irm`: the head names the IRM as the one who speaks, so that names of its products are its own."""
    if "?" in line or "¿" in line:
        return OTHER_SORT  # a question is nobody's name
    found: str | None = None
    for part in _PARTS.split(comparable(line)):
        named = _named_in(part, of_irm, after=found is not None)
        if named == OTHER_SORT:
            return OTHER_SORT
        found = found or named
    if found in table("corpus.identity", "naming")["irm_products"] and _goes_on_otherwise(line, of_irm):
        return OTHER_SORT
    return found


def _goes_on_otherwise(line: str, of_irm: bool) -> bool:
    """Beside its product's name the IRM writes a place and years; other words are a comment's ("truths and lies")."""
    around, names = table("corpus.identity", "naming")["around"], table("corpus.identity", "naming")["names"]
    known = {*around["institutions"], *names["beside_irm"], *month_numbers(short=False)}
    parts = [part for part in _PARTS.split(line) if not _phrases(of_irm).search(comparable(part))]
    words = [word for part in parts for word in re.findall(r"\w{4,}", part)]
    return any(word[0].islower() and comparable(word) not in known for word in words)


def begins_otherwise(line: str) -> bool:
    """Does a line begin with the name of another sort of text ("Public comments", "Acta de la reunión")?"""
    match = None if is_section(line) else names_of("other_sorts", "words").search(comparable(line))
    return match is not None and len(comparable(line)[: match.start()].split()) <= 1


def names_irm(line: str) -> bool:
    """Is a line of a title page the IRM's own: its name, perhaps with that of its product, a country and years? A line
    that says more ("with data of the IRM", "submitted to the IRM") may be anybody's."""
    return any(_is_irms(part) for part in _PARTS.split(comparable(line)))


def _is_irms(part: str) -> bool:
    match = names_of("names", "irm").search(part)
    if not match:
        return False
    before, behind = part[: match.start()], part[match.end() :]
    if any(
        f" {before}".rstrip(" (").endswith(f" {words}")
        for words in table("corpus.identity", "naming")["names"]["not_by"]
    ):
        return False
    return _unknown(before) <= 1 and _unknown(behind) <= 3


def _unknown(words: str) -> int:
    """How many words of a line of the IRM are none of those that such lines are made of."""
    bare = _YEARS.sub(" ", without_countries(_phrases(True).sub(" ", words)))
    names = table("corpus.identity", "naming")["names"]
    bare = any_phrase([*names["irm"], *names["beside_irm"]]).sub(" ", bare)
    return len(re.findall(r"\w+", bare))


def _named_in(part: str, of_irm: bool, after: bool) -> str | None:
    match = _last_of_compound(part, of_irm)
    other = _other_sort(part, match)
    if match is None or after:
        # behind a colon only the first words say what follows: "Action plan: comments received"
        near = other is not None and (not after or len(part[: other.start()].split()) <= 2 or not part[other.end() :])
        return OTHER_SORT if near else None
    before, behind = part[: match.start()], part[match.end() :]
    if other and (other.start() < match.start() or not _LINKED.match(part[match.end() : other.start()])):
        return OTHER_SORT
    if _is_subject(before) or names_of("around", "does").match(behind.strip()):
        return OTHER_SORT
    return _kind_of(match[0], of_irm)


def _last_of_compound(part: str, of_irm: bool) -> re.Match[str] | None:
    """The first kind that is named; but the last of English nouns that follow each other: a "national action plan
    mid-term self-assessment" is a self-assessment."""
    found: re.Match[str] | None = None
    for match in _phrases(of_irm).finditer(part):
        if found is None:
            found = match
        elif _SMALL.search(part[found.end() : match.start()]) or not _ENGLISH_HEAD.search(match[0]):
            break
        else:
            found = match
    return found


def _other_sort(part: str, kind_named: re.Match[str] | None) -> re.Match[str] | None:
    """The first name of another sort of text that is no part of the kind's own name ("action plan review")."""
    for match in names_of("other_sorts", "words").finditer(part):
        if not kind_named or match.end() <= kind_named.start() or match.start() >= kind_named.end():
            return match
    return None


def _is_subject(before: str) -> bool:
    """Do the words before a name make it what is spoken about: "lessons from the", "presentation of the"?"""
    before = without_countries(before)
    if names_of("around", "about").search(before):
        return True
    match = _OF.search(before)
    if not match:
        return False
    noun = match[1]
    around = table("corpus.identity", "naming")["around"]
    named = before[: match.end(1)]
    transparent = any(f" {named.strip()}".endswith(f" {word}") for word in around["transparent"])
    return noun not in around["institutions"] and not transparent


@cache
def _table(of_irm: bool) -> dict[str, str]:
    """Phrase → kind. Names that the IRM shares with others are in it as another sort where the IRM does not speak."""
    naming = table("corpus.identity", "naming")
    kinds: dict[str, str] = {}
    for kind, phrases in naming["irm_products"].items():
        kinds |= dict.fromkeys(phrases, kind if of_irm else OTHER_SORT)
    for kind, phrases in naming["phrases"].items():
        own = {phrase: kind for phrase in phrases}
        kinds |= {phrase: kind for phrase, kind in own.items() if not (of_irm and phrase in kinds)}
    return kinds


@cache
def _phrases(of_irm: bool) -> re.Pattern[str]:
    return any_phrase(_table(of_irm))


def _kind_of(phrase: str, of_irm: bool) -> str:
    return _table(of_irm)[phrase]


@cache
def names_of(*path: str) -> re.Pattern[str]:
    """The phrases of a list in naming.toml, as a pattern."""
    found = table("corpus.identity", "naming")
    for part in path:
        found = found[part]
    return any_phrase(found)
