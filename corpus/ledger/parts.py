"""Parts of a document: the one that lists its commitments, and headings with the fields of a commitment below them."""

from __future__ import annotations

import regex

from corpus.ledger.profile import Profile
from corpus.model import Document

_FIELDS_BELOW = frozenset(
    {"objective", "lead", "participants", "completion", "openness", "ambition", "values", "status"}
)
_NAMING = frozenset({"commitment", "id", "short_title", "title"})


def commitments_scope(document: Document, profile: Profile, numbered: set[int]) -> tuple[int, int, int] | None:
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


def fields_below(document: Document, profile: Profile, at: int) -> bool:
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


def rows_name_commitments(document: Document, profile: Profile, start: int, end: int) -> bool:
    """Whether a column of a table among blocks[start:end] holds the names of commitments."""
    headers = {cell.header for block in document.blocks[start:end] for cell in block.cells if cell.header}
    return any(profile.role_of(header) in _NAMING for header in headers)
