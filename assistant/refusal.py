"""How sure the evidence makes us, and what is said when it does not."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.evidence import Candidate
from assistant.question import Understanding
from assistant.texts import say
from index.about import country_name
from index.query import Query
from index.search import Searcher


@dataclass(frozen=True, slots=True)
class Confidence:
    """`support` is the evidence for an answer, in the units of confidence.toml; `kinship` how much the question is
    about OGP matters at all (0 to 1). `blocked` names what rules an answer out."""

    support: float
    kinship: float
    blocked: tuple[str, ...] = ()


@cache
def settings() -> dict[str, dict[str, float]]:
    return tomllib.loads((files("assistant") / "confidence.toml").read_text(encoding="utf-8"))


def confidence(searcher: Searcher, query: Query, asked: Understanding, candidates: Sequence[Candidate]) -> Confidence:
    """Judge the evidence as a whole."""
    signs = support_signs(searcher, query, asked, candidates)
    weights = settings()["support"]
    support = weights["bias"] + sum(weights[name] * value for name, value in signs.items())
    return Confidence(support, signs["dense"], blocked(searcher, asked, candidates))


def support_signs(
    searcher: Searcher, query: Query, asked: Understanding, candidates: Sequence[Candidate]
) -> dict[str, float]:
    """What support is judged by, each about 0 to 1."""
    if not candidates:
        return {"dense": 0.0, "covered": 0.0, "within": 0.0, "known": 0.0, "type": 0.0}
    top = candidates[:3]
    own = query.tokens[query.language]
    rarity = {token: searcher.rarity(token, query.language) for token in own}
    total = sum(rarity.values()) or 1.0
    return {
        "dense": max(c.signs["dense"] for c in top),
        "covered": max(c.signs["covered"] for c in top),
        "within": max(c.signs["within"] for c in top),
        "known": sum(v for t, v in rarity.items() if searcher.knows(t, query.language)) / total,
        "type": max(c.signs.get("type", 0.5) for c in top),
    }


def blocked(searcher: Searcher, asked: Understanding, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """What the question names and the collection has nothing about: a country, a commitment."""
    found = []
    if asked.countries and not any(c.signs.get("country", 0.0) > 0 for c in candidates[:20]):
        found.append("country")
    if asked.references and not any(c.signs.get("commitment", 0.0) > 0 for c in candidates):
        found.append("commitment")
    return tuple(found)


def missing(searcher: Searcher, asked: Understanding, reasons: Sequence[str], language: str) -> tuple[str, ...]:
    """Sentences on what was looked for and is not there."""
    sentences = []
    if "country" in reasons:
        names = ", ".join(country_name(code, language) for code in asked.countries)
        sentences.append(say("not_found.country", language, country=names))
    if "commitment" in reasons:
        names = ", ".join(r.id or str(r.number) for r in asked.references)
        sentences.append(say("not_found.commitment", language, number=names))
        span = searcher.content.numbers()
        if span:
            sentences.append(say("not_found.commitment_known", language, first=span[0], last=span[1]))
    return tuple(sentences)


def searched(searcher: Searcher, language: str, most: int = 3) -> str:
    """Which documents were searched, a few by title."""
    documents = list(searcher.documents().values())
    own = [d for d in documents if d.language == language] or documents
    titles = ", ".join(f"*{d.title}*" for d in own[:most])
    if len(documents) == 1:
        return say("not_found.searched_one", language, titles=titles)
    if len(documents) > most:
        titles = say("not_found.and_more", language, titles=titles, count=len(documents) - min(most, len(own)))
    return say("not_found.searched", language, count=len(documents), titles=titles)
