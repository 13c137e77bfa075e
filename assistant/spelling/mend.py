"""Misspelt and shortened words of a message, mended: data in spelling.toml.

A word is mended only where nothing knows it: not the collection in either language, not the translator's dictionaries,
not the word lists of the product. Ids, acronyms, numbers and names are left as they are typed, but for those of
countries.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import regex

from assistant.data import table
from assistant.spelling.effort import Effort
from assistant.spelling.typos import LIKELY, is_other_form, kind_of_slip, slips, with_official_names
from corpus.text.countries import countries, country_words
from corpus.text.language import LANGUAGES
from corpus.text.normalize import fold
from corpus.text.terms import load_terms
from index import deadline
from index.bm25 import stopwords
from index.translation.apertium import Dictionary
from index.vocabulary import Vocabulary

# Part of no address, number, id or contraction.
_WORD = regex.compile(r"(?<![\w@/#&'’]|\w[.])[\p{L}\p{M}]+(?![\w@/#&]|[.]\p{L}|['’](?!s\b)\p{L})")
# Quotations, and addresses or markup, which are nobody's words.
_QUOTED = regex.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|(?<![^\s»”\"])\S*(?:://|\]\(|[=<>\\{}])\S*")
_STARTS = regex.compile(r"(?:^|[.!?…:]\s)[^\p{L}\d]*$|[¿¡]\s*$")
_LONGEST = 40  # letters; what is longer is no word, and the slips that lead to it are too many to look for
_SHORTEST = 4  # letters of a word that may have a slip; two of them from twice as many
_SHORT = 5  # letters of a word that may be taken for another only by a likely slip
_COMPARED = 5  # words that come nearest, of which the dictionary's own are preferred
_KNOWN_OFTEN = 400  # how often a word of the lists counts as met
_UNSURE = 6  # letters, where no dictionary tells which words there are


@dataclass(frozen=True, slots=True)
class Mended:
    """`changed` is True where words were put right; accents that are missing are not put in."""

    text: str
    changed: bool = False


class Speller:
    """Mends messages by the words of one collection. Safe to share between threads."""

    def __init__(self, vocabulary: Vocabulary, dictionary: Dictionary | None) -> None:
        self._vocabulary = vocabulary
        self._dictionary = dictionary
        self._near = {code: _by_shape(_candidates(vocabulary, code)) for code in LANGUAGES}

    def mend(self, message: str, language: str, effort: Effort | None = None) -> Mended:
        """The message with its words put right, by the words of `language`. `effort` is that of the whole question."""
        effort = effort or Effort()
        if _shouted(message):
            return Mended(message)
        text = with_official_names(_written_out(message, language), language)
        asked = {match.span(): match.group() for match in self._open(text)}
        words = dict.fromkeys(fold(word) for word in asked.values())
        strange = self._strange([word for word in words if not self._known(word)])
        plain = not any(c.isupper() for c in text[1:])
        for (start, end), word in sorted(asked.items(), reverse=True):
            deadline.check()
            if fold(word) not in strange:
                continue
            name = word[0].isupper() and not _STARTS.search(text[:start])
            folded = fold(word)
            better = _country(folded, language) if name else self._nearest(folded, language, effort, named=plain)
            if better:
                better = better[0].upper() + better[1:] if word[0].isupper() else better
                text = text[:start] + better + text[end:]
        return Mended(text, text != message)

    def unknown(self, message: str) -> list[str]:
        """The words that stand neither in the collection nor in the product's lists."""
        return [match.group() for match in self._open(message) if not self._known(fold(match.group()))]

    def _open(self, text: str) -> Iterable[regex.Match[str]]:
        """Words that may be mended: no part of a quotation, no capitals but the first letter."""
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        for match in _WORD.finditer(text):
            word = match.group()
            if not 3 <= len(word) <= _LONGEST or any(start <= match.start() < end for start, end in quoted):
                continue
            if word[1:].islower():
                yield match

    def _known(self, word: str) -> bool:
        return word in _listed() or self._vocabulary.holds(word) or bool(countries(word))

    def _strange(self, words: list[str]) -> frozenset[str]:
        """Those of the words that no dictionary has, with or without an accent."""
        if not words or self._dictionary is None:
            return frozenset(word for word in words if len(word) >= _UNSURE)
        forms = {word: (word, *_accented(word)) for word in words}
        known = {
            word
            for code in LANGUAGES
            for word in self._dictionary.known([form for of_one in forms.values() for form in of_one], code)
        }
        return frozenset(word for word, of_one in forms.items() if known.isdisjoint(of_one))

    def _nearest(self, word: str, language: str, effort: Effort, *, named: bool) -> str | None:
        """The word that was most likely meant, as it is written; None where none is near, or several are alike."""
        from rapidfuzz.distance import OSA

        far = 2 if len(word) >= 2 * _SHORTEST else 1
        nearest = far
        found: list[tuple[float, str, str]] = []
        for other, (written, often) in self._like(word, language, far):
            if not named and not written.islower():
                continue
            distance = OSA.distance(word, other, score_cutoff=far)
            if distance > far or (distance > 1 and self._dictionary is None):
                continue
            if is_other_form(word, other):
                return None
            slip = kind_of_slip(word, other) if distance == 1 else 0.0
            elsewhere = word[0] != other[0]  # the first letter is seldom wrong
            short = len(word) < _SHORTEST and (often < _KNOWN_OFTEN or len(other) != len(word))
            if short or (len(word) <= _SHORT and slip > LIKELY):
                continue
            nearest = min(nearest, distance)
            found.append((math.log10(1 + often) - 3 * distance - slip - elsewhere, other, written))
        # one slip away in the dictionary is nearer than two slips away in the collection
        if nearest > 1 and (told := self._from_dictionary(word, language, effort)):
            return told
        best = sorted(found, reverse=True)[:_COMPARED]
        if len(best) > 1 and self._dictionary is not None:
            known = self._dictionary.known([written.lower() for _, _, written in best], language)
            best = sorted(
                ((score + (written.lower() in known), o, written) for score, o, written in best), reverse=True
            )
        if best:
            return best[0][2]
        return self._from_dictionary(word, language, effort) if nearest == 1 else None

    def _like(self, word: str, language: str, far: int) -> Iterable[tuple[str, tuple[str, int]]]:
        """Words of about that length that begin with the same letter, or with the first two swapped."""
        near = self._near[language]
        for size in range(len(word) - far, len(word) + far + 1):
            yield from near.get((word[0], size), ())
        swapped = word[1] + word[0]
        yield from ((o, found) for o, found in near.get((word[1], len(word)), ()) if o.startswith(swapped))

    def _from_dictionary(self, word: str, language: str, effort: Effort) -> str | None:
        """A word of the dictionary that one slip would turn into this one, if one alone is likeliest."""
        if self._dictionary is None or len(word) <= _SHORTEST:
            return None
        for made in slips(word):
            forms = dict.fromkeys(form for other in made for form in (other, *_accented(other)))
            if not effort.spend(len(forms)):
                return None
            known = self._dictionary.known(list(forms), language)
            found = {fold(form): form for form in forms if form in known}
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None


def _country(word: str, language: str) -> str | None:
    """The word of a country's name that this name is one slip of the finger away from; other names may be anyone's."""
    from rapidfuzz.distance import OSA

    if len(word) <= _SHORTEST:
        return None
    alike = [
        written
        for other, written in country_words(language).items()
        if other[0] == word[0]
        and OSA.distance(word, other, score_cutoff=1) == 1
        and kind_of_slip(word, other) <= LIKELY
    ]
    return alike[0] if len(alike) == 1 else None


def _shouted(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.5 * len(letters)


def _written_out(message: str, language: str) -> str:
    """What was typed for short in full."""
    message = " ".join(message.split())
    data = table("spelling")
    for pattern, full in data["marks"].get(language, {}).items():
        for match in reversed(list(regex.finditer(pattern, fold(message)))):
            message = message[: match.start()] + full + message[match.end() :]
    short = data["short"].get(language, {})
    quoted = [match.span() for match in _QUOTED.finditer(message)]
    for match in reversed(list(_WORD.finditer(message))):
        word = match.group()
        full = short.get(word.lower())  # "compró" is no short "compromiso"
        if full is None:
            continue
        first = _STARTS.search(message[: match.start()]) is not None
        if not (word.islower() or (first and word[1:] == word[1:].lower())):
            continue
        if any(start <= match.start() < end for start, end in quoted):
            continue
        if message[: match.start()].rstrip()[-1:].isdigit() or _names_one(message, match):
            continue
        if word[0].isupper() and full:
            full = full[0].upper() + full[1:]
        message = message[: match.start()] + full + message[match.end() :]
    return " ".join(message.split())


def _names_one(message: str, match: regex.Match[str]) -> bool:
    """A letter that is a name: "the letter d", "option x"; single letters in a row."""
    return len(match.group()) == 1 and regex.match(r"\s*[.)]", message[match.end() :]) is not None


def _accented(word: str) -> tuple[str, ...]:
    """The word with one accent, as Spanish writes it, or with an ñ."""
    accents = {"a": "á", "e": "é", "i": "í", "o": "ó", "u": "úü", "n": "ñ"}
    return tuple(
        word[:at] + accent + word[at + 1 :] for at, letter in enumerate(word) for accent in accents.get(letter, "")
    )


def _candidates(vocabulary: Vocabulary, language: str) -> dict[str, tuple[str, int]]:
    """What a slip in that language may lead to: folded word → (as it is written, how often it counts as met)."""
    found = {word: told for word, told in vocabulary.words(language).items() if len(word) > 2}
    for word in table("spelling")["words"][language].split():
        found[fold(word)] = (word, _KNOWN_OFTEN + found.get(fold(word), ("", 0))[1])
    return found


def _by_shape(found: Mapping[str, tuple[str, int]]) -> dict[tuple[str, int], list[tuple[str, tuple[str, int]]]]:
    shapes: dict[tuple[str, int], list[tuple[str, tuple[str, int]]]] = {}
    for word, told in sorted(found.items()):
        shapes.setdefault((word[0], len(word)), []).append((word, told))
    return shapes


@cache
def _listed() -> frozenset[str]:
    """Every folded word of the product's own lists."""
    words = {fold(word) for listed in table("spelling")["words"].values() for word in listed.split()}
    words |= {fold(w) for short in table("spelling")["short"].values() for full in short.values() for w in full.split()}
    forms = [form for term in load_terms().terms for of_one in term.forms.values() for form in of_one]
    words |= {fold(match.group()) for form in forms for match in regex.finditer(r"[\p{L}\p{M}]+", form)}
    return frozenset(words | stopwords("es") | stopwords("en"))
