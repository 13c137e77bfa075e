"""Institutions that say what they are for ("Ministry of Health"), in the other language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import regex


@cache
def reading_data() -> dict[str, Any]:
    """reading.toml."""
    return tomllib.loads((files("index") / "reading.toml").read_text(encoding="utf-8"))


def bodies(text: str, source: str, target: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, name in the other language) of the institutions that reading.toml knows by what they are for."""
    for match in _body_pattern(source).finditer(text):
        if match.group("whole"):
            yield match.start(), match.end(), _data_pairs("whole", source, target)[match.group("whole")]
            continue
        areas = _data_pairs("areas", source, target)
        joint = {"es": "y", "en": "and"}[target]
        told = [areas[area] for area in match.captures("area")]
        several = ", ".join(told[:-1]) + f" {joint} {told[-1]}" if len(told) > 1 else told[0]
        yield match.start(), match.end(), f"{_data_pairs('heads', source, target)[match.group('head')]} {several}"


@cache
def _body_pattern(language: str) -> regex.Pattern[str]:
    def any_of(name: str) -> str:
        forms = {entry[language] for entry in reading_data()["bodies"][name]}
        return "|".join(regex.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))

    joint = {"es": r"(?:,\s+|\s+y\s+(?:de\s+)?)", "en": r"(?:,\s+(?:and\s+)?|\s+and\s+(?:of\s+)?)"}[language]
    area = rf"(?P<area>{any_of('areas')})"
    # a name that goes on is another one: "Ministry of Health Insurance"
    further = {"es": r"(?!\s+(?:y\s+|e\s+|de\s+(?:la\s+|los\s+)?)?\p{Lu})", "en": r"(?!\s+(?:and\s+|of\s+)?\p{Lu})"}[
        language
    ]
    many = rf"(?P<head>{any_of('heads')})\s+{area}(?:{joint}{area})*(?![\w’'-]){further}"
    return regex.compile(rf"(?<!\w)(?:{many}|(?<!\p{{Lu}}\p{{Ll}}+\s)(?P<whole>{any_of('whole')})(?!\w){further})")


@cache
def _data_pairs(name: str, source: str, target: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for entry in reading_data()["bodies"][name]:
        pairs.setdefault(entry[source], entry[target])  # the first one given is the usual one
    return pairs


@cache
def countries(language: str) -> frozenset[str]:
    """Country names (Unicode CLDR)."""
    from babel import Locale

    return frozenset(Locale(language).territories.values())
