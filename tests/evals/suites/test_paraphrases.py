"""The claims that the checks of a model's claims are calibrated with, and how decisions on them are counted."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from fakes import HashedEmbedder, OverlapReader, WordBridge

import evals
from corpus.library.catalog import load_catalog
from corpus.read import read_file
from corpus.text.normalize import comparable
from evals.cases import LANGUAGES
from evals.errors import GoldError
from evals.libraries import Libraries
from evals.suites.claims import FLAWS, HALVES, LabelledClaim, Quotable, load_claims, stand_in
from evals.suites.paraphrases import LIBRARIES, Decision, TimedEmbedder, decide, figures
from index.building.build import build_index
from index.search import Searcher

FICTIONAL = Path(next(iter(evals.__path__))) / "fictional"
GOOD: dict[str, Any] = {
    "id": "p001",
    "language": "en",
    "source": "irm-report.md",
    "anchor": "Every reservoir now has a probe",
    "text": "All reservoirs have a probe.",
    "true": True,
    "flaw": None,
}


def texts() -> dict[str, str]:
    """The documents' canonical texts by file name."""
    found = {}
    for name in LIBRARIES:
        catalog = load_catalog(FICTIONAL / name / "catalog.toml")
        documents = [read_file(path, catalog.entry_for(path)) for path in catalog.files()]
        found |= {document.metadata.source: document.text for document in documents}
    return found


def load(folder: Path, *rows: dict[str, Any] | str) -> tuple[LabelledClaim, ...]:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    (folder / "claims.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return load_claims(folder / "claims.jsonl")


# The claims that are committed


def test_every_anchor_stands_once_in_its_document() -> None:
    stand_in(load_claims(), texts())


def test_there_are_enough_claims_of_every_kind_in_both_languages_and_halves() -> None:
    claims = load_claims()
    assert len(claims) >= 240
    true = [claim for claim in claims if claim.flaw is None]
    assert abs(2 * len(true) - len(claims)) <= 2
    count = Counter((claim.half, claim.language, claim.flaw) for claim in claims)
    for flaw in (None, *FLAWS):
        of_flaw = {count[half, language, flaw] for half in HALVES for language in LANGUAGES}
        assert min(of_flaw) >= 2 and max(of_flaw) - min(of_flaw) <= 1, flaw


def test_no_claim_is_made_twice() -> None:
    said = Counter((claim.language, comparable(claim.text)) for claim in load_claims())
    assert [text for text, times in said.items() if times > 1] == []


def test_at_least_half_of_the_true_claims_are_in_another_language_than_what_they_quote() -> None:
    language = {}
    for name in LIBRARIES:
        catalog = load_catalog(FICTIONAL / name / "catalog.toml")
        for path in catalog.files():
            language[path.name] = read_file(path, catalog.entry_for(path)).metadata.language
    true = [claim for claim in load_claims() if claim.flaw is None]
    assert 2 * sum(language[claim.source] != claim.language for claim in true) >= len(true)


# The loader


def test_a_claim_is_read_with_its_half(tmp_path: Path) -> None:
    one, other = load(tmp_path, GOOD, "", {**GOOD, "id": "p002", "true": False, "flaw": "number"})
    assert (one.half, one.flaw, one.line) == ("development", None, 1)
    assert (other.half, other.flaw, other.line) == ("test", "number", 3)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("{", "line"),
        ("[]", "line"),
        ({key: value for key, value in GOOD.items() if key != "flaw"}, "flaw"),
        ({**GOOD, "note": "x"}, "note"),
        ({**GOOD, "id": "1"}, "id"),
        ({**GOOD, "language": "fr"}, "language"),
        ({**GOOD, "text": " "}, "text"),
        ({**GOOD, "true": "yes"}, "true"),
        ({**GOOD, "flaw": "number"}, "flaw"),
        ({**GOOD, "true": False}, "flaw"),
        ({**GOOD, "true": False, "flaw": "spelling"}, "flaw"),
        ({**GOOD, "anchor": "one two three four five six seven eight nine ten eleven"}, "anchor"),
    ],
)
def test_what_is_wrong_with_a_line_is_named(tmp_path: Path, row: dict[str, Any] | str, field: str) -> None:
    with pytest.raises(GoldError) as caught:
        load(tmp_path, row)
    assert caught.value.values["field"] == field
    assert caught.value.values["line"] == 1


def test_ids_are_unique_and_the_file_is_not_empty(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="also on line 1"):
        load(tmp_path, GOOD, GOOD)
    with pytest.raises(GoldError, match="no cases"):
        load(tmp_path, "")


@pytest.mark.parametrize(
    ("claim", "field"),
    [
        ({"source": "another.md"}, "source"),
        ({"anchor": "Every reservoir has two probes"}, "anchor"),
        ({"anchor": "Completion: Substantial"}, "anchor"),  # three times
    ],
)
def test_an_anchor_that_finds_nothing_or_too_much_is_named(tmp_path: Path, claim: dict[str, str], field: str) -> None:
    claims = load(tmp_path, {**GOOD, **claim})
    with pytest.raises(GoldError) as caught:
        stand_in(claims, texts())
    assert caught.value.values["field"] == field


# What is measured


def test_a_claim_quotes_the_whole_sentence_or_cell(tmp_path: Path) -> None:
    catalog = load_catalog(FICTIONAL / "valdoria" / "catalog.toml")
    documents = [read_file(path, catalog.entry_for(path)) for path in catalog.files()]
    build_index(tmp_path, embedder=HashedEmbedder(), bridge=WordBridge(), documents=documents)
    searcher = Searcher.open(tmp_path, embedder=HashedEmbedder(), bridge=WordBridge())
    quotable = Quotable(searcher)
    assert "irm-report.md" in quotable and "action-plan.md" not in quotable
    for claim in load_claims():
        if claim.source in quotable:
            source, quote = quotable.of(claim)
            assert claim.anchor in quote and quote in source.passage.text
    sentence = quotable.of(LabelledClaim("p001", "en", "irm-report.md", "Two mayors closed", "x", None))[1]
    assert sentence == "Two mayors closed illegal drains within weeks of the first alerts."
    searcher.close()


def test_decisions_come_in_the_order_of_the_claims_and_the_same_each_time(tmp_path: Path) -> None:
    chosen = [claim for claim in load_claims() if claim.id in {"p001", "p021", "p153", "p285"}]
    embedder = TimedEmbedder(HashedEmbedder())
    libraries = Libraries(tmp_path, embedder=embedder, bridge=WordBridge(), reader=OverlapReader())
    first, again = (decide(libraries, chosen, embedder) for _ in range(2))
    assert [one.claim for one in first] == chosen
    assert [one.dropped for one in first] == [one.dropped for one in again]
    assert first[2].dropped == "figures"  # 1,480 for 1,840
    assert embedder.seconds > 0


def decision(number: int, flaw: str | None, dropped: str | None, language: str = "en") -> Decision:
    return Decision(LabelledClaim(f"p{number:03d}", language, "a.md", "a", "a", flaw), "a", dropped, 0.001)


def test_shares_are_counted_by_half_language_and_flaw() -> None:
    rows = figures(
        [
            decision(1, None, None),
            decision(3, None, "names"),
            decision(5, None, None, "es"),
            decision(7, "number", "figures"),
            decision(9, "number", None, "es"),
            decision(2, None, "names"),
        ]
    )
    found = {(row.part, row.name): row for row in rows}
    true = found["development", "true, en: passed"]
    assert true.value == 1 / 2 and true.reached is False and true.missed == ("p003",)
    assert true.detail == "1 of 2 · dropped for names 1"
    assert found["development", "true, es: passed"].value == 1.0
    number = found["development", "number: dropped"]
    assert number.value == 1 / 2 and number.missed == ("p009",)
    assert number.detail == "1 of 2 · es 0/1 · en 1/1 · dropped for figures 1"
    assert found["development", "voice: dropped"].value is None
    # what went wrong in the test half is counted, and not named
    assert found["test", "true, en: passed"].value == 0.0 and found["test", "true, en: passed"].missed == ()
