"""Do the quotations support the statements, and is the gold among them? Citation recall and precision as in ALCE.

Tianyu Gao, Howard Yen, Jiatong Yu and Danqi Chen, "Enabling Large Language Models to Generate Text with Citations",
EMNLP 2023, section 4.2. There an entailment model says whether passages support a statement; here the gold does:

- a statement that cites nothing is not supported;
- one in which nuggets of the case stand, vital or not, is supported when each of them also stands in a quotation it
  cites, or in the machine translation of one;
- one in which none does is supported when a quotation it cites is a gold place.

So a true statement beside the point counts as not supported: it does not help to answer the question.

Also: is every quotation an exact run of its document, has every statement one, and does a quotation stand in the
table row of a gold place? A row says one thing in several cells. Who quotes the whole cell "Complete" of the right row
has found the place, however few words that is and in whichever cell the anchor stands: what the cell says is for the
nuggets to judge. A sentence out of a longer cell must hold the anchor itself, as in running text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from corpus.model import Document
from corpus.text.normalize import squeeze
from evals.cases import Case, Gold, Nugget
from evals.metrics.judge import Judge

SameRow = Callable[[Gold, Citation], bool]


def no_rows(gold: Gold, citation: Citation) -> bool:
    """For whom no documents are at hand: no two places share a row."""
    return False


class Rows:
    """The table rows of a library's documents."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.metadata.source: document for document in documents}
        self._spans: dict[Gold, frozenset[tuple[int, int]]] = {}

    def share(self, gold: Gold, citation: Citation) -> bool:
        """Whether the quotation is a whole cell of a row of the gold's document that holds the anchor."""
        if citation.source != gold.source or not citation.quote:
            return False
        if gold not in self._spans:
            self._spans[gold] = frozenset(self._cells_beside(gold))
        return (citation.start, citation.end) in self._spans[gold]

    def _cells_beside(self, gold: Gold) -> Iterable[tuple[int, int]]:
        document = self._documents.get(gold.source)
        anchor = squeeze(gold.anchor)
        if document is None:
            return
        for block in document.blocks:
            if block.kind == "table_row" and anchor in squeeze(document.text[block.start : block.end]):
                yield from ((cell.start, cell.end) for cell in block.cells)


def quoted_share(answer: Answer, exact: Callable[[Citation], bool]) -> tuple[int, float | None]:
    """(statements without a quotation, share of the quotations that are exact; None where nothing was quoted).

    A given answer without a statement counts as one without a quotation. `exact` says whether a quotation is what its
    document holds, as `is_exact` does. A citation that only names a place (an address, say) is no quotation.
    """
    quoted = [citation for citation in answer.citations if citation.quote.strip()]
    numbers = {citation.number for citation in quoted}
    bare = sum(not s.citations or not numbers.issuperset(s.citations) for s in answer.statements)
    empty = answer.status in {"answered", "partial"} and not answer.statements
    return bare + empty, sum(map(exact, quoted)) / len(quoted) if quoted else None


def is_exact(citation: Citation, documents: Mapping[str, Document]) -> bool:
    """Whether the quotation is, to the character, what its document holds at its place.

    `documents` by id, read afresh from the library: what an index keeps of them proves nothing.
    """
    document = documents.get(citation.document)
    if document is None or document.metadata.source != citation.source or not citation.quote.strip():
        return False
    return document.text[citation.start : citation.end] == citation.quote


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
    where `same_row` (`Rows.share`) knows of rows.
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
