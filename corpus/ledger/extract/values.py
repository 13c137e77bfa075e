"""From a run of text that is known to be about one field to findings: what it comes to, and whose word it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import regex

from corpus.ledger.draft import Draft, Span
from corpus.ledger.extract.amounts import amounts, parts_follow, percent_in, scaled
from corpus.ledger.extract.counts import counts
from corpus.ledger.extract.ratings import Source, rating, ratings, verdicts
from corpus.ledger.model import Field
from corpus.ledger.scales import levels_named
from corpus.text.dates import moments
from corpus.text.names import leaders_end, listed_institutions
from corpus.text.sentences import clauses

_RATED_FIELDS = ("completion", "openness", "ambition", "status")
_SHORT_VALUES = (*_RATED_FIELDS, "values", "policy_area", "start", "end", "period", "budget")
_TEXTS = ("objective", "result", "next", "obstacle")
_COUNTED = ("objective", "result")
_NAME = regex.compile(r"\p{Lu}\p{L}+(?: [\p{L}.&-]+){0,5}")
_SHORT = 60  # letters of a date with what stands around it
_LINK = regex.compile(r"\s*https?://\S+$")
_EMPTY = regex.compile(r"[\W_]*(?:n/?a|none|ninguno|no aplica)?[\W_]*", regex.IGNORECASE)


def drafts_of(role: str, span: Span, source: Source) -> list[Draft]:
    """The findings of text[span.start:span.end], which stands under a label of this role; none for roles that the
    ledger has no field for."""
    span = _trimmed(source.text, span)
    words = source.text[span.start : span.end]
    if not words or _EMPTY.fullmatch(words):
        return []
    if role == "milestone":
        return [source.draft("milestone", words, span)] if regex.search(r"\p{L}{3}", words) else []
    if role == "result" and (percent := percent_in(words)) and percent[1:] == (0, len(words)):
        return [source.draft("completion", percent[0], span)]  # a column "Progress" of which the cells are figures
    if role == "budget":
        sums = amounts(words)
        one = len(sums) == 1 or parts_follow(words, sums)
        return [source.draft("budget", scaled(sums[0], span.column).told if one else words, span)]
    if role in _TEXTS:
        made = [source.draft(cast(Field, role), words, span)]
        return made + (list(_counts(role, span, source)) if role in _COUNTED else [])
    if role in ("lead", "participants"):
        counted = _counts("participants", span, source) if role == "participants" else ()
        return [*_institutions(role, span, source), *counted]
    if role in _RATED_FIELDS:
        return rating(role, span, source)
    if role == "values":
        named = levels_named("values", words)
        return [source.draft("values", "; ".join(level.key for level in named), span)] if named else []
    if role == "verdict":
        return list(verdicts(span, source))
    if role in ("start", "end", "period"):
        return list(_dates(role, span, source))
    if role == "policy_area":
        areas = [area.strip() for area in regex.split(r"[,;]\s+", words) if area.strip()]
        return [source.draft("policy_area", "; ".join(areas), span)]
    return []


def told_under(role: str, span: Span, source: Source, *, rates_in_text: bool) -> Iterator[Draft]:
    """The findings of running text under a label. `rates_in_text`: sentences of results may give a level outright."""
    if role in _SHORT_VALUES:
        words = source.text[span.start : span.end].rstrip()
        span = replace(span, end=span.start + len(words.removesuffix(".")))
    yield from drafts_of(role, span, source)
    if role == "result" and rates_in_text:
        for start, end in clauses(source.text, span.start, span.end):
            for draft in ratings(replace(span, start=start, end=end), source):
                if draft.field in ("completion", "openness"):
                    yield draft


def _counts(role: str, span: Span, source: Source) -> Iterator[Draft]:
    for start, end in clauses(source.text, span.start, span.end):
        for count in counts(source.text[start:end]):
            here = replace(span, start=start + count.start, end=start + count.end)
            yield replace(source.draft("count", count.number, here), about=count.about, context=role)


def _institutions(role: str, span: Span, source: Source) -> Iterator[Draft]:
    words = source.text[span.start : span.end]
    cut, on = leaders_end(words) if role == "lead" else (len(words), len(words))
    named = listed_institutions(words[:cut], source.directory)
    if named:
        yield source.draft(cast(Field, role), "; ".join(named), replace(span, end=span.start + cut))
    elif role == "lead" and _NAME.fullmatch(words.strip(" .")):
        # under such a label a short name is one, though no list of institutions knows it
        yield source.draft("lead", words.strip(" ."), replace(span, end=span.start + len(words.rstrip(" ."))))
    helping = listed_institutions(words[on:], source.directory)
    if helping:
        on += len(words[on:]) - len(words[on:].lstrip())
        yield source.draft("participants", "; ".join(helping), replace(span, start=span.start + on))


def _dates(role: str, span: Span, source: Source) -> Iterator[Draft]:
    words = source.text[span.start : span.end]
    found = moments(words)
    years = regex.fullmatch(r"\D*((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)\d\d)\D*", words)
    if years and role == "period":
        for field, group in (("start", 1), ("end", 2)):
            yield source.draft(cast(Field, field), years.group(group), span)
    elif role == "period":
        for field, moment in zip(("start", "end"), (found[:1] + found[-1:]) if len(found) > 1 else (), strict=False):
            here = replace(span, start=span.start + moment.start, end=span.start + moment.end)
            yield source.draft(cast(Field, field), moment.iso, here)
        if len(found) == 1 and len(words) <= _SHORT:  # "Plazo: 15 de octubre de 2024" tells the end alone
            yield source.draft("end", found[0].iso, span)
    else:
        # a sentence that names a date ("a first version by 2017") does not thereby date the commitment
        dated = len(found) == 1 and len(words) <= _SHORT
        yield source.draft(cast(Field, role), found[0].iso if dated else words, span)


def _trimmed(text: str, span: Span) -> Span:
    """The span without blank ends and without a link behind its words."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    words = words.strip()
    link = _LINK.search(words)
    if link and link.start():
        words = words[: link.start()]
    return replace(span, start=start, end=start + len(words.rstrip()))
