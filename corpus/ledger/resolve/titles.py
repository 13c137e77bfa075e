"""Whether two titles name the same commitment, and whether running text names one by its title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import regex
from rapidfuzz import fuzz

from corpus.data import table
from corpus.text.normalize import fold
from corpus.text.terms import Term, load_terms

_STEM = 5  # letters: "publicar" and "publicación" are the same word here
SAME = 0.6
CLEAR = 0.15  # how far the best must be ahead of the next


@cache
def stems(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, cut to their beginning."""
    small = table("corpus.ledger", "mentions")["small"]
    return frozenset(
        word[:_STEM] for word in regex.findall(r"[\p{L}\d]+", fold(text)) if word not in small and len(word) > 2
    )


def likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 to 1: shared words, or nearly the same letters."""
    mine, theirs = stems(one), stems(other)
    if not mine or not theirs:
        return float(fold(one).strip() == fold(other).strip())
    shared = len(mine & theirs) / len(mine | theirs)
    letters = fuzz.token_sort_ratio(fold(one), fold(other)) / 100
    return max(shared, letters if letters >= 0.9 else 0.0)


def covered(title: str, text: frozenset[str], weights: Mapping[str, float]) -> float:
    """The share of a title that a text holds, rare words counting more."""
    own = stems(title)
    total = sum(weights.get(stem, 1.0) for stem in own)
    return sum(weights.get(stem, 1.0) for stem in own if stem in text) / total if total else 0.0


def best_match(title: str, hint: str, candidates: Mapping[str, Iterable[str]]) -> str | None:
    """The key of the candidate (key → titles) that a title, or else the text beside it, clearly names."""
    for score in (
        lambda known: likeness(title, known),
        lambda known: covered(known, stems(hint), {}) if len(stems(known)) >= 4 else 0.0,
    ):
        scored = sorted(
            (
                (max((score(known) for known in titles if known), default=0.0), key)
                for key, titles in candidates.items()
            ),
            key=lambda pair: (-pair[0], pair[1]),
        )
        if scored and scored[0][0] >= SAME and (len(scored) == 1 or scored[0][0] - scored[1][0] >= CLEAR):
            return scored[0][1]
    return None


@cache
def official_terms(text: str, language: str) -> tuple[tuple[Term, frozenset[str]], ...]:
    """The official terms a text names that tell one commitment from another, each with its stems."""
    common = {fold(term) for term in table("corpus.ledger", "mentions")["common_terms"]}
    return tuple(
        (mention.term, stems(text[mention.start : mention.end]))
        for mention in load_terms().find(text, language)
        if fold(mention.term.forms["es"][0]) not in common
    )
