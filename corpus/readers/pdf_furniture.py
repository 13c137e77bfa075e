"""Page headers, page footers and page numbers: what repeats from page to page is not part of the text."""

from __future__ import annotations

import re
from collections import Counter

from corpus.readers.pdf_lines import PageLine

_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.I)
_PAGE_NUMBER = re.compile(
    r"(?:p[aá]g(?:ina|\.)?|page|p\.)?\s*[-–—|\[(]*\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:(?:de|of|/|\|)\s*\d{1,4})?\s*[-–—|\])]*",
    re.I,
)
_RULE = re.compile(r"[\s._–—-]+")
_MARGIN = 0.12  # share of the page's height at its head and foot
_EDGE_LINES = 3


def drop_furniture(pages: list[list[PageLine]]) -> list[list[PageLine]]:
    """The pages without running heads, running feet and page numbers."""
    with_text = [page for page in pages if page]
    seen: Counter[str] = Counter()
    for page in with_text:
        seen.update({_key(line.text) for line in page if _at_edge(line, page)})
    # On at least half of the pages, or on three in a row of a longer document's parts.
    needed = 2 if len(with_text) <= 3 else max(3, len(with_text) // 4)
    repeated = {key for key, count in seen.items() if count >= needed and len(with_text) > 1}
    return [[line for line in page if not _is_furniture(line, page, repeated)] for page in pages]


def _is_furniture(line: PageLine, page: list[PageLine], repeated: set[str]) -> bool:
    if not _at_edge(line, page):
        return False
    return _key(line.text) in repeated or bool(_PAGE_NUMBER.fullmatch(line.text) or _RULE.fullmatch(line.text))


def _key(text: str) -> str:
    return _DIGITS.sub("#", text.casefold())


def _at_edge(line: PageLine, page: list[PageLine]) -> bool:
    """In the margin by its place; among the first or last lines by order where the place says nothing."""
    if line.top > 0 and len({round(other.y) for other in page}) > 1:
        return line.y > (1 - _MARGIN) * line.top or line.y < _MARGIN * line.top
    at = page.index(line)
    return at < _EDGE_LINES or at >= len(page) - _EDGE_LINES
