"""The bridge with the official terms kept: what the terms file knows is rendered by it, not by the translator.

A protected term travels through the translator as an opaque word and comes out as the official form in the other
language. Where the translator loses such a word, the text is translated once more without protection.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import regex

from corpus.text.terms import Terms
from index.translation.apertium import Bridge, Dictionary
from index.translation.corrections import after, before, figures_of, negative_words
from index.translation.post_editing import (
    Span,
    agree,
    first_small,
    kept_names,
    lowered,
    official,
    opening,
    spans,
)

VERSION = "3"  # of the rules in this module
_ACRONYM = regex.compile(r"(?<!\w)(?=\w*\p{Lu}\w*\p{Lu})[\p{Lu}\d][\p{Lu}\d&-]+(?!\w)")
# From the beginning of what stands between spaces: tried at each letter, a long one would take seconds.
_ADDRESS = regex.compile(r"https?://\S+|www\.\S+|(?<!\S)@*[^\s@]+@\S+\.\S+")
_TOKEN = "qz{}x"
_TOKEN_OUT = regex.compile(r"qz(\d+)x", regex.IGNORECASE)
# The translator capitalises the first word it knows, which here is the one after a protected opening.
_LEADING = regex.compile(r"^(\W*qz\d+x\s+)(\p{Lu})(?=\p{Ll}|\s)", regex.IGNORECASE)
_OPENS = regex.compile(r"(?:^|[.!?:]\s+|\n\s*|[«“\"(])\W*$")
_SPACE_BEFORE = regex.compile(r"\s+([,.;:!?)\]»”])")
_SPACE_AFTER = regex.compile(r"(?<=[(\[«“])\s+(?=\S)")
_SPACES = regex.compile(r"\s{2,}")


class TermBridge:
    """A `Bridge` that protects terms, acronyms and addresses, and tidies what comes back."""

    def __init__(self, bridge: Bridge, terms: Terms) -> None:
        self._bridge = bridge
        self._terms = terms

    @property
    def fingerprint(self) -> str:
        """Changes when translations would: a cached one is used only under the fingerprint it was made with."""
        return f"{VERSION}:{self._terms.fingerprint}"

    @property
    def translator(self) -> Bridge:
        """The bridge without the terms, to be used again over another generation."""
        return self._bridge

    def translates(self, source: str, target: str) -> bool:
        return self._bridge.translates(source, target)

    @property
    def dictionary(self) -> Dictionary | None:
        """What tells which words there are, where the translator does."""
        return self._bridge if isinstance(self._bridge, Dictionary) else None

    def translate(
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        *,
        keep_names: bool = False,
        titles: Mapping[str, str] | None = None,
    ) -> list[str | None]:
        """As any bridge; `keep_names` is for people to read, not for search: proper names stay as they are, dates and
        institutions are written by rule, and known mistakes are mended. `titles` are then official names by how they
        are written in the source."""
        if source == target or not self._bridge.translates(source, target):
            return self._bridge.translate(texts, source, target)
        if keep_names:
            return self._to_read(texts, source, target, titles or {})
        return self._translated(texts, [self._protect(text, source, target) for text in texts], source, target)

    def _to_read(self, texts: Sequence[str], source: str, target: str, titles: Mapping[str, str]) -> list[str | None]:
        told: list[str | None] = [official(text, source, target) for text in texts]
        marks = [opening(text) for text in texts]
        plain = [before(text[len(mark) :], source) for text, mark in zip(texts, marks, strict=True)]
        rest = [n for n, found in enumerate(told) if found is None]
        protected = []
        for n in rest:
            taken = [*spans(plain[n], source, target, titles), *negative_words(plain[n], source)]
            protected.append(self._protect(lowered(plain[n], source, taken), source, target, taken, keep_names=True))
        results = self._translated([plain[n] for n in rest], protected, source, target, to_read=True)
        for n, result in zip(rest, results, strict=True):
            if result is not None:
                mended = after(texts[n], first_small(plain[n], result), target)
                told[n] = marks[n].lstrip() + figures_of(mended, target)
        return told

    def _translated(
        self,
        texts: Sequence[str],
        protected: Sequence[tuple[str, list[str]]],
        source: str,
        target: str,
        to_read: bool = False,
    ) -> list[str | None]:
        results = self._bridge.translate([text for text, _ in protected], source, target)
        restored = [
            None if result is None else _restore(agree(result, kept, target) if to_read else result, kept)
            for result, (_, kept) in zip(results, protected, strict=True)
        ]
        again = [i for i, result in enumerate(restored) if result is None]
        for i, result in zip(again, self._bridge.translate([texts[i] for i in again], source, target), strict=True):
            restored[i] = result
        return [
            None if result is None else tidy(self._correct(text, result, source, target))
            for text, result in zip(texts, restored, strict=True)
        ]

    def _correct(self, text: str, result: str, source: str, target: str) -> str:
        """Terms that were left to the translator and that it did not know: their official form after all."""
        for mention in self._terms.find(text, source):
            forms = mention.term.forms.get(target)
            written = text[mention.start : mention.end]
            if forms and not mention.term.protect and written not in forms:
                left = regex.compile(rf"(?<!\w){regex.escape(written)}(?!\w)", regex.IGNORECASE)
                result = left.sub(_render(written, forms).replace("\\", r"\\"), result)
        return result

    def _protect(
        self, text: str, source: str, target: str, taken: Sequence[Span] = (), *, keep_names: bool = False
    ) -> tuple[str, list[str]]:
        spans = [*taken, *((m.start(), m.end(), m.group()) for m in _ADDRESS.finditer(text))]
        for mention in self._terms.find(text, source):
            forms = mention.term.forms.get(target)
            if forms and mention.term.protect:
                original = text[mention.start : mention.end]
                if any(start < mention.end and end > mention.start for start, end, _ in taken):
                    continue
                told = _render(original, forms)
                if keep_names and forms[0][:1].islower() and not _OPENS.search(text[: mention.start]):
                    told = forms[0] if told.lower() == forms[0].lower() else told  # no capital within a sentence
                spans.append((mention.start, mention.end, told))
        if not text.isupper():  # a heading in capitals is no string of acronyms
            spans += [(m.start(), m.end(), m.group()) for m in _ACRONYM.finditer(text)]
            if keep_names:
                spans += [
                    (start, end, self._name(text[start:end], source, target))
                    for start, end in kept_names(text, source, taken)
                ]
        kept: list[str] = []
        pieces: list[str] = []
        at = 0
        # at one place the longest span wins
        for start, end, replacement in sorted(spans, key=lambda span: (span[0], -span[1])):
            if start < at:
                continue
            pieces += [text[at:start], _TOKEN.format(len(kept))]
            kept.append(replacement)
            at = end
        pieces.append(text[at:])
        return "".join(pieces), kept

    def _name(self, name: str, source: str, target: str) -> str:
        """A name in the other language where the terms or the countries of the world give it, else as it is."""
        mentions = self._terms.find(name, source)
        if len(mentions) == 1 and mentions[0].end - mentions[0].start == len(name):
            return _render(name, mentions[0].term.forms.get(target, (name,)))
        return countries_by_name(source, target).get(name) or official(name, source, target) or name


@cache
def countries_by_name(source: str, target: str) -> dict[str, str]:
    """Country names of one language in another (Unicode CLDR)."""
    from babel import Locale

    there = Locale(target).territories
    return {name: there[code] for code, name in Locale(source).territories.items() if code in there}


def _render(original: str, forms: tuple[str, ...]) -> str:
    """The target form that suits the original: an acronym for an acronym, capitals as they were."""
    if original in forms:
        return original
    if original.isupper() and len(original) <= 6:
        return next((form for form in forms if form.isupper()), forms[0])
    if original[:1].isupper() and forms[0][:1].islower():
        return forms[0][0].upper() + forms[0][1:]
    return forms[0]


def _restore(text: str, kept: list[str]) -> str | None:
    """The translation with its terms back; None where the translator lost or doubled one."""
    text = _LEADING.sub(lambda m: m.group(1) + m.group(2).lower(), text)
    seen = sorted(int(match.group(1)) for match in _TOKEN_OUT.finditer(text))
    if seen != list(range(len(kept))):
        return None
    return _TOKEN_OUT.sub(lambda match: kept[int(match.group(1))], text)


def tidy(text: str) -> str:
    """Without spaces before closing marks, after opening ones, or two in a row."""
    return _SPACES.sub(" ", _SPACE_AFTER.sub("", _SPACE_BEFORE.sub(r"\1", text))).strip()
