"""How sure the evidence makes us."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.data import table
from assistant.question.named_things import absent
from assistant.question.question import Question
from assistant.reading.quoted import Chosen
from assistant.retrieval.answer_types import fits, under_header
from assistant.retrieval.candidate import Candidate
from corpus.text.normalize import fold

NOTHING = -12.0  # a score below that of any evidence
NEAR = 3  # candidates whose passages are looked at for what a question names


@dataclass(frozen=True, slots=True)
class Confidence:
    """`support` is the logit that the evidence answers; `kinship` how near the nearest evidence is to the question at
    all (a cosine). `blocked` names what rules an answer out."""

    support: float
    kinship: float
    blocked: tuple[str, ...] = ()

    @property
    def probability(self) -> float:
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
    question: Question,
    candidates: Sequence[Candidate],
    chosen: Sequence[Chosen],
    *,
    unknown: bool = False,
    scaled: bool = True,
) -> Confidence:
    """Judge the evidence as a whole. `unknown`: most of the question's words stand in no document. `scaled`: cosines
    are those of the encoder that comes with the product, whose scale the thresholds know; nothing is held to be about
    something else by those of another."""
    weights = table("confidence")["support"]
    if candidates and not any("fits" in c.signs for c in candidates):
        support = weights["unread"]  # what search found is shown, with a caution
    else:
        signs = support_signs(question, candidates, chosen, unknown)
        support = weights["bias"] + sum(weights[name] * value for name, value in signs.items())
    kinship = max((c.signs.get("cosine", 0.0) for c in candidates), default=0.0) if scaled else 1.0
    return Confidence(support, kinship, (*blocked(question, candidates, chosen), *_without_kind(question, chosen)))


def support_signs(
    question: Question, candidates: Sequence[Candidate], chosen: Sequence[Chosen], unknown: bool = False
) -> dict[str, float]:
    """What is weighed (the names are those of confidence.toml): the best score of what was chosen, the reader's best
    logit that a passage answers, the share of the names of the question that the evidence lacks, whether what it asks
    the number of is counted (1 where it asks for none), and whether most of its words are `unknown`."""
    used = [one.candidate for one in chosen] or list(candidates[:1])
    if not used:
        return {"score": NOTHING, "answers": NOTHING, "absent": 1.0, "counted": 0.0, "unknown": float(unknown)}
    near = [*used, *candidates[:NEAR]]
    texts = [text for c in near for text in (c.passage.text, " ".join(c.passage.section), c.unit.header)]
    documents = [c.metadata for c in near]
    return {
        "score": max(c.score for c in used),
        "answers": max(c.signs.get("answers", NOTHING) for c in candidates),
        # a name may have another form in the other language ("Parliament", "Parlamento")
        "absent": min(absent(named, texts, documents) for named in question.specifics.values()),
        "counted": max(c.signs.get("counted", 1.0) for c in near),
        "unknown": float(unknown),
    }


def blocked(question: Question, candidates: Sequence[Candidate], chosen: Sequence[Chosen]) -> tuple[str, ...]:
    """What the question names and the collection has nothing about: a country, a commitment. A country that no document
    is of is spoken of only where the evidence itself names it, not where some other passage does."""
    found = []
    of_it = any(c.metadata.country in question.countries for c in candidates[:20])
    used = [one.candidate for one in chosen] or candidates[:1]
    if question.countries and not of_it and not any(c.signs.get("country", 0.0) > 0 for c in used):
        found.append("country")
    if question.references and not any(c.signs.get("commitment", 0.0) > 0 for c in candidates):
        found.append("commitment")
    return tuple(found)


def _without_kind(question: Question, chosen: Sequence[Chosen]) -> tuple[str, ...]:
    """A date or a sum of money was asked for, and nothing that was chosen holds one."""
    return tuple(
        name
        for name in ("date", "money")
        if name in question.types and not any(fits(name, text, fold(text)) for one in chosen for text in _held(one))
    )


def _held(one: Chosen) -> list[str]:
    """The run as it is quoted, and its cells after the headers of their columns."""
    return [one.text, *map(under_header, one.row or (one.candidate.unit,))]
