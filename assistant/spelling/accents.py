"""Spanish questions typed without accents, with the accents put in: the translator knows "acción" and not "accion".

Only what is sure is put in: question words where they ask, words that the collection writes with an accent, and words
that a dictionary knows in no other way. Data in accents.toml.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from assistant.data import table
from corpus.text.normalize import fold
from index.translation.apertium import Dictionary
from index.vocabulary import Vocabulary

_WORD = regex.compile(r"(?<![\w@/#&.])\p{L}+(?![\w@/#&]|[.]\p{L})")
_ACCENT = regex.compile(r"[áéíóúüñ]", regex.IGNORECASE)
_VOWELS = dict(zip("aeioun", "áéíóúñ", strict=True))


class Accents:
    """Puts accents into messages, by the words of one collection. Safe to share between threads."""

    def __init__(self, vocabulary: Vocabulary, dictionary: Dictionary | None) -> None:
        self._collection = vocabulary.words("es")
        self._dictionary = dictionary

    def put_in(self, message: str, language: str) -> str:
        """The message with its accents, as it is where it has one already or is not Spanish."""
        if language != "es" or _ACCENT.search(message):
            return message
        asking = _asking(message)
        words = [match for match in _WORD.finditer(message) if match.group()[1:].islower() or len(match.group()) == 1]
        left = {fold(m.group()) for m in words if m.start() not in asking}
        known = self._known(sorted(word for word in left if len(word) > 3))
        text, before = message, ""
        for match in words:
            word, folded = match.group(), fold(match.group())
            told = asking.get(match.start()) or self._written(folded, before, known)
            text = text[: match.start()] + dressed(word, told or word) + text[match.end() :]
            before = folded
        return text

    def _written(self, word: str, before: str, known: frozenset[str]) -> str | None:
        """A folded word with its accent; None where it has none, or none is sure."""
        data = _data()
        past = word[:-1] + "ó" if word.endswith("o") and word[:-1] + "ó" in known else data["verb"]["both"].get(word)
        if past and before in data["verb"]["after"]:
            return past
        if word in data["words"]:
            return data["words"][word]
        of_collection = self._of_collection(word)
        if of_collection is not None:
            return of_collection
        forms = [form for form in _accented(word) if form in known]
        if past and before not in data["verb"]["never"] and len(forms) == 1:
            return past
        return forms[0] if word not in known and len(forms) == 1 else None

    def _of_collection(self, word: str) -> str | None:
        """As its ending is always written, or as the collection writes it most."""
        for bare, ending in _data()["endings"].items():
            if word.endswith(bare) and len(word) > len(bare) + 1:
                return word[: -len(bare)] + ending
        written = self._collection.get(word)
        return written[0] if written else None

    def _known(self, words: list[str]) -> frozenset[str]:
        """Those of the folded words, and of their forms with one accent, that a dictionary knows."""
        if self._dictionary is None or not words:
            return frozenset()
        return self._dictionary.known([*words, *(form for word in words for form in _accented(word))], "es")


def dressed(word: str, told: str) -> str:
    """`word` with the accents of `told` and its own capitals; as it is where the two are not the same word."""
    if len(word) != len(told) or fold(word) != fold(told):
        return word
    return "".join(b.upper() if a.isupper() else b.lower() for a, b in zip(word, told, strict=True))


def _asking(message: str) -> dict[int, str]:
    """Where words ask: their place and how they are written then."""
    data = _data()["question"]
    found: dict[int, str] = {}
    before: list[str] = []  # of the clause, since it began
    end = 0
    for match in _WORD.finditer(message):
        if regex.search(r"[,;:.?!¿¡(]", message[end : match.start()]):
            before = []
        end, word = match.end(), fold(match.group())
        begins = all(one in data["prepositions"] for one in before) or before[-1] in data["verbs"]
        begins = begins or bool(found and before[-1] in data["joining"])
        if word in data["always"] and before[-1:] and before[-1] in data["articles"]:
            pass
        elif word in data["always"]:
            found[match.start()] = data["always"][word]
        elif word in data["opening"] and begins and (word != "que" or not found):
            # where something asks already, "que" goes on about it
            found[match.start()] = data["opening"][word]
        before.append(word)
    return found


def _accented(word: str) -> list[str]:
    """The word with one accent or an ñ."""
    return [word[:at] + _VOWELS[c] + word[at + 1 :] for at, c in enumerate(word) if c in _VOWELS]


@cache
def _data() -> dict[str, Any]:
    return table("accents")
