"""The questions that the reader learns from: each fits its document, and none is near a test."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from evals.gold import load_cases
from evals.libraries import SHARED
from evals.reader.measure import agreement
from evals.reader.mixture import names
from evals.reader.written import HERE, LANGUAGES, Row, rows, sources

GOLD = Path(__file__).parents[3] / "evals" / "gold"
TESTED = ("Valdoria", "Tamaria", "Corvenia", "Quelmora", "Marelia")
REAL = SHARED / "corpus" / "training"


def written(name: str) -> list[Row]:
    return list(rows(HERE / "questions" / f"{name}.jsonl"))


@pytest.mark.parametrize("name", names())
def test_every_anchor_stands_in_its_document(name: str) -> None:
    if not (HERE / "countries" / name).is_dir() and not REAL.is_dir():
        pytest.skip("the real documents are not on this machine")
    documents = sources(name, SHARED)
    lost = [
        (row.id, run)
        for row in written(name)
        for run in (row.anchor, *row.also)
        if not documents[row.document].runs(run)
    ]
    assert lost == []


@pytest.mark.parametrize("name", names())
def test_rows_are_whole(name: str) -> None:
    found = written(name)
    assert len({row.id for row in found}) == len(found)
    assert all(row.questions[code].strip() for row in found for code in LANGUAGES)
    assert all(len(run.split()) <= 10 for row in found for run in (row.anchor, *row.also))


def test_there_is_enough_of_each_sort() -> None:
    found = [row for name in names() for row in written(name)]
    assert len(LANGUAGES) * len(found) >= 4000
    assert sum(not row.answerable for row in found) >= len(found) / 3
    assert sum((HERE / "countries" / name).is_dir() for name in names()) >= 6
    kinds = Counter(row.kind for row in found)
    for kind in ("who", "when", "how_many", "why", "became", "yes_no", "compare", "list", "define"):
        assert kinds[kind] >= 100, kind


def test_nothing_resembles_the_gold_questions() -> None:
    gold = [
        case.question(code) for path in sorted(GOLD.glob("*.jsonl")) for case in load_cases(path) for code in LANGUAGES
    ]
    asked = [row.questions[code] for name in names() for row in written(name) for code in LANGUAGES]
    scores = process.cdist(asked, gold, scorer=fuzz.token_sort_ratio, score_cutoff=93)
    near = [(asked[a], gold[g]) for a, g in zip(*scores.nonzero(), strict=True)]
    assert near == []


def test_no_country_of_a_test_is_in_it() -> None:
    pattern = re.compile("|".join(TESTED), re.IGNORECASE)
    files = [*(HERE / "questions").glob("*.jsonl"), *(HERE / "countries").glob("*/*")]
    assert [path.name for path in files if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_a_second_reading_agrees() -> None:
    found = agreement()
    assert found.rows >= sum(len(written(name)) for name in names()) / 11
    assert found.whether >= 0.9
