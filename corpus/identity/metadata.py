"""Metadata that nobody stated: concluded from the head (`corpus.identity`), the language from the text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from corpus.identity.country import country_of, cycle_of
from corpus.identity.dates import date_of
from corpus.identity.document_kind import kind_of
from corpus.identity.head import Head, head_of
from corpus.identity.titles import title_of, without_hash
from corpus.kinds import kind
from corpus.model import CLAIMED, Metadata
from corpus.structure.assemble import Body
from corpus.text.language import document_language
from corpus.text.normalize import comparable

_FIELDS = ("publisher", "country", "cycle", "date", "url", "commitment", "pair")
DOUBTFUL = "other"  # the kind of a document of which nothing clear is said
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 100


@dataclass(slots=True)
class _Concluded:
    """Which fields nobody stated, and which of them are in doubt."""

    inferred: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)

    def note(self, key: str, value: str | None, *, doubt: bool = False) -> str | None:
        """The value; its field is one that was inferred, unless nothing could be."""
        if value:
            self.inferred.append(key)
            self.doubtful += [key] if doubt else []
        return value


def complete(
    values: Mapping[str, str],
    body: Body,
    *,
    source: str,
    sha256: str,
    all_fields: bool = True,
    claimed: Collection[str] = (),
) -> Metadata:
    """Metadata from what is stated, the rest inferred and named so. Raises KindUnknown for a stated kind.

    `claimed` are the values that the file states of itself, and nobody else of it: where its kind is one of them and
    the title page says nothing of the sort, whose words it holds is in doubt ("voice" in `Metadata.doubtful`).
    Without `all_fields` only what a document must have is inferred.
    """
    found: dict[str, Any] = {key: value or None for key, value in values.items() if key in _FIELDS}
    told = _Concluded()
    head = head_of(body)
    stated_kind = values.get("kind")
    if stated_kind:
        kind(stated_kind)
    concluded = stated_kind or kind_of(head, values.get("title", ""))
    if "kind" in claimed and stated_kind and not _is_borne_out(stated_kind, head):
        told.doubtful.append(CLAIMED)
    named, from_file = title_of(body, head, source, concluded)
    title = values.get("title") or told.note("title", named, doubt=from_file)
    language = values.get("language") or told.note("language", document_language(body.text))
    assert title and language
    name = stated_kind or told.note("kind", concluded, doubt=concluded == DOUBTFUL)
    if all_fields:
        found |= {key: _concluded_or_stated(key, values, title, head, told) for key in _CONCLUDING}
    return Metadata(
        id=values.get("id") or told.note("id", slug(source)) or "document",
        source=source,
        title=title,
        kind=name or DOUBTFUL,
        language=language,
        inferred=tuple(told.inferred),
        doubtful=tuple(told.doubtful),
        sha256=sha256,
        **found,
    )


# What is concluded from the title and the head of a document where nobody states it.
_CONCLUDING: Mapping[str, Callable[[str, Head], str | None]] = {
    "country": country_of,
    "cycle": cycle_of,
    "date": lambda _, head: date_of(head),
}


def _concluded_or_stated(key: str, values: Mapping[str, str], title: str, head: Head, told: _Concluded) -> str | None:
    # A field that is stated to be empty stays so: somebody said that what was concluded is wrong.
    return (values[key] or None) if key in values else told.note(key, _CONCLUDING[key](title, head))


def _is_borne_out(stated: str, head: Head) -> bool:
    """Whether the head names that kind, or another of the same voice. Nobody borrows a voice that is nobody's."""
    voice = kind(stated).voice
    return voice == "context" or kind(kind_of(head)).voice == voice


def slug(name: str) -> str:
    """An id from a file's name: without ending and hash, letters and digits with hyphens between; of a long name its
    beginning and a check sum."""
    stem = PurePath(name).stem
    short = _NOT_SLUG.sub("-", comparable(without_hash(stem, " "))).strip("-")
    # A name that is a hash and a counter says nothing once the hash is gone.
    if not any(char.isalpha() for char in short):
        short = _NOT_SLUG.sub("-", comparable(stem)).strip("-") or "document"
    if len(short) <= _LONGEST_ID:
        return short
    return f"{short[:_LONGEST_ID].rstrip('-')}-{hashlib.sha256(short.encode()).hexdigest()[:8]}"
