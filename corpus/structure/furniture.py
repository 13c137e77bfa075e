"""Page headers, page footers and page numbers: what repeats from page to page is not part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.draft_marks import says_draft

_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.I)
_PAGE_NUMBER = re.compile(
    r"(?:p[aá]g(?:ina|\.)?|page|p\.)?\s*[-–—|\[(]*\s*(?:\d{1,4}|[ivxlc]{1,6})\s*"
    r"(?:(?:de|of|/|\|)\s*\d{1,4})?\s*[-–—|\])]*",
    re.I,
)
# Sheets of commitments open each page with the same word and their own number: what such a line numbers is no page.
_NUMBERED = re.compile(
    r"\W{0,3}(?:compromiso|commitment|hito|milestone|recomendaci[oó]n|recommendation|ficha|meta|target|objetivo|objective"
    r"|acci[oó]n|action)\s*(?:n[.°ºo]{0,2}|no\.|num(?:ber|ero)?\.?|n[uú]mero|\#)?\s*(?:\d{1,3}|[ivxl]{1,6})(?:[.]\d{1,2})*\b",
    re.I,
)
_RULE = re.compile(r"[\s._–—-]+")

PageTexts = Sequence[tuple[str, bool]]
"""The lines of one page: (text, whether it stands at the page's edge)."""


def furniture(pages: Sequence[PageTexts]) -> list[list[bool]]:
    """For each line of each page, whether it is a running head, a running foot, a page number or a rule."""
    with_text = [page for page in pages if page]
    seen: Counter[str] = Counter()
    for page in with_text:
        seen.update({_key(text) for text, at_edge in page if at_edge and not _only_numbers(text)})
    # A running head may belong to one chapter: a quarter of the pages will do, three at least.
    needed = 2 if len(with_text) <= 3 else max(3, len(with_text) // 4)
    repeated = {key for key, count in seen.items() if count >= needed and len(with_text) > 1}
    marks = [[at_edge and _is_furniture(text, repeated) for text, at_edge in page] for page in pages]
    _mark_running(pages, marks)
    _keep_draft_mark(pages, marks)
    return marks


def _mark_running(pages: Sequence[PageTexts], marks: list[list[bool]]) -> None:
    """The number of a commitment that stands at the edge of the page before, too, is a running head of its sheet."""
    before: set[str] = set()
    for page, marked in zip(pages, marks, strict=True):
        numbered = {text.casefold() for text, at_edge in page if at_edge and _only_numbers(text)}
        for place, (text, at_edge) in enumerate(page):
            if at_edge and text.casefold() in numbered & before:
                marked[place] = True
        before = numbered


def _keep_draft_mark(pages: Sequence[PageTexts], marks: list[list[bool]]) -> None:
    """What every page of a draft says at its edge stays once: it is said of the document, not of the page."""
    for page, marked in zip(pages, marks, strict=True):
        for place, (text, _) in enumerate(page):
            if marked[place] and says_draft(text):
                marked[place] = False
                return


def _only_numbers(text: str) -> bool:
    return _NUMBERED.fullmatch(text.strip(" .:")) is not None


def _is_furniture(text: str, repeated: set[str]) -> bool:
    return _key(text) in repeated or bool(_PAGE_NUMBER.fullmatch(text) or _RULE.fullmatch(text))


def _key(text: str) -> str:
    """Running heads may differ by the page number in them, but not by the number of what the page is about."""
    numbered = _NUMBERED.match(text)
    kept = numbered.end() if numbered else 0
    return text[:kept].casefold() + _DIGITS.sub("#", text[kept:].casefold())
