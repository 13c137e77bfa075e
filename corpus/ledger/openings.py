"""Where a document begins to speak of a commitment: headings, row labels, lines that name one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import regex

from corpus.ledger.profile import Profile
from corpus.model import Document

_FIELDS_BELOW = frozenset(
    {"objective", "lead", "participants", "completion", "openness", "ambition", "values", "status"}
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A commitment named in a run of text; `title` is the span of its title in the document."""

    number: int | None
    id: str | None
    title: tuple[int, int] | None


def named(text: str, start: int, end: int, profile: Profile, *, numbered: bool) -> Opening | None:
    """The commitment that text[start:end] names as a heading or label would; None where it names none."""
    piece = text[start:end]
    for pattern in (*profile.explicit, *(profile.numbers if numbered else ())):
        match = pattern.search(piece)
        if match:
            groups = match.groupdict()
            id = (groups.get("id") or "").replace("-", "").upper() or None
            title = match.span("title") if groups.get("title") else None
            return Opening(int(groups["number"]) if groups.get("number") else None, id, _trimmed(text, start, title))
    return None


def _trimmed(text: str, start: int, title: tuple[int, int] | None) -> tuple[int, int] | None:
    """The title in document offsets, without a full stop, quotation marks or a dash at its ends."""
    if title is None:
        return None
    piece = text[start + title[0] : start + title[1]]
    bare = piece.strip(' .:;,–—-"“”«»')
    if piece.endswith(".") and regex.search(r"(?:\p{Lu}\.)+$|\.\p{L}+\.$", piece):  # "A.C."
        bare = piece.strip(' :;,–—-"“”«»')
    if not bare:
        return None
    left = start + title[0] + piece.index(bare)
    return left, left + len(bare)


def heading_openings(document: Document, profile: Profile) -> dict[int, Opening]:
    """Block number → the commitment its heading opens.

    "Compromiso 7: …" and "… (MX0081)" always do. "7. Title" does only in a document that has no such headings, and
    only below (or after) the heading of its commitments, or where fields of a commitment stand below it: chapters
    are numbered too.
    """
    text, blocks = document.text, document.blocks
    headings = [at for at, block in enumerate(blocks) if block.kind == "heading"]
    explicit = {
        at: opening
        for at in headings
        if (opening := named(text, blocks[at].start, blocks[at].end, profile, numbered=False))
    }
    if explicit or not profile.numbered:
        return explicit
    found: dict[int, Opening] = {}
    for at in headings:
        opening = named(text, blocks[at].start, blocks[at].end, profile, numbered=True)
        if opening and opening.title:
            found[at] = opening
    levels = Counter(blocks[at].level for at in found)
    scope = _commitments_scope(document, profile, set(found))
    kept = {
        at: opening
        for at, opening in found.items()
        if (scope and scope[0] < at < scope[1] and blocks[at].level >= scope[2]) or _fields_below(document, profile, at)
    }
    for level in levels:
        series = {at: opening for at, opening in kept.items() if blocks[at].level == level}
        if len(series) == len({opening.number for opening in series.values()}):
            continue
        # Numbers that begin again (under each theme, or in each chapter) are not those of the plan: what has the
        # fields of a commitment below it goes by its title, the rest is something else.
        for at, opening in series.items():
            del kept[at]
            if _fields_below(document, profile, at):
                kept[at] = replace(opening, number=None)
    return dict(sorted(kept.items()))


def _commitments_scope(document: Document, profile: Profile, numbered: set[int]) -> tuple[int, int, int] | None:
    """(block, end block, level) of the part that lists the commitments. Where its heading is one of a numbered series
    of chapters, only deeper headings are commitments."""
    blocks = document.blocks
    for at, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        heading = document.text[block.start : block.end]
        if profile.role_of(heading) not in ("commitments", "commitment"):
            continue
        level = block.level + 1 if at in numbered or regex.match(r"\W*\d", heading) else block.level
        end = next(
            (n for n in range(at + 1, len(blocks)) if blocks[n].kind == "heading" and blocks[n].level < block.level),
            len(blocks),
        )
        return at, end, level
    return None


def _fields_below(document: Document, profile: Profile, at: int) -> bool:
    """Whether labels of at least two fields stand between this heading and the next of its level."""
    blocks = document.blocks
    roles = set()
    for block in blocks[at + 1 :]:
        if block.kind == "heading" and block.level <= blocks[at].level:
            break
        label = document.text[block.cells[0].start : block.cells[0].end] if block.cells else ""
        if not label:
            label = document.text[block.start : block.end].partition(":")[0]
        roles.add(profile.role_of(label) or "")
    return len(roles & _FIELDS_BELOW) >= 2
