"""A claim beside what it quotes: the words, clauses and word stems by which the two are compared.

The word lists are in vocabulary.toml. What they cannot tell ("no later than" denies nothing) is in patterns here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

import regex

from assistant.answer import Citation
from corpus.text.normalize import fold
from index.bm25 import words

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_AMOUNT = r"\d|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cien"
_NOT_PAST = rf"no (?:pas|exced|super|rebas)\w+ (?:de )?(?:l[oa]s |el )?(?:{_AMOUNT})\w*"
# Beside the words of a list: "unpublished" denies, "united" does not.
_ALSO = {
    ("softly", "en"): r"un(?!der|til|i|less|to\b|ion)\w{3,}(?:ed|able|ible)",
    ("reasons", "en"): r"(?<=,) since",
}
# Beside the longer phrases that say something else: "no pasa de diez", "No. 4", "in all, 22 voted".
_ALSO_APART = {
    ("negation", "es"): rf"{_NOT_PAST}|apenas \d+",
    ("negation", "en"): r"no\.?:? ?\d+",
    ("strictly", "es"): _NOT_PAST,
    ("all", "en"): r"at all(?! (?:the|of|its|their|these|those|\w+s)\b)|(?:in|after) all(?=[,.:;])",
}


@cache
def vocabulary() -> dict[str, Any]:
    """vocabulary.toml."""
    return tomllib.loads((files("assistant.verification") / "vocabulary.toml").read_text(encoding="utf-8"))


def alternatives(listed: str, *patterns: str | None) -> str:
    """The words of a list of vocabulary.toml, or these patterns, as one pattern."""
    signs = {"_": " ", "+": r"\w+", "*": r"\w*"}
    found = ["".join(signs.get(sign) or regex.escape(sign) for sign in word) for word in listed.split()]
    return "|".join([*found, *filter(None, patterns)]) or "(?!)"


def whole(listed: str, *patterns: str | None) -> regex.Pattern[str]:
    """The same as whole words."""
    return regex.compile(rf"(?<!\w)(?:{alternatives(listed, *patterns)})(?!\w)")


@dataclass(frozen=True, slots=True)
class Phrases:
    """`any` finds the phrases of a list; `apart` the longer ones round them that say something else."""

    any: regex.Pattern[str]
    apart: regex.Pattern[str]

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        apart = [match.span() for match in self.apart.finditer(text)]
        for match in self.any.finditer(text):
            if not any(start <= match.start() and match.end() <= end for start, end in apart):
                yield match


@cache
def phrases(name: str, language: str) -> Phrases:
    """Those of a list in a language, for text in small letters without accents."""
    section, key = vocabulary()[name], (name, language)
    apart = whole(section.get("apart", {}).get(language, ""), _ALSO_APART.get(key))
    return Phrases(whole(section[language], _ALSO.get(key)), apart)


@cache
def opposites(name: str, side: int, language: str) -> Phrases:
    """One side (0 or 1) of a pair of opposites, for text in small letters with its accents."""
    section = vocabulary()["opposites"]
    own = section[name].get("apart", {}).get(language, "")
    return Phrases(whole(section[name][language][side]), whole(f"{section['apart'][language]} {own}"))


@cache
def pairs() -> tuple[str, ...]:
    """The names of the pairs of opposites."""
    return tuple(name for name in vocabulary()["opposites"] if name != "apart")


@cache
def light(language: str) -> frozenset[str]:
    """Stems that say little by themselves."""
    return frozenset(vocabulary()["light"][language].split())


@cache
def clause_end(language: str) -> regex.Pattern[str]:
    """Where one clause ends and another begins."""
    joined = vocabulary()["clauses"][language].replace(" ", "|").replace("_", " ")
    return regex.compile(rf"(?<!\d)[,;:.!?()—–](?!\d)|[,;:.!?()—–]\s|\s(?:{joined})(?=\s)", regex.IGNORECASE)


@lru_cache(maxsize=4096)
def stemmed(text: str, language: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order, figures left out."""
    return tuple(stem for stem in words(text, language) if not stem.isdigit())


@dataclass(frozen=True)
class Side:
    """A text in one language. Places in `folded` and `lower` are places in `text`."""

    text: str
    language: str

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def lower(self) -> str:
        """Small letters with their accents: "bajo" is not "bajó"."""
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)

    @cached_property
    def clauses(self) -> tuple[Side, ...]:
        """The parts between stops and conjunctions that begin a thought of their own, none of them empty."""
        parts = clause_end(self.language).split(self.text)
        return tuple(Side(part, self.language) for part in parts if part and _WORD.search(part))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stemmed(self.folded, self.language))

    def has(self, name: str) -> bool:
        """Does it hold one of the phrases of that list?"""
        return any(True for _ in self.found(name))

    def count(self, name: str) -> int:
        return sum(1 for _ in self.found(name))

    def found(self, name: str) -> Iterable[tuple[int, int]]:
        """Where those phrases are, those apart that say something else ("not only")."""
        return (match.span() for match in phrases(name, self.language).finditer(self.folded))

    def after(self, place: int) -> tuple[str, ...]:
        """The stems behind a place, up to the end of its clause."""
        end = clause_end(self.language).search(self.text, place)
        return stemmed(self.folded[place : end.start() if end else len(self.text)], self.language)


@dataclass(frozen=True)
class Sides:
    """The claim `said`, and the quotations: each as it is, and as it reads in the claim's language (None where it
    cannot be had). `headings` are quoted for their figures and state nothing; `over` is what stands over the quotations
    in a table."""

    said: Side
    pairs: tuple[tuple[Side, Side | None], ...]
    over: tuple[str, ...] = ()
    headings: tuple[Side, ...] = ()

    @classmethod
    def of(cls, text: str, language: str, cited: Sequence[Citation], over: Sequence[str] = ()) -> Sides:
        titles = {" ".join(part.split()) for one in cited for part in one.section}
        stating = [one for one in cited if " ".join(one.quote.split()) not in titles] or list(cited)
        read = [
            Side(one.translation, language) if one.translation else Side(one.quote, one.language) for one in stating
        ]
        pairs = (
            (Side(one.quote, one.language), side if side.language == language else None)
            for one, side in zip(stating, read, strict=True)
        )
        headings = tuple(Side(one.quote, one.language) for one in cited if one not in stating)
        return cls(Side(text, language), tuple(pairs), tuple(over), headings)

    @cached_property
    def given(self) -> tuple[Side, ...]:
        """The quotations in their own languages."""
        return tuple(given for given, _ in self.pairs)

    @cached_property
    def read(self) -> tuple[Side, ...]:
        """The quotations in the claim's language, as far as the translator goes."""
        return tuple(read for _, read in self.pairs if read is not None)

    @cached_property
    def quoted(self) -> tuple[Side, ...]:
        """Both."""
        return tuple(dict.fromkeys((*self.given, *self.read)))

    def given_has(self, *names: str) -> bool:
        return any(side.has(name) for side in self.quoted for name in names)
