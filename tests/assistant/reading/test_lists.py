"""Lists as documents make them: what a heading, a sentence or an item leads to. Documents are made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fakes import HashedEmbedder, OverlapReader, WordBridge, document

from assistant.question.parse import parse_alone
from assistant.reading.lists import LIST, listing
from assistant.retrieval.candidate import Candidate
from assistant.retrieval.retrieve import gather
from index.building.build import build_index
from index.search import Searcher

RULES = ("Nobody speaks twice.", "Everybody is heard.", "The clerk writes all of it down.")
DOCUMENT = document(
    ("heading", "Guide to the round tables"),
    ("heading 2", "Rules"),
    ("paragraph", "They are old. The tables follow these rules:"),
    *(("list_item", rule) for rule in RULES),
    ("heading 2", "Promises"),
    ("heading 3", "Clean wells"),
    ("paragraph", "Wells will be clean."),
    ("heading 3", "Safe roads"),
    ("paragraph", "Roads will be safe."),
    ("heading 2", "Dates"),
    ("table_row", "Opening", "March 2021"),
    ("table_row", "Closing", "May 2022"),
    ("heading 2", "Names"),
    *(("list_item", f"Member number{n}.") for n in range(LIST + 6)),
    id="guide",
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    home = tmp_path_factory.mktemp("guide")
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=[DOCUMENT])
    searcher = Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge())
    yield searcher
    searcher.close()


@pytest.fixture(scope="module")
def found(searcher: Searcher) -> dict[str, Candidate]:
    """Every unit as a candidate, by its text."""
    every = gather(searcher, OverlapReader(), parse_alone(searcher, "rules", "en"), passages=99)
    return {one.unit.text: one for one in every}


def led(searcher: Searcher, *candidates: Candidate, types: tuple[str, ...] = ("list",), gap: float = 1.0) -> list[str]:
    question = replace(parse_alone(searcher, "rules", "en"), types=frozenset(types))
    return [one.unit.text for one in listing(searcher, candidates, question, gap)]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Rules", list(RULES)),
        ("The tables follow these rules:", ["The tables follow these rules:", *RULES]),
        (RULES[1], list(RULES)),
        ("Promises", ["Clean wells", "Safe roads"]),
        ("Dates", ["Opening", "Closing"]),
    ],
)
def test_what_leads_to_a_list_is_answered_with_all_of_it(
    searcher: Searcher, found: dict[str, Candidate], text: str, items: list[str]
) -> None:
    assert led(searcher, found[text]) == items


@pytest.mark.parametrize("text", ["They are old.", "Wells will be clean.", "March 2021"])
def test_what_leads_to_none_is_no_list(searcher: Searcher, found: dict[str, Candidate], text: str) -> None:
    assert led(searcher, found[text]) == []


def test_no_more_items_are_shown_than_can_be_read(searcher: Searcher, found: dict[str, Candidate]) -> None:
    assert led(searcher, found["Names"]) == [f"Member number{n}." for n in range(LIST)]


@pytest.mark.parametrize("types", [(), ("number",), ("list", "number"), ("list", "date"), ("list", "money")])
def test_only_where_a_list_is_asked_for(
    searcher: Searcher, found: dict[str, Candidate], types: tuple[str, ...]
) -> None:
    assert led(searcher, found["Rules"], types=types) == []


def test_what_scores_far_less_than_the_best_leads_nowhere(searcher: Searcher, found: dict[str, Candidate]) -> None:
    best = replace(found["They are old."], score=5.0)
    assert led(searcher, best, replace(found[RULES[0]], score=4.5)) == list(RULES)
    assert led(searcher, best, replace(found[RULES[0]], score=3.5)) == []
    # a heading answers less well than it leads
    assert led(searcher, best, replace(found["Rules"], score=3.5)) == list(RULES)


def test_of_two_lists_the_one_that_fits_better_is_told(searcher: Searcher, found: dict[str, Candidate]) -> None:
    one, other = replace(found["Rules"], score=3.0), replace(found["Promises"], score=2.5)
    assert led(searcher, one, other) == list(RULES)
    assert led(searcher, replace(other, score=3.2), one) == ["Clean wells", "Safe roads"]
