"""The sentences around an answer say the same in both languages."""

from __future__ import annotations

import string
import tomllib
from importlib.resources import files

from assistant.texts import has
from corpus.kinds import all_kinds


def sentences(language: str) -> dict[str, str]:
    data = tomllib.loads((files("assistant.texts") / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{group}.{name}": text for group, entries in data.items() for name, text in entries.items()}


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}


def test_both_languages_have_the_same_sentences_with_the_same_placeholders() -> None:
    spanish, english = sentences("es"), sentences("en")
    assert spanish.keys() == english.keys()
    assert not [key for key in english if placeholders(english[key]) != placeholders(spanish[key])]


def test_kinds_that_are_told_by_country_and_year_are_kinds() -> None:
    named = {key.removeprefix("named.") for key in sentences("en") if key.startswith("named.")}
    assert named and named <= all_kinds().keys()
    assert has("named.action_plan") and not has("named.fact_sheet")
