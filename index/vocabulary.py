"""The words of a collection as they are written, and which form of an official term it uses.

Stored with the generation; for one that was built without them, counted when they are first asked for.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import regex

from corpus.text.language import LANGUAGES
from corpus.text.normalize import fold
from corpus.text.terms import Terms, load_terms
from index.store import Content

FORMS = "sayings.json"


class Sayings:
    """The forms of terms that a collection holds, with how often each stands there."""

    def __init__(self, counts: Mapping[str, Mapping[str, int]], terms: Terms | None = None) -> None:
        """`counts`: language → folded form → how often."""
        self._counts = counts
        self._terms = terms or load_terms()

    @classmethod
    def of(cls, texts: Mapping[str, Iterable[str]], terms: Terms | None = None) -> Sayings:
        """Of texts by language."""
        return cls(count_forms(texts, terms), terms)

    @classmethod
    def load(cls, folder: Path, content: Content) -> Sayings:
        """Those of the generation in `folder`."""
        if (folder / FORMS).is_file():
            return cls(json.loads((folder / FORMS).read_text(encoding="utf-8")))
        return cls.of(content.texts())

    def as_here(self, text: str, language: str) -> str:
        """The text with each of its terms that the collection does not hold as it is typed in the form it has most.

        A form that it does hold stays, however seldom: to put "OGP" for the name in full took two answers of the
        development half (docs/decisions/wording.md)."""
        told = self._counts.get(language, {})
        for mention in reversed(self._terms.find(text, language)):
            if not mention.term.expand:
                continue
            typed = fold(text[mention.start : mention.end])
            forms = mention.term.forms[language]
            best = max(forms, key=lambda form: told.get(fold(form), 0))
            if typed not in told and fold(best) in told:
                text = text[: mention.start] + best + text[mention.end :]
        return text


def count_forms(texts: Mapping[str, Iterable[str]], terms: Terms | None = None) -> dict[str, dict[str, int]]:
    """How often each folded form of a term stands in the texts of its language."""
    terms = terms or load_terms()
    found: dict[str, dict[str, int]] = {}
    for language, runs in texts.items():
        met: Counter[str] = Counter()
        for text in runs:
            met.update(fold(text[m.start : m.end]) for m in terms.find(text, language))
        found[language] = dict(sorted(met.items()))
    return found


def put_sayings(folder: Path, texts: Mapping[str, Iterable[str]]) -> None:
    """Write the forms of the texts into a generation that is being built."""
    (folder / FORMS).write_text(json.dumps(count_forms(texts), ensure_ascii=False), encoding="utf-8")


WORDS = "words.json"
_WORD = regex.compile(r"(?<![\w@.])[\p{L}\p{M}]{2,}(?![\w@])")


class Vocabulary:
    """Words of both languages. Accents and capitals are those that are met most."""

    def __init__(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """`counts`: language → word as written → how often."""
        self._found: dict[str, dict[str, tuple[str, int]]] = {}
        for language in LANGUAGES:
            best: dict[str, tuple[str, int, int]] = {}
            for word, count in sorted(counts.get(language, {}).items()):
                # "COMPROMISOS" and "Compromisos" say of a word that it is there, not how it is written
                key = fold(word)
                written, most, total = best.get(key, (word, 0, 0))
                weight = count * (1000 if word.islower() else 1)
                best[key] = (word, weight, total + count) if weight > most else (written, most, total + count)
            self._found[language] = {key: (written, total) for key, (written, _, total) in best.items()}

    @classmethod
    def of(cls, texts: Mapping[str, Iterable[str]]) -> Vocabulary:
        """Of texts by language."""
        return cls(count(texts))

    @classmethod
    def load(cls, folder: Path, content: Content) -> Vocabulary:
        """That of the generation in `folder`."""
        if (folder / WORDS).is_file():
            return cls(json.loads((folder / WORDS).read_text(encoding="utf-8")))
        return cls.of(content.texts())

    def holds(self, word: str) -> bool:
        """Does the folded word stand anywhere in the collection?"""
        return any(word in found for found in self._found.values())

    def words(self, language: str) -> Mapping[str, tuple[str, int]]:
        """Folded word → (as it is written, how often)."""
        return self._found[language]


def count(texts: Mapping[str, Iterable[str]]) -> dict[str, dict[str, int]]:
    """How often each word stands in the texts of each language."""
    return {language: dict(_counted(found)) for language, found in texts.items()}


def put_words(folder: Path, texts: Mapping[str, Iterable[str]]) -> None:
    """Write the words of the texts into a generation that is being built."""
    counts = {language: dict(sorted(found.items())) for language, found in count(texts).items()}
    (folder / WORDS).write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")


def _counted(texts: Iterable[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in texts:
        found.update(_WORD.findall(text))
    return found
