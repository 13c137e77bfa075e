"""The gold questions are well formed, and every anchor stands where its case says."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import evals
from corpus.characters import clean, squeeze
from corpus.starter_loader import starter_documents
from evals.cases import KINDS, Case
from evals.gold_file import load_cases

ROOT = Path(__file__).resolve().parents[2]
GOLD = Path(next(iter(evals.__path__))) / "gold"
SHARED = ROOT.parent / "shared" / "corpus"
FILES = sorted(path.name for path in GOLD.glob("*.jsonl"))
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


def pdf_text(path: Path) -> str:
    """The canonical text where the reader is there, otherwise what pdftotext makes of the file."""
    try:
        from corpus import read_file
    except ImportError:
        if shutil.which("pdftotext") is None:
            pytest.skip("neither corpus.read_file nor pdftotext is here")
        run = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, timeout=60)
        return clean(run.stdout.decode("utf-8", errors="replace"))
    return read_file(path).text


@needs_documents
def test_every_anchor_stands_in_its_seed_document() -> None:
    texts = {path.name: squeeze(path.read_text("utf-8")) for path in (SHARED / "seeds").glob("*.txt")}
    assert missing_anchors("seeds.jsonl", texts) == []


@needs_documents
def test_every_anchor_survives_the_reading_of_its_seed_document() -> None:
    corpus = pytest.importorskip("corpus")
    if not hasattr(corpus, "read_file"):
        pytest.skip("corpus.read_file is not here")
    texts = {path.name: squeeze(corpus.read_file(path).text) for path in (SHARED / "seeds").glob("*.txt")}
    assert missing_anchors("seeds.jsonl", texts) == []


@needs_documents
def test_every_anchor_stands_in_its_pdf() -> None:
    texts = {name: squeeze(pdf_text(SHARED / "pdf" / name)) for name in PDFS}
    assert missing_anchors("pdfs.jsonl", texts) == []


def test_every_anchor_stands_in_its_fact_sheet_and_both_languages_are_named() -> None:
    sheets = {document.metadata.source: document for document in starter_documents()}
    texts = {source: squeeze(document.text) for source, document in sheets.items()}
    assert missing_anchors("starter.jsonl", texts) == []
    for case in cases("starter.jsonl"):
        assert {sheets[source].metadata.language for source in sources(case)} == {"es", "en"}, case.id


def test_ids_are_unique_across_files() -> None:
    ids = Counter(case.id for name in FILES for case in cases(name))
    assert [case_id for case_id, count in ids.items() if count > 1] == []


def test_no_question_is_asked_twice() -> None:
    for name in FILES:
        for questions in ([case.es for case in cases(name)], [case.en for case in cases(name)]):
            assert len(set(questions)) == len(questions), name


def test_the_seed_questions_are_enough_and_cover_all_five_documents() -> None:
    assert len(answered("seeds.jsonl")) >= 90
    expected = Counter(case.expected for case in cases("seeds.jsonl"))
    assert expected["not_found"] >= 24
    assert expected["out_of_scope"] >= 12
    least = {"000": 14, "001": 30, "002": 20, "003": 26, "004": 16}
    found = Counter(source[:3] for case in answered("seeds.jsonl") for source in sources(case))
    assert {source: found[source] for source in least if found[source] < least[source]} == {}


def test_the_pdf_questions_are_enough_and_cover_all_four_documents() -> None:
    assert len(answered("pdfs.jsonl")) >= 30
    found = Counter(source for case in answered("pdfs.jsonl") for source in sources(case))
    assert {name: found[name] for name in PDFS if found[name] < 6} == {}


def test_the_starter_questions_are_enough() -> None:
    assert len(answered("starter.jsonl")) >= 20


def test_every_kind_is_used() -> None:
    assert {case.kind for case in cases("seeds.jsonl")} == set(KINDS)


@pytest.mark.parametrize("name", FILES)
def test_the_two_halves_are_equal_and_cover_the_same_kinds(name: str) -> None:
    splits = Counter(case.split for case in cases(name))
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


@pytest.mark.parametrize("name", FILES)
def test_a_question_does_not_give_its_answer_away(name: str) -> None:
    """An answer that only repeats the question must not count as right."""
    given_away = [
        case.id for case in answered(name) if not case.missing_nuggets(case.es) or not case.missing_nuggets(case.en)
    ]
    assert given_away == []
