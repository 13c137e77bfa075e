"""What a question names is what its evidence must be about: candidates about another plan, place, number or state of
the same kind are left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import regex
from rapidfuzz import fuzz

from assistant.question.named_things import numbered_in
from assistant.question.plans import PlanNamed, other_plans, plan_in
from assistant.question.question import Question
from assistant.reading.quoted import Chosen
from assistant.retrieval.candidate import Candidate
from corpus.model import Metadata
from corpus.text.normalize import fold
from index.bm25 import stems
from index.search import Searcher

_ALIKE = 75  # of 100: titles that differ in a name and little else


def of_named_plan(
    candidates: Sequence[Candidate], question: Question, documents: Iterable[Metadata]
) -> list[Candidate]:
    """The candidates without those of other plans, where the question names one plan that documents are of. A document
    of another plan may still speak of it by name."""
    plan = question.plan
    others = other_plans(plan, documents)
    kept = [one for one in candidates if one.metadata.id not in others or _of_plan(one).has(plan)]
    if len(plan.numbers) + len(plan.first_years) != 1:
        return kept
    under = {id(one): plan_in(" \n ".join(one.passage.section[1:])) for one in kept}  # one document may hold two plans
    if not any(its.has(plan) for its in under.values()):
        return kept
    return [one for one in kept if not under[id(one)] or _of_plan(one).has(plan)]


def _of_plan(candidate: Candidate) -> PlanNamed:
    return plan_in(" \n ".join((*candidate.passage.section[1:], candidate.passage.text)))


def of_named_title(
    candidates: Sequence[Candidate], question: Question, documents: Iterable[Metadata]
) -> list[Candidate]:
    """The candidates without those of documents whose title is like that of the one whose place or body is named, and
    has another name; a passage that speaks of what is named stays."""
    every = list(documents)
    forms = [regex.compile(rf"(?<!\w){regex.escape(fold(name))}(?!\w)") for name in question.names]
    wanted = [form for form in forms if any(form.search(fold(one.title)) for one in every)]
    if not wanted:
        return list(candidates)
    meant = [one for one in every if all(form.search(fold(one.title)) for form in wanted)]
    others = {
        one.id
        for one in every
        if one not in meant and any(one.kind == other.kind and _alike(one.title, other.title) for other in meant)
    }

    def names_it(one: Candidate) -> bool:
        around = fold(" \n ".join((*one.passage.section, one.passage.text)))
        return all(form.search(around) for form in wanted)

    return [one for one in candidates if one.metadata.id not in others or names_it(one)]


def _alike(one: str, other: str) -> bool:
    return fuzz.token_sort_ratio(fold(one), fold(other)) >= _ALIKE


def of_named_number(
    searcher: Searcher, candidates: Sequence[Candidate], question: Question
) -> tuple[list[Candidate], frozenset[int]]:
    """The candidates without those that stand under, or tell of, another number of what the question names ("Option 2")
    — all of them where none has the number that is asked — and the units that have it."""
    kept = list(candidates)
    having: set[int] = set()
    for word, numbers in question.numbered.items():
        told = {id(one): _numbered(searcher, one).get(word, frozenset()) for one in kept}
        if any(numbers & its for its in told.values()):
            kept = [one for one in kept if not told[id(one)] or numbers & told[id(one)]]
            having |= {one.unit.n for one in kept if numbers & told[id(one)]}
    return kept, frozenset(having)


def _numbered(searcher: Searcher, candidate: Candidate) -> Mapping[str, frozenset[str]]:
    """The numbers by their words in the nearest heading and in the unit, of a row in all of its cells."""
    unit = candidate.unit
    units = [unit]
    if unit.kind in {"cell", "label"}:
        units = [one for one in searcher.content.units_of([unit.passage]) if one.block == unit.block]
    parts = [
        *candidate.passage.section[-1:],
        *(f"{one.header}: {one.text}" if one.header else one.text for one in units),
    ]
    return numbered_in(["\n\n\n\n".join(parts)])


def that_say_so(chosen: Sequence[Chosen], question: Question) -> tuple[list[Chosen], bool]:
    """Of a list of commitments of which something is to be so in words that no scale has: (what of it says so, True),
    where some of it does and some not; else (all of it, whether all of it does)."""
    wanted = question.predicate
    if not any(wanted.values()):
        return list(chosen), True

    def says(one: Chosen) -> bool:
        language = one.candidate.passage.language
        return bool(wanted.get(language, frozenset()) & stems(one.text, language))

    saying = [one for one in chosen if says(one)]
    return saying or list(chosen), bool(saying)
