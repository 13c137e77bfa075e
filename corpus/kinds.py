"""The kinds of documents (data in kinds.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from corpus.data import table
from corpus.errors import KindUnknown
from corpus.model import Voice

VOICES: tuple[str, ...] = get_args(Voice)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its key, who speaks in it by default, its name in each language (ISO 639-1 →
    text)."""

    name: str
    voice: Voice
    label: Mapping[str, str]


@cache
def all_kinds() -> Mapping[str, Kind]:
    """Every kind by its key, in the order of kinds.toml."""
    data = table("corpus", "kinds")
    return {name: Kind(name, entry["voice"], dict(entry["label"])) for name, entry in data.items()}


def kind(name: str) -> Kind:
    """The kind of that key; raises KindUnknown."""
    try:
        return all_kinds()[name]
    except KeyError:
        raise KindUnknown(kind=name, known=", ".join(all_kinds())) from None
