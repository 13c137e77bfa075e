"""The gold questions as a test of search: is a gold passage among the first five?"""

from __future__ import annotations

from collections.abc import Sequence

from evals.bench.figures import Figure, Skipped
from evals.bench.gold import LABELS, LANGUAGES, Tally, answerable, cases_of, found
from evals.bench.homes import Homes, Name
from evals.bench.intervals import bootstrap
from evals.cases import Case, Language

PART = "seeds"
FIRST = 5
TARGETS: dict[Language, float] = {"es": 0.92, "en": 0.90}


def measure(homes: Homes) -> list[Figure]:
    """The five seeds with their targets; the other libraries for information."""
    figures: list[Figure] = []
    names: tuple[Name, ...] = ("seeds", "everything", "starter")
    for name in names:
        try:
            searcher = homes.assistant(name).searcher
        except Skipped as reason:
            figures.append(
                Figure(PART, f"gold passage in the first five, {LABELS[name]}", None, detail=f"skipped: {reason}")
            )
            continue
        cases = answerable(cases_of(name))
        for language in LANGUAGES:
            homes.tell(f"searching {LABELS[name]}: {len(cases)} questions, {language}")
            hits = [found(case, searcher.search(case.question(language), FIRST)) for case in cases]
            figures.append(figure(name, language, cases, hits))
    return figures


def figure(name: Name, language: Language, cases: Sequence[Case], hits: Sequence[bool]) -> Figure:
    """`hits` says of each case whether a gold passage was among the first five."""
    tally = Tally.of(zip(cases, hits, strict=True))
    low, high = bootstrap([float(hit) for hit in hits])
    return Figure(
        part=PART,
        name=f"gold passage in the first five, {LABELS[name]}, {language}",
        value=tally.share,
        target=TARGETS[language] if name == "seeds" else None,
        detail=f"{tally} · 95 % {low:.3f}–{high:.3f} · {len(cases)} questions",
        numbers={
            **{split: tally.of_split(split) for split in tally.totals},
            "low": low,
            "high": high,
            "questions": len(cases),
        },
        missed=tuple(c.id for c, hit in zip(cases, hits, strict=True) if not hit and c.split == "dev"),
    )
