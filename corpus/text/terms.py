"""The terms file: official Spanish and English forms of the same thing, found in running text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import regex

from corpus.data import table
from corpus.text.normalize import fold


@dataclass(frozen=True, slots=True)
class Term:
    """One thing with its forms by language; the first form of each is the canonical one."""

    forms: dict[str, tuple[str, ...]]
    expand: bool = True
    protect: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A term found in a text at [start, end)."""

    term: Term
    start: int
    end: int


class Terms:
    """Terms with a matcher for each language."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self.fingerprint = hashlib.sha256(repr(self.terms).encode()).hexdigest()[:16]
        self._by_form: dict[str, dict[str, Term]] = {}
        self._pattern: dict[str, regex.Pattern[str]] = {}
        for language in {language for term in self.terms for language in term.forms}:
            forms = {fold(form): term for term in self.terms for form in term.forms.get(language, ())}
            self._by_form[language] = forms
            ordered = sorted(forms, key=len, reverse=True)
            self._pattern[language] = regex.compile(
                r"(?<!\w)(?:" + "|".join(regex.escape(form) for form in ordered) + r")(?!\w)"
            )

    def find(self, text: str, language: str) -> list[Mention]:
        """Terms of `language` in `text`, longest first at each place, not overlapping, in order."""
        pattern = self._pattern.get(language)
        if pattern is None:
            return []
        forms = self._by_form[language]
        return [Mention(forms[m.group()], m.start(), m.end()) for m in pattern.finditer(fold(text))]

    def synonyms(self, text: str, language: str) -> dict[str, tuple[str, ...]]:
        """Every form, by language, of the expandable terms that `text` mentions."""
        found: dict[str, dict[str, None]] = {}
        for mention in self.find(text, language):
            if mention.term.expand:
                for other, forms in mention.term.forms.items():
                    found.setdefault(other, {}).update(dict.fromkeys(forms))
        return {other: tuple(forms) for other, forms in found.items()}


@cache
def load_terms() -> Terms:
    """The terms that come with the product (terms.toml)."""
    return Terms(
        Term(
            forms={key: tuple(value) for key, value in entry.items() if isinstance(value, list)},
            expand=entry.get("expand", True),
            protect=entry.get("protect", True),
        )
        for entry in table("corpus.text", "terms")["term"]
    )
