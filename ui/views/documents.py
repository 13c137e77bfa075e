"""Sentences that the other packages hand over as a key and a value, in the person's language."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ui.wording import Wording


def note_lines(notes: Iterable[tuple[str, str]], texts: Wording) -> list[str]:
    """A document's notes as sentences; notes of one kind (page after page without text) share a sentence, which
    says how many they are where we have words for that."""
    grouped: dict[str, list[str]] = {}
    for key, value in notes:
        grouped.setdefault(key, []).append(value)
    return [
        texts.count(f"notes.{key}", len(values), value=_runs(values))
        if f"notes.{key}.one" in texts
        else note_text((key, ", ".join(values)), texts)
        for key, values in grouped.items()
    ]


def _runs(pages: Iterable[str | int]) -> str:
    """Page numbers, those that follow each other as first and last: "2, 4–180"."""
    runs: list[list[int]] = []
    for page in sorted(map(int, pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    return ", ".join("–".join(map(str, run)) for run in runs)


def note_text(note: tuple[str, str], texts: Wording, section: str = "notes") -> str:
    """The text `section.key` with `{value}` filled in; key and value where we have no words for it."""
    key, value = note[0], note[1]
    if f"{section}.{key}" in texts:
        return texts(f"{section}.{key}", value=value)
    return f"{key}: {value}" if value else key


def draft_lines(superseded: Mapping[str, str], about: Collection[str], texts: Wording) -> list[str]:
    """For each draft that a final report supersedes, a sentence, if one of the two is among `about`."""
    pairs = [pair for pair in sorted(superseded.items()) if set(pair) & set(about)]
    return [texts("corpus.superseded", draft=draft, final=final) for draft, final in pairs]


def warning_text(warning: tuple[str, str], texts: Wording) -> str:
    """A warning of a build or of the index."""
    key, value = warning[0], warning[1]
    if key == "language_unread":
        value = texts.named("languages", value)
    if key.startswith("ledger_"):
        return _partly_read(key, json.loads(value), texts)
    return note_text((key, value), texts, "warnings")


def _partly_read(key: str, told: Mapping[str, Any], texts: Wording) -> str:
    """What the ledger misses of a document (`index.ledger`)."""
    missing = _runs(told["missing"])
    with_numbers = f"{key}_missing"
    if missing and f"warnings.{with_numbers}" in texts:
        key = with_numbers
    values = {name: told[name] for name in ("source", "found", "stated")}
    return texts(f"warnings.{key}", missing=missing, **values)
