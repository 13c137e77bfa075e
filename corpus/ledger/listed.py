"""Lines that list commitments one by one: title, id, year, policy area."""

from __future__ import annotations

from dataclasses import replace

from corpus.ledger.draft import Draft, Naming, Span, Subject
from corpus.ledger.language import language_of
from corpus.ledger.model import Field
from corpus.ledger.profile import Profile
from corpus.model import Document

_FIELDS: tuple[Field, ...] = ("title", "policy_area")


def read_listed(
    text: str, span: Span, document: Document, profile: Profile, plan: Subject
) -> tuple[Naming, list[Draft]] | None:
    """The commitment that the line `text` at `span` lists, with what it says of it; None where it is no such line."""
    for listed in profile.lists:
        match = listed.pattern.match(text)
        if match is None:
            continue
        groups: dict[str, str] = match.groupdict()
        year = int(groups["year"]) if groups.get("year") else plan.year
        cycle = plan.cycle if year == plan.year else str(year or "")
        country = plan.country or groups["id"][:2]
        language = listed.language or language_of(groups["title"], document.metadata.language)
        subject = Subject(country, year, cycle, None, groups["id"].replace("-", ""), groups["title"], language)
        drafts = []
        for field in _FIELDS:
            value = groups.get(field) or ""
            if value.strip():
                here = replace(span, start=span.start + match.start(field), end=span.start + match.end(field))
                drafts.append(Draft(subject, field, value, here, profile.voice))
        return Naming(subject, span), drafts
    return None
