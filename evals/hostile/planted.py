"""What misbehaving models make up: data in planted.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.text.language import spanish_confidence


@cache
def planted() -> dict[str, Any]:
    return tomllib.loads((files("evals.hostile") / "planted.toml").read_text(encoding="utf-8"))


def language_of(text: str) -> str:
    """The language a model would take the text for: es or en."""
    return "es" if spanish_confidence(text) >= 0.5 else "en"


@cache
def marks() -> tuple[str, ...]:
    """Strings that stand in no document: each is evidence that something made up was shown."""
    data = planted()
    found = [data[name] for name in ("name", "acronym", "number", "id", "key", "word", "host", "secret")]
    for name in ("institution", "sentence", "invented", "foreign", "verdict", "prose", "addition"):
        found += data[name].values()
    found += [number for listed in data["numbers"].values() for number in listed]
    return tuple(dict.fromkeys(found))
