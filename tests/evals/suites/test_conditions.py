"""Questions for commitments by conditions: the file holds what it says, and right answers are told from wrong ones."""

from __future__ import annotations

from dataclasses import replace

from assistant import Answer
from corpus.ledger import build_ledger
from corpus.library.catalog import load_catalog
from corpus.read import read_file
from evals.suites.conditions import Asked, load


def test_there_are_as_many_in_each_language_and_each_says_what_is_right() -> None:
    asked = load()
    assert len(asked) == 60
    assert sum(one.language == "es" for one in asked) == 30
    for one in asked:
        assert sum((bool(one.right), one.first is not None, bool(one.said), one.refused)) == 1
        assert (one.folder / "catalog.toml").is_file()


def test_a_right_answer_tells_those_and_no_others() -> None:
    asked = next(one for one in load() if one.library == "belcorra" and one.right == {4})
    catalog = load_catalog(asked.folder / "catalog.toml")
    ledger = build_ledger([read_file(file, catalog.entry_for(file) or {}) for file in catalog.files()])
    right = Answer(asked.question, asked.language, "answered", "Lead\n\n- School transport map: Not started [1]")
    wrong = replace(right, text=f"{right.text}\n- 3. Cooperative register online: Complete [2]")
    assert asked.is_right(right, ledger)
    assert not asked.is_right(wrong, ledger)
    assert not asked.is_right(replace(right, status="partial"), ledger)
    first = Asked("belcorra", asked.plan, "en", "?", first=4)
    assert first.is_right(wrong, ledger)
    refused = Asked("belcorra", asked.plan, "en", "?", refused=True)
    assert refused.is_right(replace(right, status="partial"), ledger) and not refused.is_right(right, ledger)
