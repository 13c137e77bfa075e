"""The ledger of the seed documents against hand-made truth, and that truth and its measure against themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import ledger_truth as truth
import pytest

import corpus.ledger
from corpus.ledger.model import Commitment, Disagreement, Finding, Ledger, Locator, Proposal
from corpus.model import Document

NOTHING = Ledger({}, (), (), ())


@pytest.fixture(scope="module")
def documents(shared: Path) -> list[Document]:
    return truth.seeds(shared)


@pytest.fixture(scope="module")
def ledger(documents: list[Document]) -> Ledger:
    if not hasattr(corpus.ledger, "build_ledger"):
        pytest.skip("corpus.ledger has no build_ledger yet")
    built: Ledger = corpus.ledger.build_ledger(documents)
    return built


def lines(problems: list[str] | tuple[str, ...]) -> str:
    return "\n" + "\n".join(problems)


# The ledger.


def test_every_commitment_of_four_plans_is_there(ledger: Ledger) -> None:
    problems = truth.missing_commitments(ledger)
    assert not problems, lines(problems)
    assert len(ledger.commitments) == 87


def test_findings_are_those_a_careful_reader_takes(ledger: Ledger, documents: list[Document]) -> None:
    figures = truth.measure_findings(ledger, documents)
    assert figures.recall >= 0.95 and figures.precision >= 0.98, f"\n{figures}"


def test_what_documents_ask_for_is_there(ledger: Ledger, documents: list[Document]) -> None:
    figures = truth.measure_proposals(ledger, documents)
    assert figures.recall >= 0.95 and figures.precision >= 0.98, f"\n{figures}"


def test_disagreements_are_found_and_hardly_any_is_made_up(ledger: Ledger, documents: list[Document]) -> None:
    figures = truth.measure_disagreements(ledger, documents)
    assert figures.expected - len(figures.missing) >= 11 and len(figures.wrong) <= 1, f"\n{figures}"


def test_every_wording_stands_where_its_locator_says(ledger: Ledger, documents: list[Document]) -> None:
    texts = {document.id: document.text for document in documents}
    wrong = [
        f"{finding.commitment} {finding.field}: {finding.wording[:60]!r}"
        for finding in ledger.findings
        if texts[finding.at.document][finding.at.start : finding.at.end] != finding.wording
    ]
    assert not wrong, lines(wrong)


# The truth.


def anchors(row: dict[str, Any]) -> list[str]:
    names = [row[name] for name in ("anchor", "until", "after") if name in row]
    return names + [title["anchor"] for title in row.get("titles", [])] + row.get("anchors", [])


@pytest.mark.parametrize("name", ["commitments", "findings", "proposals", "disagreements"])
def test_quotations_are_short_and_stand_in_the_documents(name: str, documents: list[Document]) -> None:
    texts = {document.metadata.source: document.text for document in documents}
    parts = [part for row in truth.rows(name) for part in (row, *row.get("titles", []), *row.get("sides", []))]
    quoted = [(part["source"], anchor) for part in parts if "source" in part for anchor in anchors(part)]
    wrong = [f"{source[:3]} {anchor}" for source, anchor in quoted if anchor not in texts[source]]
    wrong += [f"more than ten words: {anchor}" for _, anchor in quoted if len(anchor.split()) > 10]
    assert quoted and not wrong, lines(wrong)


def test_the_truth_is_whole() -> None:
    assert [row["id"] for row in truth.rows("commitments")] == [f"MX{number:04d}" for number in range(1, 88)]
    assert sum(row["verdict"] == "disagreement" for row in truth.rows("disagreements")) >= 8
    names = [row["name"] for row in truth.rows("disagreements")]
    assert len(names) == len(set(names))


# The measure, on ledgers made from the truth.


def locator(source: str, span: truth.Span) -> Locator:
    return Locator(document=source, source=source, start=span[0], end=span[1])


def findings(documents: list[Document]) -> tuple[Finding, ...]:
    """One finding for each required row, exactly as the row has it."""
    texts = {document.metadata.source: document.text for document in documents}
    found = []
    for row in truth.rows("findings"):
        if row.get("required", True):
            key, field, voice = (truth.many(row[name])[0] for name in ("commitment", "field", "voice"))
            start, end = truth.places(row, texts[row["source"]], row["anchor"])[0]
            wording = texts[row["source"]][start:end]
            value = "; ".join(row["members"]) if "members" in row else [*truth.many(row.get("value")), wording][0]
            key = key.lower().replace(":", "-") if ":" in key else key
            found.append(Finding(key, field, value, wording, voice, locator(row["source"], (start, end))))
    return tuple(found)


def test_a_perfect_ledger_scores_one(documents: list[Document]) -> None:
    figures = truth.measure_findings(replace(NOTHING, findings=findings(documents)), documents)
    assert (figures.recall, figures.precision) == (1.0, 1.0), f"\n{figures}"


def test_an_empty_ledger_scores_nothing(documents: list[Document]) -> None:
    for measure in (truth.measure_findings, truth.measure_proposals, truth.measure_disagreements):
        figures = measure(NOTHING, documents)
        assert (figures.recall, figures.precision, figures.given) == (0.0, 0.0, 0)
        assert len(figures.missing) == figures.expected
    assert len(truth.missing_commitments(NOTHING)) == 87


def rating(documents: list[Document]) -> Finding:
    return next(f for f in findings(documents) if f.commitment == "MX0077" and f.value == "substantial")


@pytest.mark.parametrize(
    "change",
    [
        {"value": "limited"},
        {"voice": "self_reported"},
        {"commitment": "MX0078"},
        {"field": "openness"},
        {"value": "substantial progress"},
    ],
)
def test_a_finding_changed_in_one_thing_is_missing_and_wrong(documents: list[Document], change: dict[str, Any]) -> None:
    right = rating(documents)
    others = tuple(finding for finding in findings(documents) if finding != right)
    figures = truth.measure_findings(replace(NOTHING, findings=(*others, replace(right, **change))), documents)
    assert [line for line in figures.missing if "'substantial'" in line] == list(figures.missing)
    assert (len(figures.missing), len(figures.wrong)) == (1, 1), f"\n{figures}"


def test_a_right_value_in_a_wrong_place_is_wrong(documents: list[Document]) -> None:
    right = rating(documents)
    moved = replace(right, at=replace(right.at, start=0, end=40))
    figures = truth.measure_findings(replace(NOTHING, findings=(moved,)), documents)
    assert (figures.given, len(figures.wrong)) == (1, 1)


def test_institutions_count_one_by_one_under_any_of_their_names(documents: list[Document]) -> None:
    cell = next(f for f in findings(documents) if f.commitment == "MX0083" and f.field == "participants")
    other = replace(cell, value="Secretaría de la Función Pública; shcp; El INAI; Fundar; NASA")
    before = truth.measure_findings(NOTHING, documents)
    figures = truth.measure_findings(replace(NOTHING, findings=(other,)), documents)
    assert (len(before.missing) - len(figures.missing), figures.given) == (4, 5)
    assert len(figures.wrong) == 1 and "'NASA'" in figures.wrong[0]


def test_numbers_are_compared_as_numbers_and_running_text_by_its_place(documents: list[Document]) -> None:
    pilot = next(f for f in findings(documents) if f.commitment == "MX0075" and f.value == "6")
    kept = (replace(pilot, value="6.0"), replace(pilot, value="5"))
    assert len(truth.measure_findings(replace(NOTHING, findings=kept), documents).wrong) == 1
    aim = next(f for f in findings(documents) if f.field == "objective")
    half = replace(aim, value="said otherwise", at=replace(aim.at, start=aim.at.start + 20))
    assert not truth.measure_findings(replace(NOTHING, findings=(half,)), documents).wrong


def test_plans_are_known_by_country_and_year() -> None:
    for key in ("mx-2019", "MX-2019-2022", "mx 2019"):
        assert truth.same_key("MX:2019", key)
    for key in ("mx-2016", "mx-2019-12", "MX2019", "co-2019"):
        assert not truth.same_key("MX:2019", key)


def test_proposals_need_their_place_kind_and_commitments(documents: list[Document]) -> None:
    text = next(document for document in documents if document.metadata.kind == "irm_cocreation_brief")
    row = next(row for row in truth.rows("proposals") if row.get("commitments") == ["MX0085"])
    at = locator(row["source"], truth.places(row, text.text, row["anchor"])[0])
    area = Proposal("mx-2024-area-5", "area", "…", at, "recommended", ("MX0085",))
    before = truth.measure_proposals(NOTHING, documents)
    for proposal, gained, wrong in (
        (area, 2, 0),
        (replace(area, commitments=()), 1, 0),
        (replace(area, commitments=("MX0085", "MX0001")), 2, 1),
        (replace(area, voice="context"), 0, 1),
    ):
        figures = truth.measure_proposals(replace(NOTHING, proposals=(proposal,)), documents)
        assert (len(before.missing) - len(figures.missing), len(figures.wrong)) == (gained, wrong)


def test_a_disagreement_needs_two_sides_and_a_near_miss_is_named(documents: list[Document]) -> None:
    pilot = tuple(f for f in findings(documents) if f.commitment == "MX0075" and f.field == "count")
    assert [finding.value for finding in pilot] == ["5", "6"]
    real = Disagreement("MX0075", "count", "programmes", pilot)
    figures = truth.measure_disagreements(replace(NOTHING, disagreements=(real,)), documents)
    assert (figures.expected - len(figures.missing), figures.wrong) == (1, ())
    lame = replace(real, sides=(pilot[0], pilot[0]))
    figures = truth.measure_disagreements(replace(NOTHING, disagreements=(lame,)), documents)
    assert (figures.expected - len(figures.missing), len(figures.wrong)) == (0, 1)
    title = tuple(f for f in findings(documents) if f.commitment == "MX0081" and f.field == "title")
    figures = truth.measure_disagreements(
        replace(NOTHING, disagreements=(Disagreement("MX0081", "title", "", title),)), documents
    )
    assert len(figures.wrong) == 1 and "a misprint in a title" in figures.wrong[0]


def test_what_is_wrong_with_a_commitment_is_said(documents: list[Document]) -> None:
    row = truth.rows("commitments")[0]
    place = locator(row["titles"][0]["source"], (0, 4))
    title = {"en": row["titles"][0]["anchor"]}
    right = Commitment("MX0001", "MX", "2011-2012", 1, "MX0001", title, (place,), (row["policy_area"],))
    assert len(truth.missing_commitments(replace(NOTHING, commitments={"MX0001": right}))) == 86
    wrong = replace(right, cycle="2013", titles={}, key="MX0001")
    problems = truth.missing_commitments(replace(NOTHING, commitments={"MX0001": wrong, "mx-2019-1": right}))
    assert len(problems) == 89 and problems[-1].startswith("mx-2019-1")
