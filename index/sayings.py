"""Which form of an official term a collection uses, of those that mean the same: "MRI", "IRM" or the name in full.

Stored with the generation (`sayings.json`); for one that was built without it, counted when it is first asked for.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.text.normalize import fold
from corpus.text.terms import Terms, load_terms
from index.content import Content

FILE = "sayings.json"


class Sayings:
    """The forms of terms that a collection holds, with how often each stands there."""

    def __init__(self, counts: Mapping[str, Mapping[str, int]], terms: Terms | None = None) -> None:
        """`counts`: language → folded form → how often."""
        self._counts = counts
        self._terms = terms or load_terms()

    @classmethod
    def of(cls, texts: Mapping[str, Iterable[str]], terms: Terms | None = None) -> Sayings:
        """Of texts by language."""
        return cls(count(texts, terms), terms)

    @classmethod
    def load(cls, folder: Path, content: Content) -> Sayings:
        """Those of the generation in `folder`."""
        if (folder / FILE).is_file():
            return cls(json.loads((folder / FILE).read_text(encoding="utf-8")))
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


def count(texts: Mapping[str, Iterable[str]], terms: Terms | None = None) -> dict[str, dict[str, int]]:
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
    (folder / FILE).write_text(json.dumps(count(texts), ensure_ascii=False), encoding="utf-8")
