"""A statement beside what it quotes: the words, clauses and word stems that the comparisons look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import regex

from assistant.answer import Citation
from assistant.model.doubts import ending, phrases
from corpus.text.normalize import fold
from index.lexical import words

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


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
        parts = ending(self.language).split(self.text)
        return tuple(Side(part, self.language) for part in parts if part and _WORD.search(part))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stemmed(self.folded, self.language))

    def has(self, name: str) -> bool:
        """Does it hold one of the phrases of that section of doubts.toml?"""
        return any(True for _ in self.found(name))

    def found(self, name: str) -> Iterable[tuple[int, int]]:
        """Where those phrases are, those apart that say something else ("not only")."""
        given = phrases(name, self.language)
        yield from (match.span() for match in given.finditer(self.folded))

    def after(self, place: int) -> tuple[str, ...]:
        """The stems behind a place, up to the end of its clause."""
        end = ending(self.language).search(self.text, place)
        return stemmed(self.folded[place : end.start() if end else len(self.text)], self.language)


@dataclass(frozen=True)
class Sides:
    """The statement `said`, and the quotations: each as it is, and as it reads in the statement's language (None where
    it cannot be had). `headings` are quoted for their figures and state nothing; `over` is what stands over the
    quotations in a table."""

    said: Side
    pairs: tuple[tuple[Side, Side | None], ...]
    over: tuple[str, ...] = ()
    headings: tuple[Side, ...] = ()

    @classmethod
    def of(cls, text: str, language: str, cited: Sequence[Citation], over: Sequence[str] = ()) -> Sides:
        titles = {" ".join(part.split()) for one in cited for part in one.section}
        stating = [one for one in cited if " ".join(one.quote.split()) not in titles] or list(cited)
        pairs = []
        for one in stating:
            given = Side(one.quote, one.language)
            read = Side(one.translation, language) if one.translation else given
            pairs.append((given, read if read.language == language else None))
        headings = tuple(Side(one.quote, one.language) for one in cited if one not in stating)
        return cls(Side(text, language), tuple(pairs), tuple(over), headings)

    @cached_property
    def given(self) -> tuple[Side, ...]:
        """The quotations in their own languages."""
        return tuple(given for given, _ in self.pairs)

    @cached_property
    def read(self) -> tuple[Side, ...]:
        """The quotations in the statement's language, as far as the translator goes."""
        return tuple(read for _, read in self.pairs if read is not None)

    @cached_property
    def quoted(self) -> tuple[Side, ...]:
        """Both."""
        return tuple(dict.fromkeys((*self.given, *self.read)))

    def given_has(self, *names: str) -> bool:
        return any(side.has(name) for side in self.quoted for name in names)


@lru_cache(maxsize=4096)
def stemmed(text: str, language: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order, figures left out."""
    return tuple(stem for stem in words(text, language) if not stem.isdigit())
