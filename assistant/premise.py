"""A number that a question takes for granted and the documents contradict: "the twenty commitments" of a plan that has
thirteen. Only what is sure: of one plan, as many as a document states and the ledger holds, where no document speaks of
as many as the question."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files

import regex

from assistant.answer import Answer, Statement
from assistant.ledger_quote import quoted
from assistant.ledger_stated import plan_totals
from assistant.question import understand
from assistant.render import escape
from assistant.texts import say
from assistant.verify import verify
from corpus.ledger import Finding, Ledger
from corpus.ledger.periods import ordinals, plan_years
from corpus.numerals import LANGUAGES, numeral_value, spelled_pattern
from corpus.terms import fold
from index.search import Searcher


def corrected(answer: Answer, searcher: Searcher, ledger: Ledger | None, question: str) -> Answer:
    """The answer with what the documents say in front, where `question` takes another total for granted."""
    told = contradicted(searcher, ledger, question) if ledger else None
    if told is None:
        return answer
    number, finding = told
    citation = replace(quoted(searcher, finding.at, finding.voice, answer.language), number=len(answer.citations) + 1)
    text = " ".join((citation.translation or citation.quote).split())
    statement = Statement(text, (citation.number,), finding.voice, citation.translation is not None)
    if not verify(searcher, [statement], [citation])[0]:
        return answer
    intro = say("premise.commitments", answer.language, number=number)
    return replace(
        answer,
        text=f"{intro}\n\n- {escape(text)} [{citation.number}]\n\n{answer.text}",
        statements=(*answer.statements, statement),
        citations=(*answer.citations, citation),
    )


def contradicted(searcher: Searcher, ledger: Ledger, question: str) -> tuple[int, Finding] | None:
    """The total that the question names and the finding that gives another one; None where that is not sure."""
    match = _named().search(fold(question))
    number = numeral_value(match.group("number")) if match else None
    if match is None or number is None:
        return None
    asked = understand(question)
    plans = {(one.country, one.cycle) for one in ledger.commitments.values()}
    if asked.countries:
        plans = {plan for plan in plans if plan[0] in asked.countries}
    if len(plans) != 1 or not _the_one(question, next(iter(plans))[1], searcher):
        return None
    plan = next(iter(plans))
    rows = sum((one.country, one.cycle) == plan for one in ledger.commitments.values())
    totals = plan_totals(ledger, *plan, rows)
    told = next((one for one in totals if one.value == str(rows)), None)
    # fewer may be some of them: "the three commitments on water"
    whole = number > rows or match.group("whole") is not None
    if told is None or number == rows or not whole or _stands_somewhere(searcher, number):
        return None
    return number, told


def _stands_somewhere(searcher: Searcher, number: int) -> bool:
    """Does any document, of whatever plan, speak of so many commitments?"""
    texts = (fold(text) for found in searcher.content.sides().values() for text in found)
    return any(numeral_value(m.group("number")) == number for text in texts for m in _counted().finditer(text))


def _the_one(question: str, cycle: str, searcher: Searcher) -> bool:
    """Does the question name no plan, or none but the one of that period?"""
    if any(str(first) != cycle[:4] for first, *_ in plan_years(question)):
        return False
    told = {number for metadata in searcher.documents().values() for number in ordinals(metadata.title)}
    return ordinals(question) <= told


@cache
def _named() -> regex.Pattern[str]:
    return _pattern("named")


@cache
def _counted() -> regex.Pattern[str]:
    return _pattern("counted")


def _pattern(name: str) -> regex.Pattern[str]:
    data = tomllib.loads((files("assistant") / "premise.toml").read_text(encoding="utf-8"))
    spelled = "|".join(spelled_pattern(language, numbering=True) for language in LANGUAGES)
    return regex.compile(data["total"][name].replace("{number}", rf"(?:\d{{1,3}}|{spelled})"))
