"""`ogp ledger …` over the fictional country's documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ledger_backend import TEXTS, LedgerBackend, ledger

from ui.views.ledger import RATED


def key_with_disagreement() -> str:
    return ledger().disagreements[0].commitment


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_commitments_are_listed_with_what_each_side_says(ogp_ledger: Callable[..., Any], language: str) -> None:
    ran = ogp_ledger("--lang", language, "ledger", "list")
    assert ran.code == 0
    assert all(key in ran.out for key in ledger().commitments)
    assert str(len(ledger().commitments)) in ran.err


@pytest.mark.parametrize("language", ["es", "en"])
def test_both_sides_of_a_disagreement_are_shown_with_their_places(
    ogp_ledger: Callable[..., Any], language: str
) -> None:
    key = key_with_disagreement()
    ran = ogp_ledger("--lang", language, "ledger", "compare", key.lower())
    assert ran.code == 0 and key in ran.out
    for side in next(d for d in ledger().disagreements if d.commitment == key).sides:
        assert " ".join(side.wording.split())[:60] in ran.out


def test_everything_that_is_said_of_a_commitment_is_shown(ogp_ledger: Callable[..., Any]) -> None:
    key = next(iter(ledger().commitments))
    ran = ogp_ledger("ledger", "show", key, "--format", "json")
    assert [json.loads(line)["wording"] for line in ran.out.splitlines()] == [f.wording for f in ledger().of(key)]
    assert ogp_ledger("ledger", "show", key).code == 0


def test_an_unknown_commitment_is_said_and_others_are_named(ogp_ledger: Callable[..., Any]) -> None:
    ran = ogp_ledger("--lang", "es", "ledger", "show", "ZZ9999")
    assert ran.code == 1 and "ZZ9999" in ran.err and "ogp ledger list" in ran.err


def test_an_export_holds_exact_runs_of_the_documents(ogp_ledger: Callable[..., Any]) -> None:
    rows = [json.loads(line) for line in ogp_ledger("ledger", "export").out.splitlines()]
    assert len(rows) == len(ledger().findings)
    assert all(TEXTS[row["document"]][row["start"] : row["end"]] == row["wording"] for row in rows)


def test_a_status_that_neither_side_gives_is_shown(ogp: Callable[..., Any], tmp_path: Path) -> None:
    built = ledger()
    found = next(one for one in built.findings if one.field == "completion" and one.commitment in built.commitments)
    past = replace(found, field="status", value="withdrawn", voice="context")
    own = replace(built, findings=(*(one for one in built.findings if one.field not in RATED), past))

    class Backend(LedgerBackend):
        def ledger(self, home: Path) -> tuple[Any, dict[str, Any]]:
            return own, {}

    for language, header, level in (("en", "status (others)", "Withdrawn"), ("es", "estado (otros)", "Retirado")):
        ran = ogp("--lang", language, "ledger", "list", "--status", level, backend=Backend(folder=tmp_path / "home"))
        names, _, row = ran.out.splitlines()
        assert header in names and level in row and row.startswith(past.commitment)
        assert "(otros)" not in names.replace(header, "") and "(others)" not in names.replace(header, "")


def test_how_it_ended_is_compared_whichever_word_a_side_uses(ogp: Callable[..., Any], tmp_path: Path) -> None:
    built = ledger()
    rated = next(one for one in built.findings if one.field == "completion" and one.voice == "assessed")
    told = replace(rated, field="status", value="inactive", voice="self_reported")
    own = replace(built, findings=(rated, told), disagreements=())

    class Backend(LedgerBackend):
        def ledger(self, home: Path) -> tuple[Any, dict[str, Any]]:
            return own, {}

    ran = ogp("ledger", "compare", rated.commitment, "--format", "json", backend=Backend(folder=tmp_path / "home"))
    assert [json.loads(line)["field"] for line in ran.out.splitlines()] == ["completion", "status"]
