"""The gold questions are well formed, and every anchor stands where its case says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import evals
from corpus.library.starter import starter_documents
from corpus.model import Block, Document
from corpus.read import read_file
from corpus.text.normalize import squeeze
from evals.cases import KINDS, LANGUAGES, Case, Gold
from evals.gold import QUOTED_WORDS, load_cases

ROOT = Path(__file__).resolve().parents[2]
GOLD = Path(next(iter(evals.__path__))) / "gold"
SHARED = ROOT.parent / "shared" / "corpus"
FILES = sorted(path.name for path in GOLD.glob("*.jsonl"))
READ_HERE = ["seeds.jsonl", "pdfs.jsonl", "starter.jsonl"]  # the fictional countries have tests of their own
HELD_OUT = {"tamaria.jsonl", "quelmora.jsonl"}  # nothing is ever tuned on them, so they have no development half
PDFS = [
    "co-metodologia-iv-plan.pdf",
    "pnud-kit-05-compromisos.pdf",
    "us-nap3-self-assessment.pdf",
    "us-nap5-midterm-self-assessment.pdf",
]

needs_documents = pytest.mark.skipif(not SHARED.is_dir(), reason="the documents of ../shared are not here")


@cache
def cases(name: str) -> tuple[Case, ...]:
    return load_cases(GOLD / name)


def answered(name: str) -> list[Case]:
    return [case for case in cases(name) if case.expected == "answered"]


def sources(case: Case) -> set[str]:
    return {gold.source for gold in case.gold}


def missing_anchors(name: str, texts: dict[str, str]) -> list[str]:
    """Where an anchor does not stand in its document. `texts` are the documents, by file name."""
    return [
        f"{case.id}: {gold.source} does not hold: {gold.anchor}"
        for case in cases(name)
        for gold in case.gold
        if not gold.stands_in(texts[gold.source])
    ]


@cache
def documents(name: str) -> dict[str, Document]:
    """The documents that the questions of a file are asked of, as the reader leaves them, by file name."""
    if name == "starter.jsonl":
        return {document.metadata.source: document for document in starter_documents()}
    if not SHARED.is_dir():
        pytest.skip("the documents of ../shared are not here")
    paths = list((SHARED / "seeds").glob("*.txt"))
    if name == "pdfs.jsonl":
        paths += [SHARED / "pdf" / pdf for pdf in PDFS]
    return {path.name: read_file(path) for path in paths}


def text_of(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def holding(document: Document, gold: Gold) -> Iterator[Block]:
    """The blocks that hold the anchor."""
    return (block for block in document.blocks if gold.stands_in(text_of(document, block)))


def shortened(heading: str) -> str:
    return " ".join(heading.split()[:QUOTED_WORDS])


@needs_documents
def test_every_anchor_stands_in_its_seed_document() -> None:
    texts = {path.name: squeeze(path.read_text("utf-8")) for path in (SHARED / "seeds").glob("*.txt")}
    assert missing_anchors("seeds.jsonl", texts) == []


@pytest.mark.parametrize("name", READ_HERE)
def test_every_anchor_survives_the_reading_of_its_document(name: str) -> None:
    texts = {source: squeeze(document.text) for source, document in documents(name).items()}
    assert missing_anchors(name, texts) == []


def test_the_fact_sheets_of_both_languages_are_named() -> None:
    sheets = documents("starter.jsonl")
    for case in answered("starter.jsonl"):
        for part in case.parts:
            named = {sheets[gold.source].metadata.language for gold in case.gold if gold.part == part}
            assert named == set(LANGUAGES), case.id


@pytest.mark.parametrize("name", READ_HERE)
def test_every_anchor_lies_inside_one_block_and_names_the_heading_above_it(name: str) -> None:
    wrong = []
    for case in answered(name):
        for gold in case.gold:
            paths = [block.section for block in holding(documents(name)[gold.source], gold)]
            named = any(gold.section in map(shortened, path) if gold.section else not path for path in paths)
            if not named:
                wrong.append(f"{case.id}: {gold.source} has no {gold.section!r} above: {gold.anchor}")
    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_parts_are_numbered_from_one_without_a_gap(name: str) -> None:
    assert [case.id for case in answered(name) if case.parts != set(range(1, len(case.parts) + 1))] == []


def test_ids_are_unique_across_files() -> None:
    ids = Counter(case.id for name in FILES for case in cases(name))
    assert [case_id for case_id, count in ids.items() if count > 1] == []


def test_no_question_is_asked_twice() -> None:
    for name in FILES:
        for questions in ([case.es for case in cases(name)], [case.en for case in cases(name)]):
            assert len(set(questions)) == len(questions), name


def test_the_questions_are_enough_and_most_of_them_about_the_seeds() -> None:
    pairs = {name: len(cases(name)) for name in FILES}
    assert pairs["seeds.jsonl"] == max(pairs.values()) >= 160


def test_the_seed_questions_are_enough_and_cover_all_five_documents() -> None:
    assert len(answered("seeds.jsonl")) >= 128
    expected = Counter(case.expected for case in cases("seeds.jsonl"))
    assert expected["not_found"] >= 24
    assert expected["out_of_scope"] >= 12
    least = {"000": 14, "001": 30, "002": 20, "003": 26, "004": 16}
    found = Counter(source[:3] for case in answered("seeds.jsonl") for source in sources(case))
    assert {source: found[source] for source in least if found[source] < least[source]} == {}


def test_the_pdf_questions_are_enough_and_cover_all_four_documents() -> None:
    assert len(answered("pdfs.jsonl")) >= 52
    assert Counter(case.expected for case in cases("pdfs.jsonl"))["not_found"] >= 8
    found = Counter(source for case in answered("pdfs.jsonl") for source in sources(case))
    assert {name: found[name] for name in PDFS if found[name] < 12} == {}


def test_the_starter_questions_are_enough() -> None:
    assert len(answered("starter.jsonl")) >= 33
    assert Counter(case.expected for case in cases("starter.jsonl"))["not_found"] >= 5


def test_every_kind_is_used() -> None:
    assert {case.kind for case in cases("seeds.jsonl")} == set(KINDS)


@pytest.mark.parametrize("name", READ_HERE)
def test_questions_that_need_more_than_one_sentence_are_asked_of_every_library(name: str) -> None:
    kinds = Counter(case.kind for case in cases(name))
    least = {"multi_hop": 2, "follow_up": 4, "colloquial": 3, "unanswerable": 5}
    assert {kind: kinds[kind] for kind in least if kinds[kind] < least[kind]} == {}


def test_the_table_of_the_readme_counts_what_the_files_hold() -> None:
    text = (GOLD / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+\.jsonl)` \|[^|]+\| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", text, re.MULTILINE)
    said = {name: [int(count) for count in counts] for name, *counts in rows}
    held = {}
    for name in FILES:
        found = Counter(case.expected for case in cases(name))
        held[name] = [len(cases(name)), found["answered"], found["not_found"], found["out_of_scope"]]
    assert said == held


@pytest.mark.parametrize("name", FILES)
def test_the_two_halves_are_equal_and_cover_the_same_kinds(name: str) -> None:
    splits = Counter(case.split for case in cases(name))
    if name in HELD_OUT:
        assert set(splits) == {"test"}
        return
    assert abs(splits["dev"] - splits["test"]) <= 1
    kinds = Counter((case.kind, case.split) for case in cases(name))
    uneven = [kind for kind in KINDS if abs(kinds[kind, "dev"] - kinds[kind, "test"]) > 1]
    assert uneven == []


@pytest.mark.parametrize("name", ["seeds.jsonl", "pdfs.jsonl"])
def test_each_document_is_asked_about_in_both_halves(name: str) -> None:
    halves: dict[str, Counter[str]] = {}
    for case in answered(name):
        halves.setdefault(case.gold[0].source, Counter())[case.split] += 1
    assert {source: half for source, half in halves.items() if abs(half["dev"] - half["test"]) > 1} == {}


def asked(case: Case) -> list[str]:
    """All that was asked in each language, the earlier questions too."""
    return [" ".join((*case.earlier(language), case.question(language))) for language in LANGUAGES]


@pytest.mark.parametrize("name", FILES)
def test_a_question_does_not_give_its_answer_away(name: str) -> None:
    """An answer that only repeats what was asked must not count as right."""
    assert [case.id for case in answered(name) if not all(map(case.missing_nuggets, asked(case)))] == []


@pytest.mark.parametrize("name", FILES)
def test_neither_an_echo_nor_a_right_answer_makes_a_forbidden_claim(name: str) -> None:
    """The question repeated is no claim, nor are the place that answers it and the wordings of its nuggets."""
    wrong = []
    for case in cases(name):
        # A held-out file spells out what some of its hidden instructions want said; no answer there has to echo it.
        echo = [] if name in HELD_OUT and case.kind == "hidden_instruction" else asked(case)
        right = [wording for nugget in case.nuggets for wording in nugget.alternatives]
        right += [gold.anchor for gold in case.gold]
        wrong += [f"{case.id}: {text}" for text in (*echo, *right) if case.claims_forbidden(text)]
    assert wrong == []


@pytest.mark.parametrize("name", READ_HERE)
def test_whoever_quotes_the_whole_place_makes_no_forbidden_claim(name: str) -> None:
    wrong = []
    for case in answered(name):
        for gold in case.gold:
            document = documents(name)[gold.source]
            quotes = (text_of(document, block) for block in holding(document, gold))
            wrong += [f"{case.id}: {gold.anchor}" for quote in quotes if case.claims_forbidden(quote)]
    assert wrong == []
