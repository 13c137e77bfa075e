"""Is what an answer says in the language it was asked in? And if not, what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import regex

from assistant.texts import say
from corpus.text.language import spanish_confidence
from corpus.text.names import institution_heads
from corpus.text.normalize import fold
from index.search import Searcher

# Names, quotations and addresses stay as they are in either language.
_NAME = regex.compile(r"\p{Lu}[\w'’&-]*(?:(?:\s+\p{Ll}{1,4}){0,3}\s+\p{Lu}[\w'’&-]*)*")
_QUOTED = regex.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|https?://\S+|www\.\S+|\S+@\S+")
_LETTER = regex.compile(r"\p{L}")
_ACRONYM = regex.compile(r"\p{Lu}{2,}\d*|\p{L}*\d[\p{L}\d]*|\p{Lu}\p{Ll}*\p{Lu}\w*")
_WORD = regex.compile(r"[\p{L}\d][\p{L}\p{M}\d]*")
_LETTERS = 12  # of fewer the language cannot be told
_SURE = 0.9
_CAPITALS = 0.6  # share of capitalised long words from which a line is a title, and no string of names


@dataclass(frozen=True, slots=True)
class Said:
    """What a statement may say of a run: `text`, and its `translation` where it is one (None: not translated).
    `own` is True where it could not be had in the answer's language and stands as a quotation."""

    text: str
    translation: str | None = None
    own: bool = False


def language_told(text: str) -> str | None:
    """The language a text is surely in; None where too little of it is left without names."""
    words = _NAME.sub(" ", _QUOTED.sub(" ", text))
    if len(_LETTER.findall(words)) < _LETTERS:
        # a title is all capitals: its words are told by their small letters
        words = _QUOTED.sub(" ", text).lower() if titled(text) else ""
    if len(_LETTER.findall(words)) < _LETTERS:
        return None
    spanish = spanish_confidence(words)
    return "es" if spanish >= _SURE else "en" if spanish <= 1 - _SURE else None


def titled(text: str) -> bool:
    """Is it a title with a capital at each of its words ("Transparency for Monitoring of Trusts")?"""
    words = [word for word in _WORD.findall(text.partition("\n")[0]) if len(word) > 3 and word.isalpha()]
    joined = any(word.islower() for word in _WORD.findall(text))
    many = len(words) > 1 and sum(word[0].isupper() for word in words) >= _CAPITALS * len(words)
    return many and joined and _institution().search(fold(text)) is None


@cache
def _institution() -> regex.Pattern[str]:
    """What the name of an institution begins with: such a name stays as it is."""
    return regex.compile(rf"\b(?:{institution_heads()})\b")


def spoken(searcher: Searcher, text: str, source: str, language: str, titles: Mapping[str, str] | None = None) -> Said:
    """`text` of a document in the answer's language: as it is, translated, translated once more without its capitals,
    or else as a quotation in its own language that says so."""
    bridge = searcher.bridge
    if source == language:
        told = language_told(text) if not titled(text) else None
        if told is None or told == language:
            return Said(text)
        source = told
    first = bridge.translate([text], source, language, keep_names=True, titles=titles or {})[0]
    if first is not None and language_told(first) in {None, language}:
        return Said(first, first)
    again = bridge.translate([_small(text)], source, language, keep_names=True)[0]
    if again is not None and language_told(again) in {None, language} and fold(again) != fold(text):
        again = again[:1].upper() + again[1:]
        return Said(again, again)
    if language_told(text) == language:
        return Said(text)
    return Said(in_its_own(text, source, language), None, True)


def in_its_own(text: str, source: str, language: str) -> str:
    """A quotation that stays in its language, and says which that is."""
    inner = str.maketrans("«»", "“”") if language == "es" else str.maketrans('“”"', "‘’'")
    return say(f"own.{source}", language, text=" ".join(text.translate(inner).split()))


def _small(text: str) -> str:
    """Words without their capitals, acronyms and ids apart."""
    return _WORD.sub(lambda m: m.group() if _ACRONYM.fullmatch(m.group()) else m.group().lower(), text)
