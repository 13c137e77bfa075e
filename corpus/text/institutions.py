"""Institutions: where a text names a known one, under which key, and what it is called in the other language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import regex

from corpus.data import table
from corpus.text.normalize import fold


def name_words() -> dict[str, Any]:
    """The words that names of institutions are made of, and those that stand around them."""
    words: dict[str, Any] = table("corpus.text", "institutions")["names"]
    return words


def bilingual_names() -> dict[str, list[dict[str, str]]]:
    """Parts of names by language: `heads` ("Ministry of"), `areas` ("Health") and `whole` names."""
    names: dict[str, list[dict[str, str]]] = table("corpus.text", "institution_names")
    return names


@dataclass(frozen=True, slots=True)
class Mention:
    """An institution named at [start, end)."""

    key: str
    start: int
    end: int


class Directory:
    """The names and acronyms of one country's institutions, each with its key."""

    def __init__(self, names: dict[str, str], acronyms: dict[str, str], whole: frozenset[str] = frozenset()) -> None:
        """`names`: plain name → key. `acronyms`: acronym as it is written → key. `whole`: names that hold commas."""
        self.names = names
        self.acronyms = acronyms
        self.whole = whole

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        ordered = sorted(self.names, key=lambda name: (-len(name), name))
        return regex.compile(
            r"(?<![\w@])(?:" + "|".join(map(self._loose, ordered)) + r")(?![\w@])" if ordered else "(?!)"
        )

    @cached_property
    def _short(self) -> regex.Pattern[str]:
        ordered = sorted(self.acronyms, key=lambda name: (-len(name), name))
        return regex.compile(r"(?<!\w)(?:" + "|".join(map(regex.escape, ordered)) + r")(?!\w)" if ordered else "(?!)")

    def _loose(self, name: str) -> str:
        """A pattern for a plain name that lets full stops and hyphens stand between its words, and commas where they
        belong: "Treasury, Department of Labor" is not the Treasury Department."""
        between = r"[^\p{L}\d@\n;()]{1,3}" if name in self.whole else r"[^\p{L}\d@\n;(),]{1,3}"
        return between.join(regex.escape(word) for word in name.split())

    def mentions(self, text: str) -> list[Mention]:
        """Institutions that `text` names, in order, not overlapping; "Name (ACRONYM)" is one mention."""
        folded = fold(text)
        found: list[Mention] = []
        for match in self._pattern.finditer(folded):
            key = self.names.get(plain_name(match.group()))
            # a name that is also a word ("balance", "ethos") must be written as a name
            if key and text[match.start()].isupper():
                found.append(Mention(key, *match.span()))
        found += list(self._shared_heads(folded))
        found += [Mention(self.acronyms[m.group()], *m.span()) for m in self._short.finditer(text)]
        return _merged(text, found)

    def _shared_heads(self, folded: str) -> Iterator[Mention]:
        """ "las Secretarías de Marina, Defensa Nacional": the names that go on where a plural head left off."""
        for plural, singular in name_words()["plurals"].items():
            tails = {
                regex.sub(r"^(?:del?|of|de la)\s+(?:la\s+|the\s+)?", "", name[len(singular) :].strip()): key
                for name, key in self.names.items()
                if name.startswith(singular + " ")
            }
            if not tails:
                continue
            tail = "|".join(self._loose(name) for name in sorted(tails, key=lambda name: (-len(name), name)))
            one = rf"(?:(?:del?|of)\s+(?:la\s+|el\s+|the\s+)?)?(?P<tail>{tail})(?:\s*\([^()]*\))?(?!\w)"
            for head in regex.finditer(rf"(?<!\w){plural}\s+", folded):
                at = head.end()
                while match := regex.compile(one).match(folded, at):
                    yield Mention(tails[plain_name(match.group("tail"))], match.start("tail"), match.end("tail"))
                    gap = regex.compile(r"\s*(?:,\s*(?:y|e|and)?|y|e|and)\s+").match(folded, match.end())
                    at = gap.end() if gap else len(folded)


def _merged(text: str, found: Iterable[Mention]) -> list[Mention]:
    """Longest first at each place; an acronym in brackets behind its name joins it."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end, m.key)):
        if kept and mention.start < kept[-1].end:
            continue
        if kept and kept[-1].key == mention.key and regex.fullmatch(r",?\s*\(", text[kept[-1].end : mention.start]):
            close = mention.end + 1 if text[mention.end : mention.end + 1] == ")" else mention.end
            kept[-1] = Mention(mention.key, kept[-1].start, close)
        else:
            kept.append(mention)
    return kept


def plain_name(name: str) -> str:
    """A name as names are compared: folded words, one space between them."""
    return " ".join(regex.sub(r"[^\p{L}\d@&]+", " ", fold(name)).split())


def institutions_in(text: str, source: str, target: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, name in the other language) of institutions that say what they are for ("Ministry of Health")."""
    for match in _body_pattern(source).finditer(text):
        if match.group("whole"):
            yield match.start(), match.end(), _data_pairs("whole", source, target)[match.group("whole")]
            continue
        areas = _data_pairs("areas", source, target)
        joint = {"es": "y", "en": "and"}[target]
        told = [areas[area] for area in match.captures("area")]
        several = ", ".join(told[:-1]) + f" {joint} {told[-1]}" if len(told) > 1 else told[0]
        yield match.start(), match.end(), f"{_data_pairs('heads', source, target)[match.group('head')]} {several}"


@cache
def _body_pattern(language: str) -> regex.Pattern[str]:
    def any_of(name: str) -> str:
        forms = {entry[language] for entry in bilingual_names()[name]}
        return "|".join(regex.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))

    joint = {"es": r"(?:,\s+|\s+y\s+(?:de\s+)?)", "en": r"(?:,\s+(?:and\s+)?|\s+and\s+(?:of\s+)?)"}[language]
    area = rf"(?P<area>{any_of('areas')})"
    # a name that goes on is another one: "Ministry of Health Insurance"
    further = {"es": r"(?!\s+(?:y\s+|e\s+|de\s+(?:la\s+|los\s+)?)?\p{Lu})", "en": r"(?!\s+(?:and\s+|of\s+)?\p{Lu})"}[
        language
    ]
    many = rf"(?P<head>{any_of('heads')})\s+{area}(?:{joint}{area})*(?![\w’'-]){further}"
    return regex.compile(rf"(?<!\w)(?:{many}|(?<!\p{{Lu}}\p{{Ll}}+\s)(?P<whole>{any_of('whole')})(?!\w){further})")


@cache
def _data_pairs(name: str, source: str, target: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for entry in bilingual_names()[name]:
        pairs.setdefault(entry[source], entry[target])  # the first one given is the usual one
    return pairs
