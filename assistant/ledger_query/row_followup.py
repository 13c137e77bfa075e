"""Follow-ups that ask for rows: what was asked before, with what the message puts in its place."""

from __future__ import annotations

from dataclasses import replace

from assistant.ledger_query.grammar import Rest, pattern
from assistant.ledger_query.levels import level_asked
from assistant.ledger_query.query import RowsAsked
from assistant.ledger_query.semantic_parser import rows_asked, unnamed_rows
from corpus.commitments.references import Reference, references
from corpus.text.normalize import fold

_STAND_IN = "XX0001"  # an id of no country, read where the commitment is known by its title only


def rows_after(message: str, before: str) -> RowsAsked | None:
    """What a message asks of the ledger after a question; None where it does not clearly ask for rows.

    "And who led it?" asks of the commitment that the question named; "and how many of them were completed?" of the
    commitments it asked for; "and according to the IRM?", "and in the third plan?", "and the inactive ones?" ask it
    again with another voice, plan or level.
    """
    earlier = rows_asked(before)
    rest = Rest(" ".join(message.split()))
    rest.take(pattern("follow", "opening"))
    left = rest.text
    unnamed = unnamed_rows(left)
    found = _inherited(None if unnamed else rows_asked(left), earlier) or _of_them(left, earlier)
    found = found or _of_it(left, before, earlier) or _again(left, earlier)
    if found or unnamed is None or earlier is None or earlier.kind == "one":
        return found or unnamed
    return replace(unnamed, within=earlier)


def _inherited(asked: RowsAsked | None, earlier: RowsAsked | None) -> RowsAsked | None:
    """With the country and the plan of the question before, where the message names none."""
    if asked is None or earlier is None or asked.countries or asked.ordinal is not None or asked.first_year:
        return asked
    return replace(asked, countries=earlier.countries, ordinal=earlier.ordinal, first_year=earlier.first_year)


def _of_them(message: str, earlier: RowsAsked | None) -> RowsAsked | None:
    """Some of the commitments of the question before."""
    match = pattern("follow", "them").search(fold(message))
    if earlier is None or earlier.kind == "one" or match is None:
        return None
    word = pattern("follow", "spanish").search(fold(message))
    plural = "compromisos" if word else "commitments"
    asked = rows_asked(f"{message[: match.start()]} {plural} {message[match.end() :]}")
    if asked is None or asked.kind == "one":
        return None
    narrower = asked.countries or asked.ordinal is not None or asked.first_year
    return None if narrower else replace(asked, within=earlier)


def _of_it(message: str, before: str, earlier: RowsAsked | None) -> RowsAsked | None:
    """Something else of the commitment of the question before."""
    named = references(before)
    # of a list by subject, "it" is its commitment where that is one
    title = (earlier.named or earlier.topic) if earlier else None
    if references(message) or (len(named) != 1 and not title):
        return None
    rest = Rest(message)
    rest.take(pattern("follow", "it"))
    asked = rows_asked(f"{rest.text} {_name(named[0]) if named else _STAND_IN}")
    if asked is None or asked.kind != "one":
        return None
    if not named:
        asked = replace(asked, references=(), named=title)
    return _inherited(asked, earlier or _scope(before))


def _scope(before: str) -> RowsAsked | None:
    """The country and the plan that a question names which asks for no rows itself."""
    scope = Rest(before).scope()
    return RowsAsked("one", **{**scope, "voices": ()}) if scope else None


def _name(reference: Reference) -> str:
    return reference.id or f"commitment {reference.number}"


def _again(message: str, earlier: RowsAsked | None) -> RowsAsked | None:
    """The question before, with another voice, plan, country or level."""
    if earlier is None:
        return None
    rest = Rest(message)
    scope = rest.scope()
    if scope is None:
        return None
    level = level_asked(rest) if earlier.level else None
    count = earlier.kind == "list" and rest.take(pattern("frame", "count"))
    rest.take(pattern("follow", "them"))
    if rest.words() or not (level or count or any(value for value in scope.values())):
        return None
    asked = replace(earlier, level=level or earlier.level, kind="count" if count else earlier.kind)
    if scope["voices"]:
        asked = replace(asked, voices=scope["voices"])
    if scope["countries"]:
        asked = replace(asked, countries=scope["countries"])
    if scope["ordinal"] is not None or scope["first_year"]:
        asked = replace(asked, ordinal=scope["ordinal"], first_year=scope["first_year"])
    return asked
