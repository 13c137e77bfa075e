"""Do the quotations support the statements, and is the gold among them? Citation recall and precision as in ALCE.

Tianyu Gao, Howard Yen, Jiatong Yu and Danqi Chen, "Enabling Large Language Models to Generate Text with Citations",
EMNLP 2023, section 4.2. There an entailment model says whether passages support a statement; here the gold does:

- a statement that cites nothing is not supported;
- one in which nuggets of the case stand, vital or not, is supported when each of them also stands in a quotation it
  cites, or in the machine translation of one;
- one in which none does is supported when a quotation it cites is a gold place.

So a true statement beside the point counts as not supported: it does not help to answer the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from corpus.text.normalize import squeeze
from evals.cases import Case, Gold, Nugget
from evals.metrics.judge import Judge
from evals.metrics.rows import SameRow, no_rows

SHORT = 20  # a quotation of so few characters may stand inside an anchor by chance ("2019", "el plan")


@dataclass(frozen=True, slots=True)
class CitationScores:
    """`recall`: supported statements; `precision`: citations that do their statement some good. Each from 0 to 1."""

    recall: float
    precision: float


def citation_scores(case: Case, answer: Answer, judge: Judge, same_row: SameRow = no_rows) -> CitationScores | None:
    """None without statements. As in ALCE, statements of which none cites anything have a precision of 0.

    A citation is precise when its statement is supported and either the citation alone supports it, or the statement's
    other citations without it do not. One whose number no citation bears supports nothing.
    """
    if not answer.statements:
        return None
    by_number = {citation.number: citation for citation in answer.citations}
    supported = pairs = precise = 0
    for statement in answer.statements:
        cited = [by_number.get(number) for number in dict.fromkeys(statement.citations)]
        said = tuple(nugget for nugget in case.nuggets if judge.stands(nugget, statement.text))
        support = _Support(case, said, judge, same_row)
        pairs += len(cited)
        if support.given_by(cited):
            supported += 1
            precise += sum(
                support.given_by([one]) or not support.given_by(cited[:n] + cited[n + 1 :])
                for n, one in enumerate(cited)
            )
    return CitationScores(supported / len(answer.statements), precise / pairs if pairs else 0.0)


@dataclass(frozen=True, slots=True)
class _Support:
    """What a statement needs of its quotations; `nuggets` are those that stand in it."""

    case: Case
    nuggets: tuple[Nugget, ...]
    judge: Judge
    same_row: SameRow

    def given_by(self, cited: Sequence[Citation | None]) -> bool:
        known = [citation for citation in cited if citation is not None]
        if not self.nuggets:
            return bool(cited_parts(self.case, known, self.same_row))
        quoted = [text for citation in known for text in (citation.quote, citation.translation) if text]
        return all(any(self.judge.stands(nugget, text) for text in quoted) for nugget in self.nuggets)


def cited_parts(case: Case, citations: Iterable[Citation], same_row: SameRow = no_rows) -> frozenset[int]:
    """The parts of the case's gold that stand in these quotations.

    A part does where a quotation of its document holds the anchor, or lies wholly inside it and is longer than 20
    characters: who quotes half of the very words has found the place. So has who quotes another cell of its table row,
    where `same_row` (`evals.metrics.rows`) knows of rows.
    """
    quoted = list(citations)
    return frozenset(
        gold.part
        for gold in case.gold
        if any(_holds(citation, gold) or same_row(gold, citation) for citation in quoted)
    )


def _holds(citation: Citation, gold: Gold) -> bool:
    if gold.is_in(citation.source, citation.quote):
        return True
    quote = squeeze(citation.quote)
    return citation.source == gold.source and len(quote) > SHORT and quote in squeeze(gold.anchor)


def gold_cited(case: Case, answer: Answer, same_row: SameRow = no_rows) -> float:
    """The share of the case's parts that stand in the answer's quotations. Errors: ValueError for a case without."""
    if not case.parts:
        raise ValueError(f"{case.id} has no gold places")
    return len(cited_parts(case, answer.citations, same_row)) / len(case.parts)
