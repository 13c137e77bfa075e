"""The words of a collection as they are written, by language, with how often each stands there.

Stored with the generation (`words.json`); for one that was built without it, counted when it is first asked for.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import regex

from corpus.text.language import LANGUAGES
from corpus.text.normalize import fold
from index.content import Content

FILE = "words.json"
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
        if (folder / FILE).is_file():
            return cls(json.loads((folder / FILE).read_text(encoding="utf-8")))
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
    (folder / FILE).write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")


def _counted(texts: Iterable[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in texts:
        found.update(_WORD.findall(text))
    return found
