"""The place or body that a question names, where documents alike but for that name are here: what the others say is of
another place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex
from rapidfuzz import fuzz

from assistant.retrieval.candidate import Candidate
from corpus.ledger.periods import names_plan
from corpus.model import Metadata
from corpus.terms import fold
from index.names import names

_ALIKE = 75  # of 100: titles that differ in a name and little else


def of_named_title(candidates: Sequence[Candidate], question: str, documents: Iterable[Metadata]) -> list[Candidate]:
    """The candidates without those of documents whose title is like that of the one which is named, and has another
    name; a passage that speaks of what is named stays."""
    every = list(documents)
    told = [name for start, end in names(question) if not names_plan(name := question[start:end])]
    wanted = [forms for name in told if (forms := _pattern(name)) and any(forms.search(fold(m.title)) for m in every)]
    if not wanted:
        return list(candidates)
    meant = [m for m in every if all(forms.search(fold(m.title)) for forms in wanted)]
    others = {
        m.id
        for m in every
        if m not in meant and any(m.kind == one.kind and _alike(m.title, one.title) for one in meant)
    }
    return [c for c in candidates if c.metadata.id not in others or all(f.search(_around(c)) for f in wanted)]


def _pattern(name: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w){regex.escape(fold(name))}(?!\w)")


def _alike(one: str, other: str) -> bool:
    return fuzz.token_sort_ratio(fold(one), fold(other)) >= _ALIKE


def _around(candidate: Candidate) -> str:
    return fold(" \n ".join((*candidate.passage.section, candidate.passage.text)))
