"""The few units that make an answer, and the runs of the document that they are quoted as."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fakes import HashedEmbedder, OverlapReader, WordBridge, document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.question.parse import parse_alone
from assistant.question.question import Question
from assistant.reading.quoted import Chosen, distinct, grow
from assistant.reading.select import ROOM, STATEMENTS, WIDE, select
from assistant.retrieval.candidate import Candidate
from assistant.retrieval.retrieve import gather
from index.building.build import build_index
from index.search import Searcher

Ask = Callable[..., Question]
LEANING = "Nine towns mended their wells. This cost four crowns. Nobody complained about it."
GOING_ON = "The register shows who owns a well. It lets anybody complain. Rain fell on all the towns."
APART = "This stands alone in its paragraph."
NAMES = ("Amberley", "Brindle", "Corfe", "Dunmow", "Eyam", "Frome", "Gosport", "Hexham", "Ilminster")
FACTS = [f"Wells of {name}: the town of {name} drinks from {n} of them, says {name}." for n, name in enumerate(NAMES)]
PLAN = document(
    ("heading", "Action plan of Zembla"),
    ("paragraph", LEANING),
    ("paragraph", GOING_ON),
    ("paragraph", APART),
    *(("paragraph", fact) for fact in FACTS),
    ("heading 2", "Wells and towns"),
    ("table_row", "Publish the wells", "March 2021", "the board"),
    id="plan",
    kind="action_plan",
    country="XZ",
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    home = tmp_path_factory.mktemp("zembla")
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=[PLAN])
    searcher = Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge())
    yield searcher
    searcher.close()


@pytest.fixture(scope="module")
def found(searcher: Searcher) -> dict[str, Candidate]:
    """Every unit of the plan as a candidate, by its text."""
    question = parse_alone(searcher, "wells of towns", "en")
    return {one.unit.text: one for one in gather(searcher, OverlapReader(), question, passages=99)}


def scored(candidate: Candidate, score: float, **signs: float) -> Candidate:
    return replace(candidate, score=score, signs={**candidate.signs, **signs})


@pytest.fixture
def ask(searcher: Searcher) -> Ask:
    """A question of no particular kind, for what a unit's signs say is set by the test."""

    def asked(question: str = "Tell me of wells") -> Question:
        parsed = parse_alone(searcher, question, "en")
        return replace(parsed, aspects=(), types=frozenset(), voices=frozenset())

    return asked


def facts(found: dict[str, Candidate], *scores: float, **signs: float) -> list[Candidate]:
    return [scored(found[FACTS[n]], score, **signs) for n, score in enumerate(scores)]


def texts(chosen: list[Chosen]) -> list[str]:
    return [one.text for one in chosen]


# which


def test_nothing_is_made_of_nothing(searcher: Searcher, ask: Ask) -> None:
    assert select(searcher, [], ask()) == []


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scores=st.lists(st.floats(-4, 4), min_size=1, max_size=len(FACTS)))
def test_a_handful_of_the_best_is_chosen(
    searcher: Searcher, found: dict[str, Candidate], scores: list[float], ask: Ask
) -> None:
    candidates = facts(found, *sorted(scores, reverse=True))
    chosen = select(searcher, candidates, ask())
    best = candidates[0].score
    assert 1 <= len(chosen) <= STATEMENTS
    assert candidates[0].unit.text in texts(chosen)
    assert all(one.candidate.score >= best - WIDE for one in chosen)
    assert sum(one.words for one in chosen) <= ROOM
    # the document's order: all of them stand in one place of it
    assert [one.start for one in chosen] == sorted(one.start for one in chosen)


def test_what_says_the_same_is_said_once(searcher: Searcher, found: dict[str, Candidate], ask: Ask) -> None:
    one, other = facts(found, 2.0, 1.9)
    same = replace(other, unit=replace(other.unit, text=" ".join(reversed(one.unit.text.split()))))
    assert texts(select(searcher, [one, same], ask())) == FACTS[:1]
    figure = replace(same, unit=replace(same.unit, text=one.unit.text.replace("from 0 of", "from 9 of")))
    assert len(select(searcher, [one, figure], ask())) == 2, "they disagree"
    elsewhere = replace(same, passage=replace(same.passage, number=7))
    assert len(select(searcher, [one, elsewhere], ask())) == 2, "of two commitments it is two facts"


def test_a_named_commitment_s_evidence_alone_counts(searcher: Searcher, found: dict[str, Candidate], ask: Ask) -> None:
    about, other = (
        scored(found[FACTS[0]], 1.0, commitment=1.0),
        scored(found[FACTS[1]], 3.0, commitment=-1.0),
    )
    assert texts(select(searcher, [other, about], ask("What of commitment 3?"))) == FACTS[:1]
    # where nothing is about it, the rest is looked at all the same
    assert texts(select(searcher, [other], ask("What of commitment 3?"))) == FACTS[1:2]


@pytest.mark.parametrize("kind", ["date", "money"])
def test_a_date_or_a_sum_is_answered_by_what_holds_one(
    searcher: Searcher, found: dict[str, Candidate], kind: str, ask: Ask
) -> None:
    holds, lacks = scored(found[FACTS[0]], 1.0, type=1.0), scored(found[FACTS[1]], 3.0, type=0.0)
    assert texts(select(searcher, [lacks, holds], replace(ask(), types=frozenset({kind})))) == FACTS[:1]


def test_all_counts_that_differ_are_heard(searcher: Searcher, found: dict[str, Candidate], ask: Ask) -> None:
    candidates = facts(found, 3.0, 1.0, -3.0)
    assert texts(select(searcher, candidates, ask(), counts=candidates)) == FACTS[:3]


def test_a_heading_that_says_nothing_gives_way_to_the_sentence_below_it(
    searcher: Searcher, found: dict[str, Candidate], ask: Ask
) -> None:
    heading = scored(found["Action plan of Zembla"], 3.0)
    below = scored(found[APART], -3.0)
    assert texts(select(searcher, [heading, below], ask())) == [APART]


# as what


def test_a_sentence_that_leans_on_another_is_quoted_with_it(searcher: Searcher, found: dict[str, Candidate]) -> None:
    run = grow(searcher, found["This cost four crowns."])
    assert run.text == "Nine towns mended their wells. This cost four crowns."
    assert PLAN.text[run.start : run.end] == run.text


def test_a_sentence_that_goes_on_is_quoted_behind_the_first_of_an_answer(
    searcher: Searcher, found: dict[str, Candidate]
) -> None:
    said = found["The register shows who owns a well."]
    assert grow(searcher, said, first=True).text == "The register shows who owns a well. It lets anybody complain."
    assert grow(searcher, said).text == "The register shows who owns a well."


@pytest.mark.parametrize("text", [APART, "Rain fell on all the towns.", FACTS[0]])
def test_other_sentences_stand_alone(searcher: Searcher, found: dict[str, Candidate], text: str) -> None:
    """What leans on nothing, and what has nothing to lean on in its own paragraph."""
    assert grow(searcher, found[text], first=True).text == text


def test_a_short_row_is_quoted_whole(searcher: Searcher, found: dict[str, Candidate]) -> None:
    run = grow(searcher, found["March 2021"])
    assert run.text == "Publish the wells\tMarch 2021\tthe board"
    assert [cell.text for cell in run.row] == run.text.split("\t")


def test_a_run_inside_another_is_not_quoted_twice(searcher: Searcher, found: dict[str, Candidate]) -> None:
    inner = grow(searcher, found["Nine towns mended their wells."])
    outer = grow(searcher, found["This cost four crowns."])
    other = grow(searcher, found["Rain fell on all the towns."])
    assert distinct([inner, other, outer]) == [other, outer]
    assert distinct([outer, other, inner]) == [outer, other]
    assert distinct([outer, outer]) == [outer]
