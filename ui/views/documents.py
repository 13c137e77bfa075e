"""What is known of a document, in lines for people: what nobody stated is marked as inferred; what is in doubt;
what could not be read; and the warnings of a build. The other packages hand these over as a key and a value."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ui.views.text import KindLabel
from ui.wording import Wording

if TYPE_CHECKING:
    from corpus.model import Metadata

SHOWN = ("kind", "country", "cycle", "date")  # what decides whose words they are, of where and when


def facts_line(data: Metadata, texts: Wording, kind_label: KindLabel) -> str:
    """ "IRM report, UY, 2021-2023, es — inferred: kind, country"."""
    kind = kind_label(data.kind, texts.language)
    facts = ", ".join(part for part in (kind, data.country, data.cycle, data.date, data.language) if part)
    doubtful = [name for name in (*SHOWN, "title") if name in data.doubtful]
    inferred = [name for name in SHOWN if name in data.inferred and name not in doubtful]
    for key, names in (("corpus.inferred_fields", inferred), ("corpus.doubtful_fields", doubtful)):
        if names:
            facts += f" — {texts(key, fields=_field_names(names, texts))}"
    return facts


def _field_names(names: Iterable[str], texts: Wording) -> str:
    return ", ".join(texts(f"field.{name}").lower() for name in names)


def added_lines(outcome: Any, texts: Wording, kind_label: KindLabel) -> list[str]:
    """What an added document was taken for, how to correct that, and a document whose file has the same name."""
    data = outcome.metadata
    if data is None or outcome.status == "unchanged":
        return []
    lines = [facts_line(data, texts, kind_label)]
    if "kind" in data.doubtful:
        lines.append(texts("corpus.kind_doubtful", id=data.id))
    elif set(SHOWN) & set(data.inferred):
        lines.append(texts("corpus.correct", id=data.id))
    if outcome.forgotten:
        lines.append(texts("corpus.forgotten", fields=_field_names(outcome.forgotten, texts), id=data.id))
    if outcome.claimed:
        lines.append(texts("corpus.claimed", fields=_field_names(outcome.claimed, texts), id=data.id))
    if not data.country:
        lines.append(texts("corpus.no_country", id=data.id))
    if outcome.namesake:
        lines.append(texts("corpus.namesake", id=data.id, other=outcome.namesake, path=outcome.path))
    return lines


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


def _partly_read(key: str, gaps: Mapping[str, Any], texts: Wording) -> str:
    """What the ledger misses of a document (`index.ledger`)."""
    missing = _runs(gaps["missing"])
    with_numbers = f"{key}_missing"
    if missing and f"warnings.{with_numbers}" in texts:
        key = with_numbers
    values = {name: gaps[name] for name in ("source", "found", "stated")}
    return texts(f"warnings.{key}", missing=missing, **values)
