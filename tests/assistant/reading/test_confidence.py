"""How sure the evidence makes: more where it was read to answer, a caution where nothing was read, none if barred."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import HashedEmbedder, OverlapReader, WordBridge, document

from assistant.question.parse import parse_alone
from assistant.reading.confidence import NOTHING, Confidence, Thresholds, confidence, support_signs
from assistant.reading.quoted import Chosen, grow
from assistant.retrieval.candidate import Candidate
from assistant.retrieval.retrieve import gather
from index.building.build import build_index
from index.search import Searcher

LAKE = document(
    ("heading", "Lake"),
    ("paragraph", "The lake froze over in January of that year."),
    ("paragraph", "Nobody skated on it."),
    id="lake",
    country="KE",
)
QUESTION = "Did the lake freeze over?"


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    home = tmp_path_factory.mktemp("lake")
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=[LAKE])
    searcher = Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge())
    yield searcher
    searcher.close()


def evidence(
    searcher: Searcher, question: str = QUESTION, reader: OverlapReader | None = None
) -> tuple[list[Candidate], list[Chosen]]:
    found = gather(searcher, reader, parse_alone(searcher, question, "en"))
    return found, [grow(searcher, found[0])]


def judged(searcher: Searcher, question: str, found: list[Candidate], chosen: list[Chosen]) -> Confidence:
    return confidence(parse_alone(searcher, question, "en"), found, chosen)


def scored(one: Chosen, score: float) -> Chosen:
    return replace(one, candidate=replace(one.candidate, score=score))


def test_what_was_read_to_answer_makes_surer(searcher: Searcher) -> None:
    found, (one,) = evidence(searcher, reader=OverlapReader())
    worse, better = (judged(searcher, QUESTION, found, [scored(one, value)]) for value in (8.0, 14.0))
    assert worse.support < better.support
    assert 0 < worse.probability < better.probability < 1


def test_names_that_the_evidence_lacks_make_less_sure(searcher: Searcher) -> None:
    found, chosen = evidence(searcher, reader=OverlapReader())
    sure, less = (judged(searcher, text, found, chosen) for text in (QUESTION, f"{QUESTION} Zubizarreta, 2031"))
    assert less.support < sure.support


def test_what_was_not_read_is_worth_a_caution_and_no_more(searcher: Searcher) -> None:
    limits = Thresholds.load()
    unread = judged(searcher, QUESTION, *evidence(searcher))
    assert limits.partial <= unread.support < limits.answered
    assert unread.kinship > 0


def test_a_question_of_words_that_no_document_has_is_less_sure(searcher: Searcher) -> None:
    found, chosen = evidence(searcher, reader=OverlapReader())
    question = parse_alone(searcher, QUESTION, "en")
    known, unknown = (confidence(question, found, chosen, unknown=told) for told in (False, True))
    assert unknown.support < known.support


def test_nothing_found_is_no_answer(searcher: Searcher) -> None:
    nothing = judged(searcher, QUESTION, [], [])
    assert nothing.support < Thresholds.load().partial
    assert nothing.kinship == 0
    signs = support_signs(parse_alone(searcher, QUESTION, "en"), [], [])
    assert signs == {"score": NOTHING, "answers": NOTHING, "absent": 1.0, "counted": 0.0, "unknown": 0.0}


def test_items_of_a_list_that_were_not_read_are_judged_by_what_led_to_them(searcher: Searcher) -> None:
    found, (one,) = evidence(searcher, reader=OverlapReader())
    item = replace(one, candidate=replace(one.candidate, signs={}))
    question = parse_alone(searcher, QUESTION, "en")
    assert support_signs(question, found, [one, item]) == support_signs(question, found, [one])
    assert support_signs(question, found, [item, item])["score"] == one.candidate.score


@pytest.mark.parametrize(
    ("question", "blocked"),
    [
        ("What did Chile do about the lake?", ("country",)),
        ("What did commitment 7 do about the lake?", ("commitment",)),
        ("How much money did the lake cost?", ("money",)),
        ("When did nobody skate on it?", ("date",)),
        ("Did the lake of Kenya freeze over?", ()),
    ],
)
def test_what_rules_an_answer_out(searcher: Searcher, question: str, blocked: tuple[str, ...]) -> None:
    found, _ = evidence(searcher, question, OverlapReader())
    chosen = [grow(searcher, c) for c in found if c.unit.text == "Nobody skated on it."]
    sure = judged(searcher, question, found, chosen)
    assert sure.blocked == blocked
    assert (sure.probability == 0) == bool(blocked)


def test_a_country_named_beside_the_evidence_is_not_what_the_evidence_is_about(tmp_path: Path) -> None:
    told = ("The lake froze over in January.", "Guests from Chile asked how deep it was.")
    lake = document(("heading", "Lake"), *(("paragraph", text) for text in told), id="lake", country="KE")
    build_index(tmp_path, embedder=HashedEmbedder(), bridge=WordBridge(), documents=[lake])
    searcher = Searcher.open(tmp_path, embedder=HashedEmbedder(), bridge=WordBridge())
    question = "When did the lake of Chile freeze over?"
    found, _ = evidence(searcher, question, OverlapReader())
    frozen, asked = ([grow(searcher, c) for c in found if c.unit.text == text] for text in told)
    assert "country" in judged(searcher, question, found, frozen).blocked
    assert "country" not in judged(searcher, question, found, asked).blocked
    searcher.close()
