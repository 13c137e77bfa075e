"""The questions on the fictional countries: their documents can be read, and the gold stands where it says."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import evals
from corpus.library.catalog import load_catalog
from corpus.model import Block, Document
from corpus.read import read_file
from evals.cases import KINDS, LANGUAGES, Case, Gold
from evals.gold import QUOTED_WORDS, load_cases

HERE = Path(next(iter(evals.__path__)))
COUNTRIES = ("valdoria", "tamaria", "corvenia", "quelmora")
HELD_OUT = ("tamaria", "quelmora")
PAIRED = ("valdoria", "tamaria")  # those with a document in both languages
# Valdoria's first questions were written before places were told apart by part; a list's items may stand apart.
OLDEST = frozenset(f"valdoria-{number:03d}" for number in range(1, 16))


@cache
def documents(country: str) -> dict[str, Document]:
    """What `ogp corpus add --catalog` would read, by file name."""
    catalog = load_catalog(HERE / "fictional" / country / "catalog.toml")
    return {path.name: read_file(path, catalog.entry_for(path)) for path in catalog.files()}


@cache
def cases(country: str) -> tuple[Case, ...]:
    return load_cases(HERE / "gold" / f"{country}.jsonl")


def blocks(country: str, gold: Gold) -> list[tuple[Block, str]]:
    """The blocks, with their texts, that hold the anchor and have its section as the nearest heading above."""
    document = documents(country)[gold.source]
    texts = ((block, document.text[block.start : block.end]) for block in document.blocks if block.section)
    return [(block, text) for block, text in texts if gold.stands_in(text) and gold.section == short(block.section[-1])]


def short(heading: str) -> str:
    return " ".join(heading.split()[:QUOTED_WORDS])


def every(country: str) -> list[tuple[Case, Gold]]:
    return [(case, gold) for case in cases(country) for gold in case.gold]


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_catalog_lists_every_document_and_each_can_be_read(country: str) -> None:
    folder = HERE / "fictional" / country
    assert set(documents(country)) == {path.name for path in folder.iterdir()} - {"README.md", "catalog.toml"}
    for document in documents(country).values():
        assert document.notes == ()
        assert {block.kind for block in document.blocks} >= {"heading", "paragraph"}


@pytest.mark.parametrize("country", PAIRED)
def test_twins_have_the_same_headings_in_number_and_depth(country: str) -> None:
    pairs: dict[str, list[list[int]]] = {}
    for document in documents(country).values():
        if document.metadata.pair:
            levels = [block.level for block in document.blocks]
            pairs.setdefault(document.metadata.pair, []).append(levels)
    assert pairs
    for pair, (first, second) in pairs.items():
        assert first == second, pair


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_anchor_stands_in_one_block_under_its_section(country: str) -> None:
    lost = [(case.id, gold) for case, gold in every(country) if not blocks(country, gold)]
    assert lost == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_section_and_anchor_point_to_a_single_block(country: str) -> None:
    several = [(case.id, gold) for case, gold in every(country) if len(blocks(country, gold)) > 1]
    assert several == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_document_is_asked_about(country: str) -> None:
    assert {gold.source for _, gold in every(country)} == set(documents(country))


@pytest.mark.parametrize("country", COUNTRIES)
def test_both_halves_are_there_and_no_question_comes_twice(country: str) -> None:
    for language in LANGUAGES:
        # a follow-up may be worded as another one is: what was asked before it tells them apart
        asked = Counter((*case.earlier(language), case.question(language)) for case in cases(country))
        assert [question for question, times in asked.items() if times > 1] == []
        assert all(all(question.strip() for question in questions) for questions in asked)
    # Spanish questions open with their own mark, or are chat messages, or a few words without any mark
    unmarked = {case.id for case in cases(country) if "?" not in case.es + case.en}
    unmarked |= {case.id for case in cases(country) if case.kind in ("colloquial", "injection")}
    marked = [case for case in cases(country) if case.id not in unmarked]
    assert [case.id for case in marked if "¿" not in case.es or "?" not in case.en or "¿" in case.en] == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_kind_is_there(country: str) -> None:
    assert {case.kind for case in cases(country)} == set(KINDS)


def test_there_are_enough_questions_of_the_kinds_that_are_easily_got_wrong() -> None:
    least = {
        "valdoria": {"follow_up": 3, "hidden_instruction": 2, "unanswerable": 5},
        "tamaria": {"follow_up": 3, "hidden_instruction": 3, "unanswerable": 10, "out_of_scope": 3, "injection": 2},
        "quelmora": {"follow_up": 4, "hidden_instruction": 2, "unanswerable": 12},
    }
    for country, kinds in least.items():
        found = Counter(case.kind for case in cases(country))
        assert {kind: found[kind] for kind in kinds if found[kind] < kinds[kind]} == {}
    assert [len(cases(country)) for country in ("valdoria", "tamaria", "quelmora")] == [40, 50, 60]


def test_valdoria_is_halved_and_the_held_out_ones_are_only_scored() -> None:
    halves = Counter(case.split for case in cases("valdoria"))
    assert abs(halves["dev"] - halves["test"]) <= 1
    kinds = Counter((case.kind, case.split) for case in cases("valdoria"))
    assert [kind for kind in KINDS if abs(kinds[kind, "dev"] - kinds[kind, "test"]) > 1] == []
    assert {case.split for country in HELD_OUT for case in cases(country)} == {"test"}


@pytest.mark.parametrize("country", COUNTRIES)
def test_to_repeat_the_question_is_no_right_answer(country: str) -> None:
    """Nor is it to repeat the whole conversation."""
    answerable = [case for case in cases(country) if case.expected == "answered"]
    for language in LANGUAGES:
        given_away = [
            case.id
            for case in answerable
            if not case.missing_nuggets(" ".join((*case.earlier(language), case.question(language))))
        ]
        assert given_away == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_the_gold_places_say_is_a_right_answer(country: str) -> None:
    """Quoted in full they hold every vital nugget, and no forbidden claim."""
    for case in cases(country):
        if case.expected != "answered" or case.id in OLDEST:
            continue
        answer = "\n".join(text for gold in case.gold for _, text in blocks(country, gold))
        assert case.missing_nuggets(answer) == (), case.id
        assert case.claims_forbidden(answer) == (), case.id


@pytest.mark.parametrize("country", COUNTRIES)
def test_each_part_is_needed(country: str) -> None:
    """A question over several places is not answered by those of one part, unless one place tells it all."""
    for case in cases(country):
        if case.kind not in ("conflict", "comparison") or len(case.parts) < 2:
            continue
        for part in case.parts:
            texts = [text for gold in case.gold if gold.part == part for _, text in blocks(country, gold)]
            for text in texts:
                assert case.missing_nuggets(text), f"{case.id}: part {part} answers it alone"


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_document_makes_a_forbidden_claim(country: str) -> None:
    whole = "\n".join(document.text for document in documents(country).values())
    forbidden = {case.id: case.claims_forbidden(whole) for case in cases(country) if case.id not in OLDEST}
    assert {case_id: claims for case_id, claims in forbidden.items() if claims} == {}
