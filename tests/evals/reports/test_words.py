"""The texts and looks of the report."""

from __future__ import annotations

import string
from itertools import product
from typing import Any, get_args

import pytest

from assistant.answer import Status
from evals.cases import KINDS, LANGUAGES, SPLITS
from evals.metrics.retrieval import DEPTHS
from evals.perturb import VARIANTS
from evals.reports.draw import looks
from evals.reports.words import signed, words
from evals.runs.compare import DEFAULTS

SYSTEMS = ("assistant", "baseline", "bm25", "dense")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_say_the_same_things() -> None:
    spanish, english = words("es"), words("en")
    assert spanish.names() == english.names()
    assert all(fields(spanish(key)) == fields(english(key)) for key in english.names())
    assert all(spanish(key).strip() and english(key).strip() for key in english.names())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_from_the_project_has_a_word(language: Any) -> None:
    texts = words(language)
    known = set(texts.names())
    named = [
        *product(["kinds"], KINDS),
        *product(["variants"], VARIANTS),
        *product(["splits"], (*SPLITS, "all")),
        *product(["status"], (*get_args(Status), "none")),
        *product(["systems"], SYSTEMS),
        *product(["languages"], (*LANGUAGES, "gap")),
        *product(["suites"], DEFAULTS),
        *((f"metrics.recall@{k}", "how") for k in DEPTHS),
    ]
    assert not [name for section, name in named if f"{section}.{name}" not in known]


def test_every_metric_is_explained_in_one_sentence() -> None:
    texts = words("en")
    explained = [texts(key) for key in texts.names() if key.startswith("metrics.") and key.endswith(".how")]
    assert len(explained) > 20
    assert all(text.endswith(".") for text in explained)


def test_figures_are_written_as_people_of_the_language_do() -> None:
    assert (words("en").percent(0.8163), words("es").percent(0.8163)) == ("81.6%", "81.6 %")
    assert words("en").percent(None) == "–"
    assert [signed(value) for value in (1.25, -1.25, 0.04, -0.04)] == ["+1.2", "−1.2", "0.0", "0.0"]
    assert (words("en").seconds(0.0604), words("en").seconds(1.26)) == ("60 ms", "1.3 s")


def test_every_system_has_a_look_of_its_own() -> None:
    names = (*SYSTEMS, "a service", "another", "a third")
    found = looks(names)
    assert len({look.colour for look in found.values()}) == len(names)
    assert looks(("a service", "assistant"))["assistant"] == found["assistant"]
    assert len(looks([f"service {n}" for n in range(20)])) == 20


@pytest.mark.parametrize("paper", [(255, 255, 255), (26, 33, 41)])
def test_the_named_systems_stand_out_on_light_and_on_dark_paper(paper: tuple[int, int, int]) -> None:
    for look in looks(SYSTEMS).values():
        colour = tuple(int(look.colour[n : n + 2], 16) for n in (1, 3, 5))
        light, dark = sorted((luminance(colour), luminance(paper)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3


def luminance(colour: tuple[int, ...]) -> float:
    """As WCAG 2 defines it."""
    parts = [value / 255 for value in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
