"""Whose words a quotation is, and where it stands: who speaks, on whose word, by way of which document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.views.text import KindLabel
from ui.wording import Wording

if TYPE_CHECKING:
    from assistant.answer import Citation

OF_IRM = ("assessed", "recommended")


def speaker(citation: Citation, texts: Wording) -> str:
    """The voice; where nothing but the file itself says of what kind it is, that it says so."""
    voice = texts.named("voice", citation.voice)
    return texts("answer.claimed", voice=voice) if citation.claimed else voice


def according_to(citation: Citation, texts: Wording, kind_label: KindLabel) -> str:
    """That the words are another document's than the IRM's where they tell what the IRM says; "" elsewhere.

    A plan that writes "the IRM found" is the plan's word of it. A fact sheet names where it has its facts from."""
    from corpus.identity.naming import names_of
    from corpus.kinds import all_kinds
    from corpus.text.normalize import comparable

    known = all_kinds().get(citation.kind)
    if citation.origin or (known is not None and known.voice in OF_IRM):
        return ""
    if citation.voice not in OF_IRM and not names_of("names", "irm").search(comparable(citation.quote)):
        return ""
    document = ", ".join(part for part in (kind_label(citation.kind, texts.language), citation.publisher) if part)
    return texts("answer.according", document=document)


def origin_text(citation: Citation, texts: Wording) -> str:
    """Where a fact sheet has its facts from; in other documents, who is quoted there (the public, say)."""
    speaks = citation.voice == "context" and citation.kind != "fact_sheet"
    origin = texts("answer.origin_claimed", origin=citation.origin) if citation.origin_claimed else citation.origin
    return texts("answer.speaker" if speaks else "answer.origin", origin=origin)


def section_path(citation: Citation) -> tuple[str, ...]:
    """The headings above the quotation, without the document's title, which stands beside them: the title that is
    known of it may be a part of the one it prints, or the other way round."""
    path = citation.section
    if not path:
        return path
    printed, known = (" ".join(text.casefold().split()) for text in (path[0], citation.title))
    return path[1:] if printed.startswith(known) or known.startswith(printed) else path
