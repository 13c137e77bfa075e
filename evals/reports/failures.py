"""Answers that went wrong, beside what the gold questions ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.text.normalize import clean
from evals.cases import KINDS, Case
from evals.metrics.answers import GIVEN
from evals.metrics.citations import cited_parts
from evals.metrics.judge import WordingJudge
from evals.metrics.prose import plain
from evals.reports.material import Asked
from evals.reports.words import Words

_LONGEST = 6000  # characters shown of one text; a chat service may answer with a book
# Marks that should be 1, and marks that should be 0, each with what is said where they are not.
_WANTED = {"right_refusal": "right_refusal", "exact": "exact", "language": "language", "within_length": "length"}
_UNWANTED = ("wrong_refusal", "answered_unanswerable", "answered_out_of_scope", "forbidden", "bare")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation; `gold` where a gold place stands in it."""

    number: int
    place: str
    text: str
    translation: str
    gold: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something the gold asks for (or forbids), and whether the answer has it; `note` says more of it."""

    text: str
    note: str
    there: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """All texts are as they came, but for invisible characters: whoever shows them escapes them."""

    anchor: str
    name: str
    language: str
    question: str
    before: tuple[str, ...]
    understood: str
    reasons: tuple[str, ...]
    expected: str
    got: str
    confidence: str
    answer: str
    quotations: tuple[Quoted, ...]
    known: bool
    nuggets: tuple[Wanted, ...]
    places: tuple[Wanted, ...]
    forbidden: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The failures of one kind of question."""

    anchor: str
    name: str
    failures: tuple[Failure, ...]


def reasons(asked: Asked) -> list[str]:
    """Names of the section [reasons]; none where nothing is wrong."""
    marks, row = asked.marks, asked.row
    found = ["error"] if row.error is not None else []
    found += [name for name in _UNWANTED if marks.get(name, 0.0) > 0]
    found += [name for metric, name in _WANTED.items() if marks.get(metric, 1.0) < 1]
    if marks.get("right", 1.0) < 1 and "wrong_refusal" not in found:
        lacking = {"nuggets": "vital_recall", "gold": "gold_cited"}
        found += [name for name, metric in lacking.items() if marks.get(metric, 1.0) < 1]
        found = found or ["right"]
    if any(name in found for name in _UNWANTED[1:3]):
        found = [name for name in found if name != "right_refusal"]
    return found


def failed(asked: Asked) -> bool:
    return bool(reasons(asked))


def groups(found: Sequence[Asked], words: Words) -> tuple[Group, ...]:
    """By kind, in the order of the kinds, each in the order given."""
    wrong = [asked for asked in found if failed(asked)]
    present = {asked.row.kind for asked in wrong}
    kinds = [*(kind for kind in KINDS if kind in present), *sorted(present - KINDS.keys())]
    numbers = {asked.row.key: n for n, asked in enumerate(wrong, start=1)}
    return tuple(
        Group(
            f"kind-{n}",
            words.named("kinds", kind),
            tuple(_failure(asked, numbers[asked.row.key], words) for asked in wrong if asked.row.kind == kind),
        )
        for n, kind in enumerate(kinds, start=1)
    )


def _failure(asked: Asked, number: int, words: Words) -> Failure:
    row, case, answer = asked.row, asked.case, asked.row.answer
    status = answer.status if answer is not None else "none"
    expected: Mapping[str, str] = KINDS
    cited = _quotations(asked, words)
    return Failure(
        anchor=f"answer-{number}",
        name=f"{row.case} · {words.library(row.library)}",
        language=words.named("languages", row.language),
        question=shown(row.question, words),
        before=tuple(shown(text, words) for text in case.earlier(row.language)) if case else (),
        understood=shown(answer.resolved or "", words) if answer else "",
        reasons=tuple(words.named("reasons", name) for name in reasons(asked)),
        expected=words.named("status", case.expected if case else expected.get(row.kind, "answered")),
        got=words.named("status", status),
        confidence=f"{answer.confidence:.2f}" if answer and answer.confidence is not None else "",
        answer=shown(row.error if row.error is not None else answer.text if answer else "", words),
        quotations=cited,
        known=case is not None,
        nuggets=tuple(_nuggets(asked, case, words)) if case else (),
        places=tuple(_places(asked, case, words)) if case else (),
        forbidden=tuple(_forbidden(asked, case, words)) if case else (),
    )


def shown(text: str, words: Words) -> str:
    """Without invisible characters, and of a length that a page can bear."""
    text = clean(text).strip()
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} {words('failures.shortened')}"


def _quotations(asked: Asked, words: Words) -> tuple[Quoted, ...]:
    found = []
    for citation in asked.row.answer.citations if asked.row.answer else ():
        page = words("failures.page", n=citation.page) if citation.page is not None else ""
        place = " · ".join(filter(None, (citation.source, " › ".join(citation.section), page)))
        gold = asked.case is not None and bool(cited_parts(asked.case, [citation]))
        quote, translation = shown(citation.quote, words), shown(citation.translation or "", words)
        found.append(Quoted(citation.number, shown(place, words), quote, translation, gold))
    return tuple(found)


def _said(asked: Asked) -> str:
    """What counts as said: a refusal says nothing, whatever it names."""
    answer = asked.row.answer
    return plain(answer.text) if answer is not None and answer.status in GIVEN else ""


def _nuggets(asked: Asked, case: Case, words: Words) -> Iterable[Wanted]:
    said, judge = _said(asked), WordingJudge()
    for nugget in case.nuggets:
        note = words("failures.vital" if nugget.vital else "failures.welcome")
        yield Wanted(" / ".join(nugget.alternatives), note, judge.stands(nugget, said))


def _places(asked: Asked, case: Case, words: Words) -> Iterable[Wanted]:
    citations = asked.row.answer.citations if asked.row.answer else ()
    for gold in case.gold:
        part = words("failures.part", n=gold.part) if len(case.parts) > 1 else ""
        note = " · ".join(filter(None, (part, gold.source, gold.section)))
        # a table cell may count though the anchor is not in it: what was marked decides
        quoted = asked.marks.get("gold_cited") == 1.0 or cited_parts(replace(case, gold=(gold,)), citations)
        yield Wanted(gold.anchor, note, bool(quoted))


def _forbidden(asked: Asked, case: Case, words: Words) -> Iterable[Wanted]:
    made = case.claims_forbidden(_said(asked))
    for claim in case.forbidden:
        yield Wanted(" / ".join(claim), "", claim in made)
