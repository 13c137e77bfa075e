"""What documents ask for, beside a commitment and as rows, over the fictional country's documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from ledger_backend import TEXTS, ledger

from ui.views.proposals import PROPOSAL_COLUMNS


@pytest.mark.parametrize(("language", "words"), [("en", "What documents ask for"), ("es", "Qué piden los documentos")])
def test_what_documents_ask_for_stands_beside_the_commitment(
    ogp_ledger: Callable[..., Any], language: str, words: str
) -> None:
    asked = next(one for one in ledger().proposals if one.commitments)
    ran = ogp_ledger("--lang", language, "ledger", "show", asked.commitments[0])
    assert words in ran.out and " ".join(asked.title.split()) in ran.out
    quiet = next(key for key in ledger().commitments if not any(key in one.commitments for one in ledger().proposals))
    assert words not in ogp_ledger("--lang", language, "ledger", "show", quiet).out


def test_what_documents_ask_for_can_be_exported(ogp_ledger: Callable[..., Any]) -> None:
    rows = [json.loads(line) for line in ogp_ledger("ledger", "export", "--proposals").out.splitlines()]
    assert [row["title"] for row in rows] == [one.title for one in ledger().proposals] and rows
    assert all(TEXTS[row["document"]][row["start"] : row["end"]] == row["title"] for row in rows)
    assert {tuple(row) for row in rows} == {PROPOSAL_COLUMNS}
    assert ogp_ledger("ledger", "export", "--proposals", "--country", "xv").out.splitlines() == [
        json.dumps(row, ensure_ascii=False) for row in rows
    ]
    voices = {
        json.loads(line)["voice"]
        for line in ogp_ledger("ledger", "export", "--proposals", "--voice", "recommended").out.splitlines()
    }
    assert voices == {"recommended"}
    empty = ogp_ledger("ledger", "export", "--proposals", "--country", "zz", "--format", "csv")
    assert empty.out == ",".join(PROPOSAL_COLUMNS) + "\n" and "XV" in empty.err
