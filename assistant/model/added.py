"""Does a statement say more than its quotations: a reason of its own, or half a sentence about something else?

Words are looked for in the quotations, in their headings, and, since a translator chooses its own words, in both
languages: what is quoted is read in the statement's language, and what is said in the quotations'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import regex

from assistant.answer import Citation
from assistant.gate import other_forms
from assistant.model.doubts import doubts, limits, phrases
from assistant.model.named import of_their_kind
from assistant.model.sides import Side, Sides, stemmed
from assistant.model.speaking import attributes
from corpus.text.language import LANGUAGES
from corpus.text.normalize import fold
from index.search import Searcher

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_ROOT = 5  # letters that words of one root have in common in both languages, mostly: "public", "public-ar"
_TITLE = 30  # letters: a heading that begins like the document's title is its title


class Account:
    """What of a statement its quotations account for."""

    def __init__(self, searcher: Searcher, sides: Sides, cited: Sequence[Citation]) -> None:
        self._searcher = searcher
        self._said = sides.said.language
        self._quotations = sides.given
        beside = [part for one in cited for part in one.section if fold(part)[:_TITLE] != fold(one.title)[:_TITLE]]
        texts = [*(side.text for side in (*sides.quoted, *sides.headings)), *beside, *sides.over]
        folded = fold(" ".join([*texts, *other_forms(" ".join(texts)), *of_their_kind(texts)]))
        self._stems = {language: frozenset(stemmed(folded, language)) for language in LANGUAGES}
        self._roots = frozenset(word[:_ROOT] for word in _WORD.findall(folded))
        self._others = sorted({side.language for side in sides.given} - {self._said})

    def least(self, parts: Sequence[str], enough: float) -> float:
        """The smallest share of the words of a part that is accounted for, from 0 to 1; 1 where there is none. Parts
        that fall short of `enough` are read in the quotations' languages, too."""
        shares = [self._share(part, self._said) for part in parts]
        short = [n for n, share in enumerate(shares) if share <= enough]
        for other in self._others if short else ():
            read = self._searcher.bridge.translate([parts[n] for n in short], self._said, other)
            for n, text in zip(short, read, strict=True):
                shares[n] = max(shares[n], self._share(text or "", other) if text else 0.0)
        return min(shares, default=1.0)

    def likeness(self, part: str) -> float:
        """How near its meaning is to that of the nearest quotation: the cosine, as the index embeds them."""
        read = [self._readable(Side(part, self._said)), *map(self._readable, self._quotations)]
        vectors = self._searcher.embedder.encode(read)
        return float(np.max(vectors[1:] @ vectors[0]))

    def _readable(self, side: Side) -> str:
        """In a language that the model reads."""
        languages = self._searcher.embedder.languages
        if side.language in languages:
            return side.text
        return self._searcher.bridge.translate([side.text], side.language, languages[0])[0] or side.text

    def _share(self, part: str, language: str) -> float:
        light = doubts()["light"][language]
        words = [word for word in _WORD.findall(fold(part))]
        told = [(stems[0], word) for word in words if (stems := stemmed(word, language)) and stems[0] not in light]
        known = [stem in self._stems[language] or word[:_ROOT] in self._roots for stem, word in told]
        return sum(known) / len(known) if known else 1.0


def invented_reason(sides: Sides, account: Account) -> bool:
    """Does it give a reason that they do not?"""
    enough = limits()["reason"] if sides.given_has("reasons", "grounds") else limits()["reason_alone"]
    return account.least(list(_reasons(sides.said)), enough) < enough


def about_the_same(sides: Sides, account: Account) -> bool:
    """Do statement and quotations share words, in either language, or at least a meaning?"""
    said, enough = sides.said.text, limits()["akin"]
    return account.least([said], enough) >= enough or account.likeness(said) >= limits()["likeness"]


def added_part(sides: Sides, account: Account) -> bool:
    """Is one of its parts about nothing that they are about, neither by its words nor by its meaning?"""
    most, near = limits()["part"], limits()["part_likeness"]
    parts = [part for part in _parts(sides.said) if not attributes(part)]
    if account.least(parts, most) > most:
        return False
    shares = {part: share for part in parts if (share := account.least([part], most)) <= most}
    return any(account.likeness(part) + share / 4 < near for part, share in shares.items())


def _reasons(said: Side) -> Iterator[str]:
    """What follows each "because", to the end of the clause."""
    for _, end in said.found("reasons"):
        behind = regex.split(r"[,;.]\s|$", said.text[end:])[0]
        if behind.strip():
            yield behind


def _parts(said: Side) -> Iterator[str]:
    """The parts of a sentence with two words of meaning or more each, if there are several."""
    cut = phrases("parts", said.language).any
    at, parts = 0, []
    for match in cut.finditer(said.folded):
        parts.append(said.text[at : match.start()])
        at = match.end()
    parts = [piece for part in [*parts, said.text[at:]] for piece in regex.split(r"[,;:]\s", part)]
    if len(parts) > 1:
        yield from (part for part in parts if len(stemmed(fold(part), said.language)) >= limits()["part_words"])
