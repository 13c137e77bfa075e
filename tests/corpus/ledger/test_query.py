"""Filters over a ledger."""

from __future__ import annotations

import pytest
from ledger_makers import country, ledger, page

from corpus.ledger import (
    Ledger,
    build_ledger,
    commitments_where,
    disagreements_of,
    findings_where,
)


@pytest.fixture(scope="module")
def built() -> Ledger:
    return build_ledger(country("valdoria"))


def numbers(ledger: Ledger, **conditions: str) -> list[int | None]:
    return [commitment.number for commitment in commitments_where(ledger, **conditions)]  # type: ignore[arg-type]


def test_filters(built: Ledger) -> None:
    assert numbers(built) == [1, 2, 3, 4, 5, 6]
    assert numbers(built, country="xv", cycle="2022") == [1, 2, 3, 4, 5, 6]
    assert numbers(built, country="MX") == numbers(built, cycle="2020") == []
    assert numbers(built, status="inactive") == [5, 6]
    assert numbers(built, status="complete", voice="self_reported") == [1, 4]
    assert numbers(built, status="complete", voice="assessed") == [1]
    assert numbers(built, voice="assessed") == [1, 2, 3, 4, 5]
    assert numbers(built, institution="registro mercantil") == [4]
    assert numbers(built, institution="Lupa Ciudadana") == [2, 4]
    assert numbers(built, policy_area="Gender") == []


def test_findings_and_disagreements_of_commitments(built: Ledger) -> None:
    found = findings_where(built, commitments_where(built, status="inactive"), voice="assessed", field="completion")
    assert [(finding.commitment, finding.value) for finding in found] == [("xv-2022-5", "not_started")]
    assert [clash.field for clash in disagreements_of(built, "xv-2022-4")] == ["completion"]
    assert not disagreements_of(built, "xv-2022-1")


@pytest.mark.parametrize("name", ["CPLT", "cplt", "Consejo para la Transparencia", "council for transparency"])
def test_a_body_is_found_by_each_of_its_names(name: str) -> None:
    text = "# Plan\n\n## Compromiso 1: Faros\n\nInstitución responsable: CPLT"
    built = ledger(page(text, kind="action_plan", country="CL", language="es"))
    assert len(commitments_where(built, institution=name)) == 1
    assert not commitments_where(built, institution="Ministerio de Salud")
