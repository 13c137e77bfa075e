"""Questions with an irrelevant sentence in front, as people begin a message."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from evals.cases import Case, Language
from evals.perturb.chance import Chance


def with_noise(case: Case, language: Language) -> str:
    sentence = Chance("noise", case, language).choose(sentences(language))
    return f"{sentence} {case.question(language)}"


def sentences(language: Language) -> tuple[str, ...]:
    """The small talk of that language."""
    return _data()[language]


@cache
def _data() -> dict[str, tuple[str, ...]]:
    text = files("evals.perturb").joinpath("noise.toml").read_text(encoding="utf-8")
    return {language: tuple(listed) for language, listed in tomllib.loads(text).items()}
