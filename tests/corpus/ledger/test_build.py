"""Whole documents: two fictional countries, the embedded sheets, the seeds and reports on pages where at hand."""

from __future__ import annotations

import time
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from ledger_makers import country, ledger, said

from corpus.ledger import Ledger, build_ledger
from corpus.library.catalog import load_catalog
from corpus.library.starter import starter_documents
from corpus.model import Document
from corpus.read import read_file


@cache
def seeds(shared: Path) -> tuple[Document, ...]:
    catalog = load_catalog(shared / "corpus" / "catalog.toml")
    paths = sorted((shared / "corpus" / "seeds").glob("*.txt"))
    return tuple(read_file(path, catalog.entry_for(path)) for path in paths)


@cache
def of_seeds(shared: Path) -> Ledger:
    return ledger(*seeds(shared))


def clashes(built: Ledger) -> list[tuple[str, str, str]]:
    return [(clash.commitment, clash.field, clash.about) for clash in built.disagreements]


def test_a_country_in_two_languages() -> None:
    built = ledger(*country("valdoria"))
    assert list(built.commitments) == [f"xv-2022-{number}" for number in range(1, 7)]
    assert built.commitments["xv-2022-4"].titles == {
        "en": "Beneficial ownership register",
        "es": "Registro de beneficiarios finales",
    }
    assert said(built, "xv-2022-2", "completion") == [
        ("substantial", "self_reported"),
        ("substantial", "assessed"),
        ("substantial", "assessed"),
    ]
    assert clashes(built) == [
        ("xv-2022-2", "count", "organizaciones de la sociedad civil"),
        ("xv-2022-4", "completion", ""),
    ]


def test_an_order_to_machines_is_no_finding() -> None:
    assert not [finding for finding in ledger(*country("valdoria")).findings if "PINEAPPLE" in finding.wording]


def test_a_second_country_laid_out_differently() -> None:
    built = ledger(*country("tamaria"))
    assert list(built.commitments) == [f"TM01{number:02}" for number in range(1, 12)]
    assert clashes(built) == [(f"TM01{number:02}", "completion", "") for number in (2, 3, 7, 10)]


def test_the_embedded_sheets_give_a_useful_ledger() -> None:
    built = ledger(*starter_documents())
    assert len(built.commitments) == 87
    assert {built.commitments[key].country for key in built.commitments} == {"MX"}
    assert ("limited", "assessed") in said(built, "MX0081", "completion")
    assert ("marginal", "assessed") in said(built, "MX0081", "openness")
    assert ("inactive", "self_reported") in said(built, "MX0075", "status")
    assert {finding.voice for finding in built.findings} <= {
        "promised",
        "self_reported",
        "assessed",
        "recommended",
        "proposed",
    }
    assert [clash[:2] for clash in clashes(built)] == [("MX0075", "count"), ("MX0077", "completion")]


def test_the_seeds_give_every_commitment_of_mexico_once(shared: Path) -> None:
    built = of_seeds(shared)
    assert list(built.commitments) == [f"MX{number:04}" for number in range(1, 88)]
    assert Counter(commitment.cycle for commitment in built.commitments.values()) == {
        "2011-2012": 37,
        "2013-2015": 26,
        "2016-2018": 11,
        "2019-2022": 13,
    }
    fourth = [commitment for commitment in built.commitments.values() if commitment.cycle == "2019-2022"]
    assert [commitment.number for commitment in fourth] == list(range(1, 14))
    assert all(set(commitment.titles) == {"es", "en"} for commitment in fourth)


def test_the_self_assessment_speaks_in_two_voices(shared: Path) -> None:
    built = of_seeds(shared)
    rated = {
        number: {
            (f.field, f.value, f.voice)
            for f in built.of(f"MX{74 + number:04}")
            if f.field in ("completion", "openness")
        }
        for number in range(1, 14)
    }
    mine = {
        number: value for number, found in rated.items() for field, value, voice in found if voice == "self_reported"
    }
    assert mine == {2: "complete", 3: "complete", 4: "complete", 6: "limited", 7: "limited", 8: "complete"} | {
        10: "complete", 11: "limited", 12: "complete", 13: "complete",
    }  # fmt: skip
    irm = {
        (number, field): value
        for number, found in rated.items()
        for field, value, voice in found
        if voice == "assessed"
    }
    assert irm == {
        (1, "completion"): "limited", (2, "openness"): "major", (3, "completion"): "substantial",
        (5, "completion"): "limited",
        (7, "completion"): "limited", (7, "openness"): "marginal", (8, "openness"): "marginal",
        (10, "openness"): "outstanding",
        (11, "completion"): "limited", (11, "openness"): "marginal",
    }  # fmt: skip
    inactive = [key for key in built.commitments if ("inactive", "self_reported") in said(built, key, "status")]
    assert inactive == ["MX0075", "MX0079", "MX0083"]


def test_one_body_whose_name_holds_a_comma(shared: Path) -> None:
    (lead,) = said(of_seeds(shared), "MX0087", "lead")
    assert lead == ("INAI; SFP; GESOC; Nosotr@s por la Democracia", "promised")


def test_commitments_of_the_past_are_found_by_their_titles(shared: Path) -> None:
    built = of_seeds(shared)
    leads = {key: said(built, key, "lead") for key in built.commitments}
    told = {key: lead[0][0] for key, lead in leads.items() if lead and key < "MX0075"}
    assert told == {"MX0008": "IFAI", "MX0043": "SEDESOL", "MX0068": "SEDESOL"}


def test_what_the_irm_recommends_mentions_commitments(shared: Path) -> None:
    areas = {one.title: one.commitments for one in of_seeds(shared).proposals if one.kind == "area"}
    assert list(areas.values()) == [("MX0076", "MX0084"), ("MX0082",), (), (), ("MX0085",)]
    kinds = Counter(one.kind for one in of_seeds(shared).proposals)
    assert kinds == {"area": 5, "recommendation": 2, "commitment_proposal": 6}


@pytest.mark.parametrize(
    ("clash", "documents", "values"),
    [
        (("MX0075", "count", "programas sociales"), 2, {"5", "6"}),
        (("MX0077", "completion", ""), 1, {"complete", "substantial"}),
        (("MX0087", "lead", "Nosotr@s por la Democracia"), 2, None),
        (("mx-2019", "start", ""), 3, {"2019", "2020-01"}),
        (("mx-2019", "end", ""), 3, {"2021", "2022", "2022-08-31"}),
        (("mx-2019", "other", "sdg targets"), 1, {"16.6; 16.7", "16.6", "16.10"}),
        (("mx-2019", "count", "completion: substantial"), 1, {"6", "complete", "limited"}),
        (("mx-2019", "count", "completion: limited (assessed)"), 1, {"3", "limited"}),
        (("mx-2019", "count", "compromisos subnacionales"), 2, None),
        (("mx-2019", "other", "irm endorsement"), 1, None),
        (("MX0075", "status", ""), 1, {"inactive", "limited"}),
        (("MX0079", "status", ""), 1, {"inactive", "limited"}),
    ],
)
def test_where_the_seeds_disagree(
    shared: Path, clash: tuple[str, str, str], documents: int, values: set[str] | None
) -> None:
    (found,) = (one for one in of_seeds(shared).disagreements if (one.commitment, one.field, one.about) == clash)
    assert len({side.at.document for side in found.sides}) == documents
    assert found.within == (documents == 1)
    assert values is None or {side.value for side in found.sides} == values


def test_the_seeds_disagree_nowhere_else(shared: Path) -> None:
    assert len(of_seeds(shared).disagreements) == 12


def test_the_seeds_take_less_than_a_second(shared: Path) -> None:
    documents = seeds(shared)
    of_seeds(shared)  # patterns are made once
    began = time.perf_counter()
    build_ledger(documents)
    assert time.perf_counter() - began < 1.0


def test_a_report_on_pages_gives_its_commitments(shared: Path) -> None:
    path = shared / "corpus" / "pdf" / "us-nap3-self-assessment.pdf"
    built = ledger(read_file(path, load_catalog(shared / "corpus" / "catalog.toml").entry_for(path)))
    assert len(built.commitments) == 45
    count = Counter(finding.field for finding in built.findings)
    assert count["lead"] == count["objective"] == 45
    assert {f.value for f in built.findings if f.field == "completion"} <= {
        "not_started",
        "limited",
        "substantial",
        "complete",
    }
    assert all(finding.at.page for finding in built.findings)
    assert not built.disagreements


@pytest.mark.parametrize(
    "name", ["co-metodologia-iv-plan", "pnud-kit-05-compromisos", "us-nap5-midterm-self-assessment"]
)
def test_layouts_that_list_no_commitment_give_none(shared: Path, name: str) -> None:
    path = shared / "corpus" / "pdf" / f"{name}.pdf"
    built = ledger(read_file(path, load_catalog(shared / "corpus" / "catalog.toml").entry_for(path)))
    assert not built.commitments and not built.disagreements
