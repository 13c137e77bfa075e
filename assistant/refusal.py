"""How sure the evidence makes us."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.candidate import Candidate
from assistant.data import table
from assistant.kinds_of_answer import fits
from assistant.question import Understanding
from assistant.quoted import Chosen
from assistant.specifics import absent, specifics
from assistant.subject import subject_share
from corpus.terms import fold
from index.query import Query
from index.search import Searcher


@dataclass(frozen=True, slots=True)
class Confidence:
    """`support` is the evidence for an answer, in the units of confidence.toml; `kinship` how much the question is
    about OGP matters at all (0 to 1). `blocked` names what rules an answer out."""

    support: float
    kinship: float
    blocked: tuple[str, ...] = ()

    @property
    def probability(self) -> float:
        """`support` as a probability: of logistic regression it is the logit."""
        return 0.0 if self.blocked else round(1 / (1 + math.exp(-self.support)), 4)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which support an answer is given, and from which one with a caution; below which kinship a refused question
    was about something else; from which support a chat model, where there is one, is asked at all. Units as in
    `Confidence`."""

    answered: float
    partial: float
    kinship: float
    model: float = -3.0

    @classmethod
    def load(cls) -> Thresholds:
        """Those of confidence.toml."""
        return cls(**table("confidence")["thresholds"])


def confidence(
    searcher: Searcher,
    query: Query,
    asked: Understanding,
    candidates: Sequence[Candidate],
    chosen: Sequence[Chosen],
    *,
    thresholds: Thresholds | None = None,
) -> Confidence:
    """Judge the evidence as a whole."""
    signs = support_signs(searcher, query, asked, candidates, chosen)
    weights = table("confidence")["support"]
    support = weights["bias"] + sum(weights[name] * value for name, value in signs.items())
    if any(c.aspects and c.signs.get("commitment", 0.0) > 0 for c in (one.candidate for one in chosen)):
        # the very place that tells this of the very commitment: no likeness is needed
        support = max(support, (thresholds or Thresholds.load()).answered)
    return Confidence(support, signs["likeness"], (*blocked(asked, candidates), *_without_kind(asked, chosen)))


def support_signs(
    searcher: Searcher,
    query: Query,
    asked: Understanding,
    candidates: Sequence[Candidate],
    chosen: Sequence[Chosen],
) -> dict[str, float]:
    """What support is judged by; all but `top` and `margin` lie between 0 and 1."""
    if not candidates or not chosen:
        return dict.fromkeys(("top", "margin", "likeness", "type", "counted"), 0.0) | {"absent": 1.0, "worst": 1.0}
    used = [one.candidate for one in chosen[:3]]
    judged = [c for c in used if c.signs] or list(candidates[:1])
    texts = [t for c in used for t in (c.passage.text, c.passage.other or "", " ".join(c.passage.section))]
    top = max(c.score for c in judged)
    return {
        "top": top,
        "margin": top - _crowd(candidates),
        "likeness": max(c.signs.get("dense", 0.0) for c in judged),
        # signs that were not looked for speak neither way
        "type": max(c.signs.get("type", 1.0) for c in judged),
        "counted": max(c.signs.get("counted", 1.0) for c in judged),
        "absent": absent(specifics(query.text, query.language), texts, [c.metadata for c in used]),
        "worst": _worst(query, asked, candidates, used),
    }


def _worst(query: Query, asked: Understanding, candidates: Sequence[Candidate], used: Sequence[Candidate]) -> float:
    """How much of the question the word makes up that the best of the used passages leaves out most."""
    share = subject_share(query, asked)
    if not share.any():
        return 0.0
    best = np.zeros_like(share)
    for passage in {c.passage.n for c in used}:
        units = [c.accounted for c in candidates if c.passage.n == passage]
        whole = np.max(units, axis=0) if units else np.zeros_like(share)
        best = max(best, whole, key=lambda held: float(held @ share))
    return float(((1 - best) * share).max())


def _crowd(candidates: Sequence[Candidate]) -> float:
    """The score of the ninth best text; the same text in several rows counts once."""
    scores = {candidate.unit.text: candidate.score for candidate in reversed(candidates)}
    return sorted(scores.values(), reverse=True)[min(8, len(scores) - 1)]


def blocked(asked: Understanding, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """What the question names and the collection has nothing about: a country, a commitment."""
    found = []
    if asked.countries and not any(c.signs.get("country", 0.0) > 0 for c in candidates[:20]):
        found.append("country")
    if asked.references and not any(c.signs.get("commitment", 0.0) > 0 for c in candidates):
        found.append("commitment")
    return tuple(found)


def _without_kind(asked: Understanding, chosen: Sequence[Chosen]) -> tuple[str, ...]:
    """A date or a sum of money was asked for, and nothing that was chosen holds one."""
    return tuple(
        name
        for name in ("date", "money")
        if name in asked.types and not any(fits(name, one.text, fold(one.text)) for one in chosen)
    )
