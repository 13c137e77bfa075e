"""A number that a question takes for granted and the documents contradict: "the twenty commitments" of a plan that has
thirteen. Only what is sure: of one plan, as many as a document states and the ledger holds, where no document speaks of
as many as the question."""

from __future__ import annotations

from dataclasses import replace

import regex

from assistant.answer import Answer, Statement
from assistant.ledger_answer.row_citations import quoted
from assistant.ledger_answer.scope import Held
from assistant.ledger_answer.totals import plan_totals
from assistant.ledger_query.query import RowsAsked
from assistant.question.plans import totals_counted
from assistant.question.question import Question
from assistant.texts import say
from assistant.verification.verify import verify
from assistant.writing.render import escape
from corpus.ledger import Finding, Ledger, Locator
from index.search import Searcher

_MARKER = regex.compile(r"(?<!\\)\[(\d+)\]")  # brackets of a document are escaped
_LONG = 400  # characters of a sentence that is quoted whole


def corrected(answer: Answer, searcher: Searcher, ledger: Ledger | None, question: Question) -> Answer:
    """The answer with what the documents say in front, where `question` takes another total for granted."""
    told = contradicted(searcher, ledger, question) if ledger else None
    if told is None:
        return answer
    number, finding = told
    citation = replace(quoted(searcher, _sentence(searcher, finding.at), finding.voice, answer.language), number=1)
    text = " ".join((citation.translation or citation.quote).split())
    statement = Statement(text, (1,), finding.voice, citation.translation is not None)
    if not verify(searcher, [statement], [citation])[0]:
        return answer
    answer = _renumbered(answer)  # sources are numbered as they are read
    intro = say("premise.commitments", answer.language, number=number)
    return replace(
        answer,
        text=f"{intro}\n\n- {escape(text)} [1]\n\n{answer.text}",
        statements=(statement, *answer.statements),
        citations=(citation, *answer.citations),
    )


def _sentence(searcher: Searcher, at: Locator) -> Locator:
    """The sentence or cell that holds the run: "13 commitments" alone says little."""
    rows = searcher.content.passages_of_document(searcher.content.number(at.document))
    units = searcher.content.units_of(rows)
    holding = [one for one in units if one.start <= at.start and at.end <= one.end and one.end - one.start <= _LONG]
    best = max(holding, key=lambda one: one.end - one.start, default=None)
    return replace(at, start=best.start, end=best.end) if best else at


def _renumbered(answer: Answer) -> Answer:
    """The answer with room for one citation before its own."""
    return replace(
        answer,
        text=_MARKER.sub(lambda match: f"[{int(match.group(1)) + 1}]", answer.text),
        statements=tuple(replace(one, citations=tuple(n + 1 for n in one.citations)) for one in answer.statements),
        citations=tuple(replace(one, number=one.number + 1) for one in answer.citations),
        conflicts=tuple(
            replace(one, sides=tuple(replace(side, citation=side.citation + 1) for side in one.sides))
            for one in answer.conflicts
        ),
    )


def contradicted(searcher: Searcher, ledger: Ledger, question: Question) -> tuple[int, Finding] | None:
    """The total that the question names and the finding that gives another one; None where that is not sure."""
    total, plan = question.total, question.plan
    if total is None or len(plan.numbers) > 1 or len(plan.first_years) > 1:
        return None
    number = total.number
    asked = RowsAsked(
        "list",
        plan=True,
        countries=question.countries,
        ordinal=next(iter(plan.numbers), None),
        first_year=next((str(year) for year in plan.first_years), None),
    )
    documents = {metadata.id: metadata for metadata in searcher.documents().values()}
    scope = Held(ledger, documents, searcher.bridge, question.language).scope(asked)
    plans = {one.plan for one in scope}
    if len(plans) != 1:
        return None
    rows = len(scope)
    totals = plan_totals(ledger, plans.pop(), rows)
    told = next((one for one in totals if one.value == str(rows)), None)
    # fewer may be some of them: "the three commitments on water"
    whole = number > rows or total.whole
    if told is None or number == rows or not whole or _stands_somewhere(searcher, number):
        return None
    return number, told


def _stands_somewhere(searcher: Searcher, number: int) -> bool:
    """Does any document, of whatever plan, speak of so many commitments?"""
    return any(number in totals_counted(text) for found in searcher.content.texts().values() for text in found)
