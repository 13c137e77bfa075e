"""What fields and official levels are called on screen."""

from __future__ import annotations

import regex

from corpus.data import table
from corpus.ledger.model import Finding
from corpus.ledger.scales import SCALES, keys, level_of
from corpus.text.normalize import fold

_VOICE = regex.compile(r" \((?P<voice>[a-z_]+)\)$")


def field_label(field: str, language: str) -> str:
    """The field's name; the field itself where it has none."""
    return str(table("corpus.ledger", "fields").get(field, {}).get("label", {}).get(language, field))


def value_label(finding: Finding, language: str) -> str:
    """The finding's value: an official level by its name, anything else as it is."""
    return level_label(finding.field, finding.value, language)


def level_label(scale: str, key: str, language: str) -> str:
    """The name of a level of an official scale; the key itself where it is none."""
    levels = table("corpus.ledger", "scales").get(scale, {}).get("levels", {})
    return str(levels.get(key, {}).get("label", {}).get(language, key))


def level_key(text: str) -> str | None:
    """The status or completion a person means: a key ("not_started"), or its name in either language ("Inactivo")."""
    written = fold(text).strip().replace(" ", "_")
    for scale in ("status", "completion"):
        found = written if written in keys(scale) else level_of(scale, text)
        if found:
            return found
    return None


def about_label(about: str, language: str) -> str:
    """What tells apart findings of one field: a level counted ("completion: limited (assessed)") and names that the
    ledger gives itself in the person's language, what documents say as it is."""
    voice = _VOICE.search(about)
    scale, _, level = about[: voice.start() if voice else len(about)].partition(": ")
    if scale in SCALES and level in keys(scale):
        told = f"{field_label(scale, language)}: {level_label(scale, level, language)}"
        return f"{told} ({_named(voice.group('voice'), language)})" if voice else told
    return _named(about, language)


def _named(name: str, language: str) -> str:
    return str(table("corpus.ledger", "about").get(name, {}).get(language, name))
