"""Which commitments words are about: their titles and policy areas, in either language."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from corpus.ledger import Commitment
from corpus.ledger.labels import names_area
from corpus.text.language import LANGUAGES
from corpus.text.terms import load_terms
from index.bm25 import stems

_ENOUGH = 0.7  # of the weight of the words that name a commitment
_AHEAD = 0.25  # of the next
_VARIANTS = 4  # official forms of a term that are tried


class Translator(Protocol):
    def translate(self, texts: list[str], source: str, target: str) -> list[str | None]: ...


@dataclass(frozen=True, slots=True)
class Wordings:
    """The same words in each language: as they are, translated, and with official terms in their other forms."""

    by_language: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, words: str, language: str, translator: Translator) -> Wordings:
        found: dict[str, list[str]] = {code: [words] for code in LANGUAGES}
        for other in LANGUAGES:
            if other != language:
                found[other] += [one for one in translator.translate([words], language, other) if one]
        for mention in load_terms().find(words, language):
            before, after = words[: mention.start], words[mention.end :]
            for code, forms in mention.term.forms.items():
                # words beside the term are left in the question's language where they are to be kept
                whole = not (before + after).strip() or code == language
                found[code] += [f"{before}{form}{after}" for form in forms[:_VARIANTS] if whole]
        return cls({code: tuple(dict.fromkeys(texts)) for code, texts in found.items()})

    def stems(self, language: str) -> list[frozenset[str]]:
        return [held for text in self.by_language.get(language, ()) if (held := stems(text, language))]


def about(commitments: Iterable[Commitment], words: Wordings, *, area: bool = False) -> list[Commitment]:
    """The commitments that have all the words in their title, or whose policy area they name (`area`: only those)."""
    return [one for one in commitments if _of_area(one, words) or (not area and _of_title(one, words))]


def named_by(commitments: Iterable[Commitment], words: Wordings) -> Commitment | None:
    """The one commitment whose title the words name: nearly all of their weight, rare words weighing more, and clearly
    more than of any other title; None where that is none or several."""
    found = list(commitments)
    weights = _weights(found)
    scored = sorted(
        ((*_score(one, words, weights), one.key, one) for one in found), key=lambda entry: (-entry[0], -entry[1])
    )
    if not scored or scored[0][0] < _ENOUGH:
        return None
    best, share, _, commitment = scored[0]
    if len(scored) == 1 or best - scored[1][0] >= _AHEAD:
        return commitment
    # several titles hold the words: they name the one of which they are nearly the whole title
    return commitment if share >= _ENOUGH and share - scored[1][1] >= _AHEAD else None


def _of_area(commitment: Commitment, words: Wordings) -> bool:
    texts = {text for of_language in words.by_language.values() for text in of_language}
    return any(names_area(text, area) for area in commitment.policy_areas for text in texts)


def _of_title(commitment: Commitment, words: Wordings) -> bool:
    return any(
        wanted <= stems(title, language)
        for language, title in commitment.titles.items()
        for wanted in words.stems(language)
    )


def _weights(commitments: Iterable[Commitment]) -> dict[tuple[str, str], float]:
    """(language, stem) → how much it tells one title from another."""
    held: dict[tuple[str, str], int] = {}
    titles = {language: 0 for language in LANGUAGES}
    for commitment in commitments:
        for language, title in commitment.titles.items():
            titles[language] = titles.get(language, 0) + 1
            for stem in stems(title, language):
                held[language, stem] = held.get((language, stem), 0) + 1
    return {key: math.log(1 + titles[key[0]] / count) for key, count in held.items()} | {
        (language, ""): math.log(2 + count) for language, count in titles.items()
    }


def _score(commitment: Commitment, words: Wordings, weights: Mapping[tuple[str, str], float]) -> tuple[float, float]:
    """The share of the words' weight that a title holds, and the share of the title that they are."""
    best = (0.0, 0.0)
    for language, title in commitment.titles.items():
        own = stems(title, language)
        unknown = weights[language, ""]  # a word that no title holds weighs most

        def weight(of: Iterable[str], language: str = language, unknown: float = unknown) -> float:
            return sum(weights.get((language, stem), unknown) for stem in sorted(of))

        for wanted in words.stems(language):
            shared = wanted & own
            if len(shared) > 1 or shared == wanted:
                best = max(best, (weight(shared) / weight(wanted), weight(shared) / weight(own)))
    return best
