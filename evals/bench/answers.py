"""Every gold question asked: are the quotations exact, and are the answers right?"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from corpus import Library
from evals.bench.figures import Figure, Skipped, share
from evals.bench.gold import LABELS, LANGUAGES, SPLITS, Tally, cases_of, judge
from evals.bench.homes import Homes, Name
from evals.bench.quotations import Checked, check
from evals.cases import Case, Language

PART = "answers"


def measure(homes: Homes) -> list[Figure]:
    """Two figures with targets over all answers of all libraries, then the answers of each for information."""
    figures: list[Figure] = []
    checked = Checked()
    names: tuple[Name, ...] = ("seeds", "everything", "starter")
    for name in names:
        try:
            assistant = homes.assistant(name)
        except Skipped as reason:
            figures.append(Figure(PART, f"right answers, {LABELS[name]}", None, detail=f"skipped: {reason}"))
            continue
        documents = {document.id: document for document in Library(homes.home(name)).documents()}
        cases = cases_of(name)
        for language in LANGUAGES:
            homes.tell(f"asking {LABELS[name]}: {len(cases)} questions, {language}")
            answers = [assistant.ask(case.question(language)) for case in cases]
            checked += check(answers, documents)
            figures.append(figure(name, language, cases, answers))
    return [*quotations(checked), *figures]


def quotations(checked: Checked) -> list[Figure]:
    """What must hold of every answer."""
    return [
        Figure(
            PART,
            "quotations that are exact runs of their document",
            share(checked.exact, checked.quotations),
            target=1.0,
            detail=f"{checked.exact} of {checked.quotations} in {checked.answers} answers",
            numbers={"exact": checked.exact, "quotations": checked.quotations, "answers": checked.answers},
        ),
        Figure(
            PART,
            "statements without a quotation",
            float(checked.bare),
            unit="count",
            target=0.0,
            at_most=True,
            detail=f"of {checked.statements}",
            numbers={"statements": checked.statements},
        ),
    ]


def figure(name: Name, language: Language, cases: Sequence[Case], answers: Sequence[Answer]) -> Figure:
    """Shares of right answers, of refusals that are wrong, and of answers to what the documents do not say."""
    judged = [(case, judge(case, answer)) for case, answer in zip(cases, answers, strict=True)]
    can = [(case, outcome) for case, outcome in judged if case.expected == "answered"]
    cannot = [(case, outcome) for case, outcome in judged if case.expected != "answered"]
    right = Tally.of((case, outcome == "right") for case, outcome in can)
    refused = Tally.of((case, outcome == "refused") for case, outcome in can)
    invented = Tally.of((case, outcome == "invented") for case, outcome in cannot)
    named = {"right": right, "refused": refused, **({"invented": invented} if cannot else {})}
    detail = f"{right} · wrong refusals {refused}"
    if cannot:
        detail += f" · unanswerables answered {invented}"
    return Figure(
        part=PART,
        name=f"right answers, {LABELS[name]}, {language}",
        value=right.share,
        detail=f"{detail} · {len(can)} + {len(cannot)} questions",
        numbers={f"{what}_{split}": tally.of_split(split) for what, tally in named.items() for split in SPLITS},
        missed=tuple(c.id for c, outcome in judged if outcome not in {"right", "kept"} and c.split == "dev"),
    )
