"""What must hold of every answer, checked after composing, for every composer.

A statement stays only if it has a citation, every citation's quote is the run of the document it says it is, and every
figure and OGP id of the statement stands in its quotations. Words, names
among them, are not checked: the extractive composer's statements are the quotations themselves or their translation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from assistant.answer import Citation, Statement
from index.search import Searcher

_NUMBER = regex.compile(r"\d+(?:[.,:/]\d+)*")
_ID = regex.compile(r"(?<!\w)[A-Z]{2,3}\d{4}(?!\w)")


def exact(searcher: Searcher, citation: Citation) -> bool:
    """Is the quotation, to the character, what stands at its place in the document?"""
    try:
        number = searcher.content.number(citation.document)
    except KeyError:
        return False
    run = searcher.content.run(number, citation.start, citation.end)
    return bool(citation.quote.strip()) and run == citation.quote


def supported(statement: Statement, citations: Sequence[Citation]) -> bool:
    """Do the statement's numbers and ids stand in its quotations (or in the quoted row's label)?"""
    quotes = " ".join(citation.quote for citation in citations)
    numbers = set(_NUMBER.findall(quotes))
    ids = set(_ID.findall(quotes))
    return set(_NUMBER.findall(statement.text)) <= numbers and set(_ID.findall(statement.text)) <= ids


def verify(
    searcher: Searcher, statements: Sequence[Statement], citations: Sequence[Citation]
) -> tuple[list[Statement], list[Citation]]:
    """What stands up, with citations numbered anew from 1 in order of use."""
    good = {citation.number: citation for citation in citations if exact(searcher, citation)}
    kept = [
        statement
        for statement in statements
        if statement.citations
        and all(number in good for number in statement.citations)
        and supported(statement, [good[number] for number in statement.citations])
    ]
    used = dict.fromkeys(number for statement in kept for number in statement.citations)
    new = {old: position for position, old in enumerate(used, start=1)}
    renumbered = [
        replace(statement, citations=tuple(new[number] for number in statement.citations)) for statement in kept
    ]
    return renumbered, [replace(good[old], number=number) for old, number in new.items()]
