"""Known mistakes of the translator, mended in the words before it sees them, or after. Data in reading.toml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import regex

from corpus.data import table
from index.translation.post_editing import Span

_CLAUSE = regex.compile(r"[.;:,()\n]|\b(?:y|e|o|pero|que|porque|aunque|mientras|cuando)\b", regex.IGNORECASE)
_DENIES = regex.compile(r"\b(?:no|ni|sin|nunca|jamás|tampoco|nadie|nada|ningun[oa]s?|ningún)\b", regex.IGNORECASE)
_NEGATIVE = regex.compile(
    r"\b(?P<who>nadie)\b|\b(?P<none>ningun[oa]s?(?= de)|ningunos?)\b|\b(?P<no>ningún|ninguna)\b|"
    r"\b(?P<nothing>nada)\b(?! más)",
    regex.IGNORECASE,
)
_ENGLISH = {"who": "nobody", "none": "none", "no": "no", "nothing": "nothing"}
_THOUSANDS = regex.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.]|,\d{3})")
# "milestones 1,2 and 3" is a list
_DECIMAL = regex.compile(r"(?<=\d),(?=\d{1,2}(?![\d,]|\.\d| (?:and|or) \d))")


def negative_words(text: str, source: str) -> Iterator[Span]:
    """Spanish negative words that deny by themselves, with what they are in English: the translator takes each of them
    for one of a clause that "no" denies already ("nadie lo usa" became "anybody uses it")."""
    if source != "es":
        return
    for match in _NEGATIVE.finditer(text):
        before = text[: match.start()]
        clause = max((found.end() for found in _CLAUSE.finditer(before)), default=0)
        if _DENIES.search(before[clause:]):
            continue
        told = _ENGLISH[str(match.lastgroup)]
        yield match.start(), match.end(), told.capitalize() if match.group()[0].isupper() else told


def figures_of(text: str, target: str) -> str:
    """A translation from Spanish with its figures as English writes them: "640.000" and "3,5" are 640,000 and 3.5."""
    if target != "en":
        return text
    text = _THOUSANDS.sub(lambda match: match.group().replace(".", ","), text)
    return _DECIMAL.sub(".", text)


def before(text: str, source: str) -> str:
    """The text in words that the translator knows."""
    for pattern, put, _ in _corrections("before", source):
        text = pattern.sub(put, text)
    return text


def after(text: str, result: str, target: str) -> str:
    """The translation without the mistakes that are known."""
    for pattern, put, when in _corrections("after", target):
        if when is None or when.search(text):
            result = pattern.sub(_as_it_was(put), result)
    return result


@cache
def _corrections(name: str, language: str) -> tuple[tuple[regex.Pattern[str], str, regex.Pattern[str] | None], ...]:
    return tuple(
        (
            regex.compile(entry["find"], regex.IGNORECASE if name == "after" else 0),
            entry["put"],
            regex.compile(entry["when"], regex.IGNORECASE) if "when" in entry else None,
        )
        for entry in table("index", "reading")[name]
        if entry["language"] == language
    )


def _as_it_was(put: str) -> Any:
    """The replacement, with a capital where what it replaces has one."""

    def told(match: regex.Match[str]) -> str:
        new = match.expand(put)
        return new[:1].upper() + new[1:] if match.group()[:1].isupper() else new

    return told
