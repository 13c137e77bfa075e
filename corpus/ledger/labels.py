"""What fields, official levels and policy areas are called on screen, and the words that name them."""

from __future__ import annotations

from functools import cache

import regex

from corpus.data import table
from corpus.ledger.model import Finding
from corpus.ledger.scales import SCALES, keys, level_of
from corpus.text.normalize import fitting, fold

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


def names_area(words: str, area: str) -> bool:
    """Whether `words`, in Spanish or English, are a name of the policy area that a document calls `area`."""
    wanted = _plain(words)
    return bool(wanted) and (wanted == _plain(area) or _area_names(_plain(area)).fullmatch(wanted) is not None)


def area_label(area: str, language: str) -> str:
    """The policy area that a document calls `area`, in that language; `area` itself where it is not a known one."""
    for entry in table("corpus.ledger", "areas").values():
        if _plain(area) in map(_plain, entry["label"].values()):
            return str(entry["label"].get(language, area))
    return area


@cache
def _area_names(area: str) -> regex.Pattern[str]:
    """What the area is called: every name of each entry of areas.toml of which `area` is a label."""
    patterns: list[str] = []
    for entry in table("corpus.ledger", "areas").values():
        labels = [_plain(label) for label in entry["label"].values()]
        if area in labels:
            patterns += [*map(regex.escape, labels), *entry.get("words", ())]
    return fitting(patterns)


def _plain(text: str) -> str:
    return " ".join(regex.findall(r"[\p{L}\d]+", fold(text)))
