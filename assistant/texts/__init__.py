"""The sentences around an answer, in Spanish and English: data in es.toml and en.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _texts(language: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__name__) / f"{language}.toml").read_text(encoding="utf-8"))


def say(key: str, language: str, **values: object) -> str:
    """The sentence "group.name" in that language with its placeholders filled. Errors: KeyError for an unknown one."""
    group, name = key.split(".")
    return _texts(language)[group][name].format(**values)


def has(key: str) -> bool:
    """Whether there is a sentence of that key (in both languages: a test holds this)."""
    group, name = key.split(".")
    return name in _texts("en")[group]
