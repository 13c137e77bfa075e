"""A number that a question takes for granted and the documents contradict: "the twenty commitments" of a plan that has
thirteen. Only what is sure: of one plan, as many as a document states and the ledger holds, where no document speaks of
as many as the question."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import regex

from assistant.answer import Answer, Statement
from assistant.data import table
from assistant.ledger_answer.row_quote import quoted
from assistant.ledger_answer.scope import Held
from assistant.ledger_answer.totals import plan_totals
from assistant.ledger_query.query import RowsAsked
from assistant.question.entities import understand
from assistant.texts import say
from assistant.verify import verify
from assistant.writing.render import escape
from corpus.ledger import Finding, Ledger, Locator
from corpus.ledger.periods import ordinals, plan_years
from corpus.numerals import numeral_value, spelled_pattern
from corpus.terms import fold
from index.search import Searcher

_MARKER = regex.compile(r"(?<!\\)\[(\d+)\]")  # brackets of a document are escaped
_LONG = 400  # characters of a sentence that is quoted whole


def corrected(answer: Answer, searcher: Searcher, ledger: Ledger | None, question: str) -> Answer:
    """The answer with what the documents say in front, where `question` takes another total for granted."""
    told = contradicted(searcher, ledger, question, answer.language) if ledger else None
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


def contradicted(searcher: Searcher, ledger: Ledger, question: str, language: str) -> tuple[int, Finding] | None:
    """The total that the question names and the finding that gives another one; None where that is not sure."""
    match = _named().search(fold(question))
    number = numeral_value(match.group("number")) if match else None
    if match is None or number is None:
        return None
    numbers, years = ordinals(question), {first for first, *_ in plan_years(question)}
    if len(numbers) > 1 or len(years) > 1:
        return None
    asked = RowsAsked(
        "list",
        plan=True,
        countries=understand(question).countries,
        ordinal=next(iter(numbers), None),
        first_year=next((str(year) for year in years), None),
    )
    documents = {metadata.id: metadata for metadata in searcher.documents().values()}
    scope = Held(ledger, documents, searcher.bridge, language).scope(asked)
    plans = {one.plan for one in scope}
    if len(plans) != 1:
        return None
    plan = next(iter(plans))
    rows = len(scope)
    totals = plan_totals(ledger, plan, rows)
    told = next((one for one in totals if one.value == str(rows)), None)
    # fewer may be some of them: "the three commitments on water"
    whole = number > rows or match.group("whole") is not None
    if told is None or number == rows or not whole or _stands_somewhere(searcher, number):
        return None
    return number, told


def _stands_somewhere(searcher: Searcher, number: int) -> bool:
    """Does any document, of whatever plan, speak of so many commitments?"""
    texts = (fold(text) for found in searcher.content.texts().values() for text in found)
    return any(numeral_value(m.group("number")) == number for text in texts for m in _counted().finditer(text))


@cache
def _named() -> regex.Pattern[str]:
    return _pattern("named")


@cache
def _counted() -> regex.Pattern[str]:
    return _pattern("counted")


def _pattern(name: str) -> regex.Pattern[str]:
    number = rf"(?:\d{{1,3}}|{spelled_pattern(numbering=True)})"
    return regex.compile(table("premise")["total"][name].replace("{number}", number))
