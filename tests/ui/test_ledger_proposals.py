"""What documents ask for, beside a commitment and as rows, over the fictional country's documents."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))  # for fakes

from fakes import valdoria
from ui_fakes import FakeBackend

from corpus.ledger import Ledger, build_ledger
from ui.views.proposals import PROPOSAL_COLUMNS

TEXTS = {document.id: document.text for document in valdoria()}


@cache
def ledger() -> Ledger:
    return build_ledger(valdoria())


class LedgerBackend(FakeBackend):
    def ledger(self, home: Path) -> tuple[Any, dict[str, Any]]:
        return ledger(), {document.id: document.metadata for document in valdoria()}


@pytest.fixture
def run(ogp: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    return lambda *arguments: ogp(*arguments, backend=LedgerBackend(folder=tmp_path / "home"))


@pytest.mark.parametrize(("language", "words"), [("en", "What documents ask for"), ("es", "Qué piden los documentos")])
def test_what_documents_ask_for_stands_beside_the_commitment(
    run: Callable[..., Any], language: str, words: str
) -> None:
    asked = next(one for one in ledger().proposals if one.commitments)
    ran = run("--lang", language, "ledger", "show", asked.commitments[0])
    assert words in ran.out and " ".join(asked.title.split()) in ran.out
    quiet = next(key for key in ledger().commitments if not any(key in one.commitments for one in ledger().proposals))
    assert words not in run("--lang", language, "ledger", "show", quiet).out


def test_what_documents_ask_for_can_be_exported(run: Callable[..., Any]) -> None:
    rows = [json.loads(line) for line in run("ledger", "export", "--proposals").out.splitlines()]
    assert [row["title"] for row in rows] == [one.title for one in ledger().proposals] and rows
    assert all(TEXTS[row["document"]][row["start"] : row["end"]] == row["title"] for row in rows)
    assert {tuple(row) for row in rows} == {PROPOSAL_COLUMNS}
    assert run("ledger", "export", "--proposals", "--country", "xv").out.splitlines() == [
        json.dumps(row, ensure_ascii=False) for row in rows
    ]
    voices = {
        json.loads(line)["voice"]
        for line in run("ledger", "export", "--proposals", "--voice", "recommended").out.splitlines()
    }
    assert voices == {"recommended"}
    empty = run("ledger", "export", "--proposals", "--country", "zz", "--format", "csv")
    assert empty.out == ",".join(PROPOSAL_COLUMNS) + "\n" and "XV" in empty.err
