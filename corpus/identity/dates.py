"""When a document was made, where its head says so in a line of its own, a label of its imprint or a sentence about
itself. The first month of the text is no date: it may be a deadline."""

from __future__ import annotations

import re
from functools import cache

from corpus.data import table
from corpus.identity.head import Head, is_section, label_of
from corpus.text.dates import month_numbers
from corpus.text.normalize import comparable

_YEAR_ALONE = re.compile(r"(?:[\w .]{3,30},\s*)?(20[0-3]\d|19[89]\d)\.?")
_FIGURES = re.compile(r"\b(?:(20[0-3]\d|19[89]\d)-(\d\d)(?:-\d\d)?|\d{1,2}[/.](\d{1,2})[/.](20[0-3]\d|19[89]\d))\b")
_PLACE_WORDS = 4
_REACH = 120  # letters between "was written" and the date


def date_of(head: Head) -> str | None:
    """ "2024-09", or a year alone; None where the head does not say."""
    label = head.labels.get("date", "")
    for text in (label, *filter(_is_date_line, head.lines)):
        if date := _date_in(text):
            return date
    if date := _date_told(head.opening):
        return date
    years = [match[1] for text in (label, *head.lines) if (match := _YEAR_ALONE.fullmatch(text))]
    return years[0] if years else None


def is_date(line: str) -> bool:
    """Whether a line says nothing but a date and perhaps a place."""
    return _is_date_line(line) or _YEAR_ALONE.fullmatch(line) is not None


def _is_date_line(line: str) -> bool:
    if label_of(line) or (is_section(line) and not line[:1].isdigit()):
        return False
    folded = comparable(line)
    found = _found(folded)
    if found is None:
        return False
    before, behind = folded[: found[0]].strip(), folded[found[1] :].strip(" .")
    place = not before or (len(before.split()) <= _PLACE_WORDS and before.endswith(","))
    made = re.sub(r"\s+(?:en|in|on|el)$", "", before) in table("corpus.identity", "head")["labels"]["date"]
    return (place or made) and not behind and not re.search(table("corpus.identity", "dates")["not_made"], before)


def _date_in(text: str) -> str | None:
    found = _found(comparable(text))
    return found[2] if found else None


def _found(folded: str) -> tuple[int, int, str] | None:
    """Where the first date stands in a folded text, and its year and month."""
    months = month_numbers(short=False)
    match = _written().search(folded)
    if match:
        month = match["month"] or match["first"]
        return match.start(), match.end(), f"{match['year']}-{months[month]:02}"
    match = _FIGURES.search(folded)
    if not match:
        return None
    year, month = match[1] or match[4], int(match[2] or match[3])
    return (match.start(), match.end(), f"{year}-{month:02}") if 1 <= month <= 12 else None


def _date_told(opening: str) -> str | None:
    """The date in a sentence that says when this very document was made."""
    words = table("corpus.identity", "dates")
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", opening):
        folded = comparable(sentence)
        itself, made = re.search(words["itself"], folded), re.search(words["made"], folded)
        if not itself or not made:
            continue
        start = max(made.end(), itself.end()) if itself.start() - made.end() < 12 else made.end()
        found = _found(folded[start : start + _REACH])
        if found and not re.search(words["limit"], folded[start : start + found[0]]):
            return found[2]
    return None


@cache
def _written() -> re.Pattern[str]:
    names = "|".join(month_numbers(short=False))
    year = r"(?P<year>20[0-3]\d|19[89]\d)"
    day = r"(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)"
    return re.compile(
        rf"(?:{day}(?:de\s+)?)?\b(?:(?P<month>{names})\.?,?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?(?:del?\s+)?|"
        rf"(?P<first>{names}),\s+){year}\b"
    )
