"""Metadata that nobody stated: concluded from the head (`corpus.identity`), the language from the text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
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
    inferred: list[str] = []
    doubtful: list[str] = []
    found: dict[str, Any] = {key: value or None for key, value in values.items() if key in _FIELDS}

    def infer(key: str, value: str | None, *, doubt: bool = False) -> str | None:
        if value:
            inferred.append(key)
            if doubt:
                doubtful.append(key)
        return value

    head = head_of(body)
    stated_kind = values.get("kind")
    if stated_kind:
        kind(stated_kind)
    concluded = stated_kind or kind_of(head, values.get("title", ""))
    if "kind" in claimed and stated_kind and not _is_borne_out(stated_kind, head):
        doubtful.append(CLAIMED)
    named, from_file = title_of(body, head, source, concluded)
    title = values.get("title") or infer("title", named, doubt=from_file)
    language = values.get("language") or infer("language", document_language(body.text))
    assert title and language
    name = stated_kind or infer("kind", concluded, doubt=concluded == DOUBTFUL)
    if all_fields:
        # A field that is stated to be empty stays so: somebody said that what was concluded is wrong.
        concluding = {"country": country_of, "cycle": cycle_of, "date": lambda _, head: date_of(head)}
        for key, conclude in concluding.items():
            found[key] = (values[key] or None) if key in values else infer(key, conclude(title, head))
    return Metadata(
        id=values.get("id") or infer("id", slug(source)) or "document",
        source=source,
        title=title,
        kind=name or DOUBTFUL,
        language=language,
        inferred=tuple(inferred),
        doubtful=tuple(doubtful),
        sha256=sha256,
        **found,
    )


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
