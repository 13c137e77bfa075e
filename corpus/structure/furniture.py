"""Page headers, page footers and page numbers: what repeats from page to page is not part of the text."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus.structure.draft_marks import says_draft

_ROMAN = r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"  # a numeral, not any word of its letters ("civil")
_NUMBER = re.compile(rf"\d+|\b{_ROMAN}(?!\w)", re.I)
_WORD = r"(?:p[aá]g(?:ina|\.)?|page|p\.)"
_PAGE_NUMBER = re.compile(
    rf"(?P<word>{_WORD})?\s*(?P<open>[-–—|\[(]*)\s*(?P<number>\d{{1,4}}|{_ROMAN})\s*"
    r"(?:(?:de|of|/|\|)\s*(?P<all>\d{1,4}))?\s*[-–—|\])]*",
    re.I,
)
_PAGE_OF = re.compile(
    rf"(?:^|\s){_WORD}\s*(\d{{1,4}})\s*(?:de|of|/)\s*(\d{{1,4}})$|^{_WORD}\s*(\d{{1,4}})\s*(?:de|of|/)\s*(\d{{1,4}})\b",
    re.I,
)
_VALUE = re.compile(r"\d\s*%|[$€£]\s*\d")
# Sheets of commitments open each page with the same word and their own number: what such a line numbers is no page.
_NUMBERED = re.compile(
    r"\W{0,3}(?:compromiso|commitment|hito|milestone|recomendaci[oó]n|recommendation|ficha|meta|target|objetivo|objective"
    r"|acci[oó]n|action)\s*(?:n[.°ºo]{0,2}|no\.|num(?:ber|ero)?\.?|n[uú]mero|\#)?\s*(?:\d{1,3}|[ivxl]{1,6})(?:[.]\d{1,2})*\b",
    re.I,
)
_RULE = re.compile(r"[\s._–—-]+")

_SAME_PLACE = 6.0  # points
_STEP = 40.0  # points between the lines of one head
_NUMBERS = "numbers of pages"


class Placed(NamedTuple):
    """What tells furniture from text: whether it is a whole line at the page's edge, its distance from the page's head
    (or from its foot, less than nothing; 0: not known), whether it is set as a heading is, and whether the line
    beside it is as near as those of a paragraph."""

    text: str
    at_edge: bool
    place: float = 0.0
    large: bool = False
    attached: bool = False


def furniture(pages: Sequence[Sequence[Placed]], labels: Sequence[str] = ()) -> list[list[bool]]:
    """For each line of each page, whether it is a running head, a running foot, a page number or a rule.

    Such a line repeats at one place of several pages, word for word or with a number that counts with the pages.
    `labels` are the printed numbers of the pages, where the file tells them.
    """
    seen: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for number, page in enumerate(pages, 1):
        for line in page:
            if line.at_edge and not _only_numbers(line.text):
                for sign, _ in _signs(line, number):
                    seen[sign].add(number)
    _see_numbers(pages, seen)
    inside = Counter(line.text.casefold() for page in pages for line in page if not line.at_edge)
    with_text = sum(bool(page) for page in pages)
    # A running head may belong to one chapter: a quarter of the pages will do, three at least.
    needed = 2 if with_text <= 3 else max(3, with_text // 4)
    marks: list[list[bool]] = []
    for number, page in enumerate(pages, 1):
        label = labels[number - 1] if number <= len(labels) else ""
        marks.append(
            [
                line.at_edge
                and _is_furniture(line, number, len(pages), label, seen, max(needed, 1 + inside[line.text.casefold()]))
                for line in page
            ]
        )
    _mark_running(pages, marks)
    _mark_deep(pages, marks, max(3, with_text // 2))
    _keep_draft_mark(pages, marks)
    return marks


def _see_numbers(pages: Sequence[Sequence[Placed]], seen: dict[tuple[object, ...], set[int]]) -> None:
    """Add the places at which numbers stand alone and count with the pages."""
    for number, page in enumerate(pages, 1):
        for line in page:
            alone = line.at_edge and _PAGE_NUMBER.fullmatch(line.text.strip())
            if alone and any(counts and len(seen[sign]) > 1 for sign, counts in _signs(line, number)):
                for band in _bands(line):
                    seen[band, _NUMBERS].add(number)


def _is_furniture(
    line: Placed, page: int, pages: int, label: str, seen: Mapping[tuple[object, ...], set[int]], needed: int
) -> bool:
    if _RULE.fullmatch(line.text):
        return True
    number = _PAGE_NUMBER.fullmatch(line.text.strip())
    if number:
        counted = any(counts and len(seen[sign]) > 1 for sign, counts in _signs(line, page))
        # A section may count from 1 again: at the place of the numbers its own is one, too.
        counted = counted or any(len(seen[band, _NUMBERS]) >= needed for band in _bands(line))
        return counted or _is_number_of(number, page, pages, label) or not line.place
    whole = _PAGE_OF.search(line.text)
    if whole and (str(page), str(pages)) in ((whole[1], whole[2]), (whole[3], whole[4])):
        return True
    if _VALUE.search(line.text) or _is_end_of_sentence(line):
        return False
    # "Option 2:" counts, too; what is set large is a running head only where it tells the page's own number
    heading = line.text.endswith(":") or (line.large and not _tells_page(line.text, page, label))
    return any(len(seen[sign]) >= needed and not (counts and heading) for sign, counts in _signs(line, page))


def _is_number_of(found: re.Match[str], page: int, pages: int, label: str) -> bool:
    """Whether a number that stands alone tells by itself that it is a page's."""
    if found["word"] or found["open"] or found["all"] == str(pages):
        return True
    return found["number"].casefold() in (str(page), label.casefold())


def _tells_page(text: str, page: int, label: str) -> bool:
    """Does the line end with the page's own number, set apart from its words? "Part 2" numbers a part."""
    own = "|".join(re.escape(number) for number in (str(page), label) if number)
    return re.search(rf"(?:^|[^\w\s]|\b{_WORD}|\b{_ROMAN})\s*(?:{own})$", text.strip(), re.I) is not None


def _is_end_of_sentence(line: Placed) -> bool:
    return line.attached and (line.text[0].islower() or line.text.endswith((".", ",", ";")))


def _signs(line: Placed, page: int) -> Iterator[tuple[tuple[object, ...], bool]]:
    """What this line has in common with others of its kind, and whether a number in it counts with the pages: its
    place, its words and its numbers, one of them told from the page's."""
    text = line.text.casefold()
    numbers = [_value(match[0]) for match in _NUMBER.finditer(text)]
    words = _NUMBER.sub("#", text)
    for band in _bands(line):
        yield (band, words, *numbers), False
        if not _NUMBERED.match(line.text):
            for at, number in enumerate(numbers):
                yield (band, words, *numbers[:at], "counts", number - page, *numbers[at + 1 :]), True


def _bands(line: Placed) -> tuple[float, float]:
    """Two stretches of the page's height that hold the line; lines at one place share one of them at least."""
    step = line.place / _SAME_PLACE
    return math.floor(step), math.floor(step + 0.5) + 0.25


def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in numeral]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def _mark_running(pages: Sequence[Sequence[Placed]], marks: list[list[bool]]) -> None:
    """The number of a commitment that stands at the edge of the page before, too, is a running head of its sheet."""
    before: set[str] = set()
    for page, marked in zip(pages, marks, strict=True):
        numbered = {line.text.casefold() for line in page if line.at_edge and _only_numbers(line.text)}
        for at, line in enumerate(page):
            if line.at_edge and line.text.casefold() in numbered & before:
                marked[at] = True
        before = numbered


def _mark_deep(pages: Sequence[Sequence[Placed]], marks: list[list[bool]], needed: int) -> None:
    """A head of many lines reaches below the page's edge: what goes on there in the same words on most pages."""
    seen: dict[tuple[float, str], set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        for line in page:
            for band in _bands(line) if line.place and line.text else ():
                seen[band, line.text].add(number)
    for page, marked in zip(pages, marks, strict=True):
        for side in (1, -1):
            reached = 0.0
            for at in sorted(range(len(page)), key=lambda at: side * page[at].place):
                line = page[at]
                place = side * line.place
                if place > 0 and not marked[at]:
                    often = any(len(seen[band, line.text]) >= needed for band in _bands(line))
                    if line.at_edge or not often or not reached or place - reached > _STEP:
                        break
                    marked[at] = True
                reached = place if place > 0 else reached


def _keep_draft_mark(pages: Sequence[Sequence[Placed]], marks: list[list[bool]]) -> None:
    """What every page of a draft says at its edge stays once: it is said of the document, not of the page."""
    for page, marked in zip(pages, marks, strict=True):
        draft = next((line.text for at, line in enumerate(page) if marked[at] and says_draft(line.text)), None)
        if draft is not None:
            marked[:] = [mark and line.text != draft for line, mark in zip(page, marked, strict=True)]
            return


def _only_numbers(text: str) -> bool:
    return _NUMBERED.fullmatch(text.strip(" .:")) is not None
