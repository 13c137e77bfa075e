"""Questions as people type them: without accents, all in capitals, behind small talk, with slips of the finger (letters
swapped, left out, doubled, or the key beside the right one)."""

from __future__ import annotations

import hashlib
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

import regex

from corpus.text.normalize import comparable
from evals.cases import Case, Language

SEED = "robustness 1"

T = TypeVar("T")


class Chance:
    """The choices of one variant for one case in one language."""

    def __init__(self, variant: str, case: Case, language: Language) -> None:
        self._of = (SEED, variant, case.id, language)

    def number(self, *about: object) -> int:
        """A large whole number; what it is `about` tells the choices of one case apart."""
        key = "\0".join(map(str, (*self._of, *about)))
        return int.from_bytes(hashlib.sha256(key.encode("utf-8", "replace")).digest()[:8])

    def choose(self, items: Sequence[T], *about: object) -> T:
        """One of `items`, of which there must be at least one."""
        return items[self.number(*about) % len(items)]


_OPENING = str.maketrans("", "", "¿¡")


def without_accents(case: Case, language: Language) -> str:
    """Without accents and without ¿¡; ñ becomes n."""
    apart = unicodedata.normalize("NFD", case.question(language))
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare).translate(_OPENING).strip()


def upper(case: Case, language: Language) -> str:
    return case.question(language).upper()


def with_noise(case: Case, language: Language) -> str:
    sentence = Chance("noise", case, language).choose(sentences(language))
    return f"{sentence} {case.question(language)}"


def sentences(language: Language) -> tuple[str, ...]:
    """The small talk of that language."""
    return _data()[language]


@cache
def _data() -> dict[str, tuple[str, ...]]:
    text = files("evals.perturb").joinpath("noise.toml").read_text(encoding="utf-8")
    return {language: tuple(listed) for language, listed in tomllib.loads(text).items()}


SHORTEST = 5  # letters of a word that may be misspelt
EVERY = 6  # about one word in so many is
MOST = 3

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}_]+")


def misspelt(case: Case, language: Language) -> str:
    """About one word in six misspelt, at least one and at most three; the question itself where no word may be.

    Numbers (in figures or in words), ids, acronyms and the first letter of a word are left as they are.
    """
    question = case.question(language)
    chance = Chance("typos", case, language)
    words = list(_WORD.finditer(question))
    open_to_it = [match for match in words if _may_be_misspelt(match.group(), language)]
    count = min(MOST, max(1, round(len(words) / EVERY)))
    drawn = sorted(open_to_it, key=lambda match: chance.number("word", match.start()))[:count]
    for match in sorted(drawn, key=lambda match: -match.start()):  # from the end: what stands before keeps its place
        slip = _slip(match.group(), language, chance, match.start())
        question = question[: match.start()] + slip + question[match.end() :]
    return question


def _may_be_misspelt(word: str, language: Language) -> bool:
    capitals = sum(char.isupper() for char in word)
    return (
        len(word) >= SHORTEST
        and word.isalpha()
        and capitals < 2
        and comparable(word) not in _keyboard(language).numbers
    )


def _slip(word: str, language: Language, chance: Chance, at: int) -> str:
    """The word with one slip; the same word where every slip would give it, or a number, again."""
    keyboard = _keyboard(language)
    found = []
    for slips in _SLIPS:
        made = {
            slip: None
            for slip in slips(word, keyboard)
            if comparable(slip) not in {comparable(word), *keyboard.numbers}
        }
        if made:
            found.append(list(made))
    return chance.choose(chance.choose(found, "kind", at), "place", at) if found else word


@dataclass(frozen=True, slots=True)
class _Keyboard:
    """The keys beside each key, and the number words, that language has."""

    beside: dict[str, str]
    numbers: frozenset[str]


@cache
def _keyboard(language: Language) -> _Keyboard:
    text = files("evals.perturb").joinpath("typos.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)[language]
    beside = {
        key: "".join(row[n] for n in (place - 1, place + 1) if 0 <= n < len(row))
        for row in data["rows"]
        for place, key in enumerate(row)
    }
    return _Keyboard(beside, frozenset(data["numbers"].split()))


def _swapped(word: str, _: _Keyboard) -> Iterator[str]:
    for n in range(1, len(word) - 1):
        yield word[:n] + word[n + 1] + word[n] + word[n + 2 :]


def _dropped(word: str, _: _Keyboard) -> Iterator[str]:
    for n in range(1, len(word)):
        yield word[:n] + word[n + 1 :]


def _doubled(word: str, _: _Keyboard) -> Iterator[str]:
    for n in range(1, len(word)):
        yield word[: n + 1] + word[n:]


def _beside(word: str, keyboard: _Keyboard) -> Iterator[str]:
    for n in range(1, len(word)):
        for key in keyboard.beside.get(word[n].lower()) or keyboard.beside.get(comparable(word[n]), ""):
            yield word[:n] + (key.upper() if word[n].isupper() else key) + word[n + 1 :]


_SLIPS: tuple[Callable[[str, _Keyboard], Iterator[str]], ...] = (_swapped, _dropped, _doubled, _beside)
