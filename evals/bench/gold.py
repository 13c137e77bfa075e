"""The gold questions of each library, and how one question is judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Literal, Protocol, get_args

from assistant.answer import Answer
from evals.bench.figures import share
from evals.bench.homes import Name
from evals.cases import Case, Language, Split
from evals.gold_file import load_cases

# Which questions are asked of which library, and what that library is called in the table.
GOLD: dict[Name, tuple[str, ...]] = {
    "seeds": ("seeds",),
    "everything": ("seeds", "pdfs"),
    "starter": ("starter",),
}
LABELS: dict[Name, str] = {
    "seeds": "the five seeds",
    "everything": "seeds and PDF files together",
    "starter": "the starter documents",
}
LANGUAGES: tuple[Language, ...] = get_args(Language)
SPLITS: tuple[Split, ...] = get_args(Split)

Outcome = Literal["right", "wrong", "refused", "kept", "invented"]


class Place(Protocol):
    """What is asked of a hit here."""

    @property
    def source(self) -> str: ...

    @property
    def text(self) -> str: ...


def cases_of(name: Name) -> list[Case]:
    """The questions asked of that library."""
    asked: list[Case] = []
    for stem in GOLD[name]:
        with as_file(files("evals") / "gold" / f"{stem}.jsonl") as path:
            asked += load_cases(path)
    if name == "everything":
        # what the seeds do not say, the PDF files may
        asked = [case for case in asked if case.expected != "not_found"]
    return asked


def answerable(cases: Iterable[Case]) -> list[Case]:
    return [case for case in cases if case.expected == "answered"]


def found(case: Case, hits: Iterable[Place]) -> bool:
    """Whether any of these passages is a gold one: of the right document, with the anchor in it."""
    return any(gold.source == hit.source and gold.stands_in(hit.text) for hit in hits for gold in case.gold)


def judge(case: Case, answer: Answer) -> Outcome:
    """What became of one question.

    Answerable: "right" with every vital nugget in the text and an anchor in a quotation, "refused" where no answer was
    given, else "wrong". Not answerable: "kept" where none was given, else "invented".
    """
    given = answer.status in {"answered", "partial"}
    if case.expected != "answered":
        return "invented" if given else "kept"
    if not given:
        return "refused"
    cited = any(
        gold.source == citation.source and gold.stands_in(citation.quote)
        for citation in answer.citations
        for gold in case.gold
    )
    return "right" if cited and not case.missing_nuggets(answer.text) else "wrong"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions of a kind went a certain way, by half."""

    hits: dict[Split, int]
    totals: dict[Split, int]

    @classmethod
    def of(cls, outcomes: Iterable[tuple[Case, bool]]) -> Tally:
        tally = cls(dict.fromkeys(SPLITS, 0), dict.fromkeys(SPLITS, 0))
        for case, hit in outcomes:
            tally.totals[case.split] += 1
            tally.hits[case.split] += hit
        return tally

    @property
    def share(self) -> float:
        return share(sum(self.hits.values()), sum(self.totals.values()))

    def of_split(self, split: Split) -> float:
        return share(self.hits[split], self.totals[split])

    def __str__(self) -> str:
        return ", ".join(f"{split} {self.of_split(split):.3f}" for split in SPLITS)
