"""Where a document begins to speak of a commitment: headings that name one, by its number, its id or its place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import regex

from corpus.ledger.extract.profile import Profile
from corpus.model import Document
from corpus.text.numbers import numeral_value


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
            return Opening(numeral_value(groups.get("number") or ""), id, _trimmed(text, start, title))
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
        if opening and opening.title and not _lists_them(document, profile, at):
            found[at] = opening
    chapter = _numbered_chapter(document, profile)
    found = {at: opening for at, opening in found.items() if blocks[at].level > chapter}
    levels = Counter(blocks[at].level for at in found)
    scope = commitments_scope(document, profile, set(found))
    kept = {
        at: opening
        for at, opening in found.items()
        if (scope and scope[0] < at < scope[1] and blocks[at].level >= scope[2]) or fields_below(document, profile, at)
    }
    for level in levels:
        _renumber(kept, [at for at in kept if blocks[at].level == level], document, profile)
    return dict(sorted((kept or _chaptered(document, profile)).items()))


def _renumber(kept: dict[int, Opening], series: list[int], document: Document, profile: Profile) -> None:
    """Where numbers of one level begin again (under each theme, or in each chapter) they are not those of the plan:
    what has the fields of a commitment below it goes by its title, the rest is something else and is taken out."""
    if len(series) == len({kept[at].number for at in series}):
        return
    for at in series:
        opening = kept.pop(at)
        if fields_below(document, profile, at):
            kept[at] = replace(opening, number=None)


def _numbered_chapter(document: Document, profile: Profile) -> int:
    """The level of a heading "4. Commitments", 0 where there is none: what else is numbered at its level are chapters,
    whatever stands below them."""
    for at, block in enumerate(document.blocks):
        numbered = regex.match(r"\W*\d", document.text[block.start : block.end]) is not None
        if block.kind == "heading" and numbered and _lists_them(document, profile, at):
            return block.level
    return 0


def _lists_them(document: Document, profile: Profile, at: int) -> bool:
    """Whether a heading is that of the commitments."""
    block = document.blocks[at]
    return profile.role_of(document.text[block.start : block.end]) in ("commitments", "commitment")


def _chaptered(document: Document, profile: Profile) -> dict[int, Opening]:
    """Block number → the commitment of a heading "2.1 Title", in a document that numbers them by chapter and place;
    which number the plan gives them nobody says.

    The chapter of the commitments holds nothing else at that level but general sections, and no table of commitments;
    anywhere else, and where such headings stand below each other, fields of a commitment must stand below.
    """
    text, blocks = document.text, document.blocks
    found: dict[int, Opening] = {}
    for at, block in enumerate(blocks):
        match = profile.chaptered.match(text[block.start : block.end]) if block.kind == "heading" else None
        if match and profile.role_of(match.group("title")) is None and not profile.is_general(match.group("title")):
            found[at] = Opening(None, None, _trimmed(text, block.start, match.span("title")))
    scope = commitments_scope(document, profile, set())
    if scope:
        start, level = scope[0], blocks[scope[0]].level
        ends = (at for at in range(start + 1, len(blocks)) if 0 < blocks[at].level <= level)
        end = next(ends, len(blocks))
        inside = {at: one for at, one in found.items() if start < at < end}
        one_level = len({blocks[at].level for at in inside}) == 1
        if len(inside) > 1 and one_level and not rows_name_commitments(document, profile, start, end):
            return inside
    return {
        at: one
        for at, one in found.items()
        if one.title and fields_below(document, profile, at) and not _holds_another(document, found, at)
    }


def _holds_another(document: Document, found: dict[int, Opening], at: int) -> bool:
    following = next((other for other in sorted(found) if other > at), None)
    return following is not None and document.blocks[following].level > document.blocks[at].level


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
