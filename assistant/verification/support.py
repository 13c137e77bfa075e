"""Does a claim say more than its quotations: another subject, an invented reason, a part about something else?

Words are looked for in the quotations, in their headings, and, since a translator chooses its own words, in both
languages: what is quoted is read in the claim's language, and what is said in the quotations'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import regex

from assistant.answer import Citation
from assistant.verification.attribution import attributes
from assistant.verification.comparison import Side, Sides, light, phrases, stemmed
from assistant.verification.names import of_their_kind, other_forms
from corpus.text.language import LANGUAGES
from corpus.text.normalize import fold
from index.search import Searcher

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_ROOT = 5  # letters that words of one root have in common in both languages, mostly: "public", "public-ar"
_TITLE = 30  # letters: a heading that begins like the document's title is its title
_AKIN = 0.3  # share of a claim's words that its quotations account for, from which they are about the same
_LIKENESS = 0.35  # else: cosine of the two, as the index embeds them
_REASON = 0.25  # share of the words of a reason that its quotations must account for, where they give one
_REASON_ALONE = 0.35  # where they give none
_PART = 0.34  # share above which a part of a sentence is about what is quoted
_PART_LIKENESS = 0.3  # else: cosine, and a quarter of that share
_PART_WORDS = 2  # words with a meaning of such a part


class Account:
    """What of a claim its quotations account for."""

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
        stems = [(found[0], word) for word in _WORD.findall(fold(part)) if (found := stemmed(word, language))]
        told = [(stem, word) for stem, word in stems if stem not in light(language)]
        known = [stem in self._stems[language] or word[:_ROOT] in self._roots for stem, word in told]
        return sum(known) / len(known) if known else 1.0


def invented_reason(sides: Sides, account: Account) -> bool:
    """Does it give a reason that they do not?"""
    enough = _REASON if sides.given_has("reasons", "grounds") else _REASON_ALONE
    return account.least(list(reasons(sides.said)), enough) < enough


def about_the_same(sides: Sides, account: Account) -> bool:
    """Do claim and quotations share words, in either language, or at least a meaning?"""
    said = sides.said.text
    return account.least([said], _AKIN) >= _AKIN or account.likeness(said) >= _LIKENESS


def added_part(sides: Sides, account: Account) -> bool:
    """Is one of its parts about nothing that they are about, neither by its words nor by its meaning?"""
    told = [part for part in parts(sides.said) if not attributes(part)]
    if account.least(told, _PART) > _PART:
        return False
    shares = {part: share for part in told if (share := account.least([part], _PART)) <= _PART}
    return any(account.likeness(part) + share / 4 < _PART_LIKENESS for part, share in shares.items())


def reasons(said: Side) -> Iterator[str]:
    """What follows each "because", to the end of the clause."""
    for _, end in said.found("reasons"):
        behind = regex.split(r"[,;.]\s|$", said.text[end:])[0]
        if behind.strip():
            yield behind


def parts(said: Side) -> Iterator[str]:
    """The parts of a sentence with two words of meaning or more each, if there are several."""
    at, found = 0, []
    for match in phrases("parts", said.language).any.finditer(said.folded):
        found.append(said.text[at : match.start()])
        at = match.end()
    found = [piece for part in [*found, said.text[at:]] for piece in regex.split(r"[,;:]\s", part)]
    if len(found) > 1:
        yield from (part for part in found if len(stemmed(fold(part), said.language)) >= _PART_WORDS)
