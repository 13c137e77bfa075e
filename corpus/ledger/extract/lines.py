"""Lines that name a commitment, and lines of label and value: "Lead Institution: …", "Completion: Limited."."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import regex

from corpus.data import table
from corpus.ledger.draft import Span
from corpus.ledger.extract.amounts import percent_in
from corpus.ledger.extract.openings import Opening, named, rows_name_commitments
from corpus.ledger.extract.profile import Profile
from corpus.model import Block, Document
from corpus.text.normalize import any_of, fitting, fold
from corpus.text.sentences import clauses

_LONG = 220  # characters of a line; what is longer is running text
_TITLE_WORDS = 25
_PAGE = regex.compile(r"(?:\s*[.·…_]{3,}\s*|\s*\t\s*|\s{3,})\d{1,3}\s*$")  # of a list of contents
_JOINT = regex.compile(r"\s*[:;(]\s*|\s+[–—-]\s+")
_REMARK = regex.compile(r"\s*[(,;\[]|\s+[–—-]\s")  # behind how far it is: "40 % complete (amber)"


@dataclass(frozen=True, slots=True)
class Line:
    """A block that names a commitment; `percent` is how far it says that it is, with its span in the document. `opens`:
    what stands below is about this commitment."""

    opening: Opening
    percent: tuple[str, int, int] | None = None
    opens: bool = False


def named_lines(document: Document, profile: Profile, headed: Mapping[int, Opening]) -> dict[int, Line]:
    """Block number → the commitment that its line names. `headed` are those that headings open: lines give these no
    other title."""
    numbers = {opening.number for opening in headed.values()}
    found = dict(_explicit(document, profile))
    kept = {}
    for at, line in found.items():
        beside = document.blocks[at].kind == "list_item" or at - 1 in found or at + 1 in found
        if line.opening.number in numbers:
            if line.percent:
                kept[at] = replace(line, opening=replace(line.opening, title=None), opens=False)
        elif line.percent or line.opens or beside:
            kept[at] = line
    if not kept and not headed and profile.numbered:
        kept = dict(_numbered(document, profile))
    return kept


def _explicit(document: Document, profile: Profile) -> Iterator[tuple[int, Line]]:
    """Lines that begin with the word for a commitment and its number."""
    text = document.text
    for at, block in enumerate(document.blocks):
        end = block.end - _page(text[block.start : block.end])
        words = text[block.start : end]
        if block.kind not in ("list_item", "paragraph") or len(words) > _LONG or "\n" in words:
            continue
        percent = _progress(words)
        opening = named(
            text, block.start, block.start + (percent[3] if percent else len(words)), profile, numbered=False
        )
        if opening is None or opening.number is None or not (percent or _is_title(text, opening)):
            continue
        told = (percent[0], block.start + percent[1], block.start + percent[2]) if percent else None
        yield at, Line(opening, told, not percent and _fields_follow(document, profile, at))


def _page(words: str) -> int:
    """How many characters at the end of a line are leaders and the number of a page."""
    match = _PAGE.search(words)
    return len(words) - match.start() if match else 0


def _is_title(text: str, opening: Opening) -> bool:
    if opening.title is None:
        return False
    title = text[slice(*opening.title)]
    return not title[0].islower() and len(title.split()) <= _TITLE_WORDS and len(clauses(title, 0, len(title))) == 1


def _fields_follow(document: Document, profile: Profile, at: int) -> bool:
    after = document.blocks[at + 1 : at + 2]
    return any(labelled(document.text[block.start : block.end], profile) for block in after)


def _progress(words: str) -> tuple[str, int, int, int] | None:
    """(per cent, its start, its end, where the name before it ends) where the line ends with how far something is.
    "Reduce poverty by 20 %" is a title and tells nothing."""
    percent = percent_in(words)
    if percent is None:
        return None
    value, start, end = percent
    joints = list(_JOINT.finditer(words, 0, start))
    before = fold(words[joints[-1].end() : start]).strip() if joints else fold(words)
    behind = fold(_REMARK.split(words[end:])[0]).strip(" .);")
    of_progress = bool(behind) and _is_progress(behind)
    if not (of_progress or (not behind and (not before or _is_progress(before)))):
        return None
    # of "Compromiso 2: Agua 80 % de avance" the joint stands before the title
    name_end = joints[-1].start() if len(joints) > 1 or (joints and not before) else start
    if before and not _is_progress(before):
        name_end = start
    return value, start, end, len(words[:name_end].rstrip(" :;,(–—-"))


def _is_progress(words: str) -> bool:
    return _progress_words().fullmatch(words) is not None


@cache
def _progress_words() -> regex.Pattern[str]:
    return fitting(table("corpus.ledger", "mentions")["progress"])


def _numbered(document: Document, profile: Profile) -> Iterator[tuple[int, Line]]:
    """Items "1. Title", "2. Title" … of the list that the heading of the commitments, or a sentence, introduces."""
    text, blocks = document.text, document.blocks
    if rows_name_commitments(document, profile, 0, len(blocks)):
        return
    at = 0
    while at < len(blocks):
        run = _run(text, blocks, at, profile)
        if len(run) > 1 and _introduced(text, blocks, at, profile):
            for place, opening in enumerate(run, start=at):
                yield place, Line(opening)
            return
        at += max(1, len(run))


def _run(text: str, blocks: tuple[Block, ...], at: int, profile: Profile) -> list[Opening]:
    """The items from there on, as far as they count from one up and are titles."""
    found: list[Opening] = []
    for block in blocks[at:]:
        if block.kind not in ("list_item", "paragraph"):
            break
        end = block.end - _page(text[block.start : block.end])
        opening = named(text, block.start, end, profile, numbered=True)
        if opening is None or opening.number != len(found) + 1 or not _is_title(text, opening):
            break
        found.append(opening)
    return found


def _introduced(text: str, blocks: tuple[Block, ...], at: int, profile: Profile) -> bool:
    """Whether what stands above says that the list is of commitments: a sentence that ends in a colon right above it,
    else the heading."""
    if at and blocks[at - 1].kind == "paragraph":
        above = fold(text[blocks[at - 1].start : blocks[at - 1].end]).strip()
        if above.endswith(":"):
            return any_of(table("corpus.ledger", "mentions")["introduces"], whole_words=False).search(above) is not None
    heading = next((block for block in reversed(blocks[:at]) if block.kind == "heading"), None)
    return heading is not None and profile.role_of(text[heading.start : heading.end]) in ("commitments", "commitment")


_KEY = regex.compile(
    r"(?:^|(?<=[.;]\s)|(?<=\n))(?P<label>[^\n\t:.;]{2,60}(?:\([^)\n]{1,40}\))?)(?:\s?:|(?<=\?))\s+(?=\S)"
)


def labelled(text: str, profile: Profile) -> list[tuple[str, int, int, str]]:
    """(role, start, end, label) of the pairs of a block, start and end those of the value; [] where the block does not
    begin with a label that the profile knows."""
    keys = [(match, role) for match in _KEY.finditer(text) if (role := profile.role_of(match.group("label")))]
    if not keys or keys[0][0].start() != 0:
        return []
    ends = [match.start() for match, _ in keys[1:]] + [len(text)]
    return [(role, match.end(), end, match.group("label")) for (match, role), end in zip(keys, ends, strict=True)]


def unglued(text: str, span: Span, profile: Profile) -> Span:
    """The span without the label of what follows, where the page runs it into the last word."""
    words = text[span.start : span.end]
    for glued in profile.glued:
        if words.endswith(glued) and regex.search(r"\p{Ll}$", words.removesuffix(glued)):
            return replace(span, end=span.end - len(glued))
    return span
