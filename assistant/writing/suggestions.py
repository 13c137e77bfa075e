"""Questions to propose that the collection can answer: data in examples.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from assistant.data import table
from assistant.question.question import Question
from assistant.retrieval.candidate import Candidate
from corpus.model import Metadata
from corpus.text.countries import country_name

_COMMITMENTS = 2  # near the question that are tried


def example_for(documents: Mapping[int, Metadata], language: str, number: int | None = None) -> str:
    """A question about a commitment that is there (`number`), else about a kind of document, else about any one."""
    if number is not None:
        return _examples()[language]["commitment"].format(number=number)
    kinds = {metadata.kind for metadata in documents.values()}
    proposals = _examples()[language]
    title = next(iter(documents.values())).title if documents else ""
    for kind, question in proposals.items():
        if kind in kinds and kind not in {"commitment", "other"}:
            return question.format(title=title)
    return proposals["other"].format(title=title)


def examples_near(
    question: Question, candidates: Sequence[Candidate], language: str, documents: Mapping[int, Metadata]
) -> Iterator[str]:
    """Questions about the commitments that are named and those of the nearest passages, on what was asked of them
    first. Whether they can be answered is for the caller to see."""
    countries = {metadata.country for metadata in documents.values() if metadata.country}
    # a commitment that was asked for itself is nearest, if it is there
    names: dict[str, None] = {r.id or str(r.number): None for r in question.references}
    for candidate in candidates:
        passage = candidate.passage
        if passage.commitment or passage.number is not None:
            country = country_name(candidate.metadata.country, language) if len(countries) > 1 else ""
            number = str(passage.number) if passage.number is not None else ""
            if number and country:
                number = _examples()[language]["of_country"].format(name=number, country=country)
            names[number or str(passage.commitment)] = None
    near = table("examples")["near"]
    fields = sorted(near, key=lambda field: field not in question.aspects)
    for name in list(names)[: _COMMITMENTS + len(question.references)]:
        for field in fields:
            yield near[field][language].format(name=name)


@cache
def _examples() -> dict[str, dict[str, str]]:
    return {language: table("examples")[language] for language in ("es", "en")}
