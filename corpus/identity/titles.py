"""The title of a document: of its head, of its file's properties, or its file's name."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath

from corpus.data import table
from corpus.identity.dates import is_date
from corpus.identity.head import Head, is_section, label_of
from corpus.identity.naming import OTHER_SORT, named_kind
from corpus.structure.assemble import Body
from corpus.text.countries import without_countries
from corpus.text.normalize import comparable, squeeze

_HASH = re.compile(r"(?:^|[_\-. ])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,64}(?=$|[_\-. ])", re.I)
_LONGEST = 260
_SPOKEN = re.compile(r"(?:[A-ZÁÉÍÓÚÑ][\w.’'-]*\s?){1,4}:\s+\S.*[.?!…]$")
_SALUTATION = re.compile(r"(?:dear|estimad[oa]s?|cordial saludo|respetad[oa]s?)\b")


def without_hash(name: str, instead: str = "") -> str:
    """A file's name without the check sum that a downloader put into it."""
    return _HASH.sub(instead, name)


def title_of(body: Body, head: Head, source: str, kind: str) -> tuple[str, bool]:
    """The title, and whether it is in doubt: taken from the name of the file. `kind` is what the head was found to say:
    the line that says so is a title."""
    subject = head.labels.get("subject", "") if head.letter else ""
    if subject and is_title(subject):
        return subject, False
    lines = [line for line in head.lines if not label_of(line) and is_title(line)]
    top = _top_heading(body)
    if top:
        top = next((line for line in lines if line.startswith(top)), top)
        if is_title(top) and len(top.split()) > 1:
            return top, False
    kinds = [line for line in lines if named_kind(line, of_irm=True) == kind != OTHER_SORT]
    carried = [head.carried] if head.carried and is_title(head.carried) and _says(head.carried, source) else []
    headings = [line for line in lines if line.startswith(_headings(body, len(head.lines) + 2))]
    for candidate in (*kinds[:1], *carried, *headings[:1], *lines[:1]):
        return candidate, False
    return without_hash(PurePath(source).stem).replace("_", " ").strip() or source, True


def is_title(line: str) -> bool:
    """Whether a line can be a title at all."""
    titles = table("corpus.identity", "titles")
    folded = comparable(line)
    bare = re.sub(r"[^\w ]", "", folded).strip()
    if sum(char.isalpha() for char in line) < 4 or len(line) > _LONGEST or "\t" in line or line[:1].islower():
        return False
    if bare in titles["empty"] or folded.endswith((*titles["endings"], ":")) or folded.startswith("microsoft word -"):
        return False
    if _SPOKEN.match(line):
        return False
    if re.fullmatch(r"[(\[].*[)\]]", line.strip()) or is_date(line) or _SALUTATION.match(folded):
        return False
    if re.fullmatch(titles["parts"], bare) or _no_title().search(folded):
        return False
    if is_section(line) and not re.match(r"(?:commitment|compromiso)\b", folded):
        return False
    return bool(re.sub(r"\W", "", without_countries(bare))) and not _is_body(bare)


def _says(carried: str, source: str) -> bool:
    """Whether a title that a program wrote says more than the file's name."""
    stem = comparable(PurePath(source).stem)
    return len(carried) >= 6 and "_" not in carried and comparable(carried) != stem


def _is_body(bare: str) -> bool:
    left = " ".join(word for word in without_countries(bare).split() if word not in ("of", "the", "de", "in", "en"))
    bodies = table("corpus.identity", "titles")["bodies"]
    alone = re.fullmatch(r"(?:republic|republica|government|gobierno) (?:of|de) \w+", bare)
    return bare in bodies or left in bodies or alone is not None


def _headings(body: Body, blocks: int) -> tuple[str, ...]:
    first = body.blocks[:blocks]
    return tuple(squeeze(body.text[block.start : block.end]) for block in first if block.kind == "heading")


def _top_heading(body: Body) -> str | None:
    """The heading above all others, near the head; None where there are several of that depth."""
    headings = [block for block in body.blocks if block.kind == "heading"]
    top = min((block.level for block in headings), default=0)
    best = [block for block in headings if block.level == top]
    if len(best) != 1 or best[0] not in body.blocks[:20]:
        return None
    return squeeze(body.text[best[0].start : best[0].end])


@cache
def _no_title() -> re.Pattern[str]:
    return re.compile("|".join(table("corpus.identity", "titles")["no_title"]))
