"""What a model is given to read."""

from __future__ import annotations

import json

import pytest
from fakes import OverlapReader

from assistant.llm.context import pack, tokens
from assistant.question.parse import parse_alone
from assistant.retrieval.candidate import Candidate
from assistant.retrieval.retrieve import gather
from assistant.writing.render import Names
from index.search import Searcher

QUESTION = "¿Por qué se detuvo el compromiso de los autobuses de noche?"


@pytest.fixture(scope="module")
def candidates(searcher: Searcher) -> list[Candidate]:
    return gather(searcher, OverlapReader(), parse_alone(searcher, QUESTION, "es"))


@pytest.fixture(scope="module")
def names(searcher: Searcher) -> Names:
    return Names(searcher.documents().values(), "es")


def test_each_line_is_one_passage_as_it_stands(
    candidates: list[Candidate], names: Names, texts: dict[str, str]
) -> None:
    packed = pack(candidates, names, 10**6)
    rows = [json.loads(line) for line in packed.lines.splitlines()]
    assert [row["key"] for row in rows] == list(packed.by_key)
    assert all(any(row["text"] in text for text in texts.values()) for row in rows)
    assert rows[0]["text"] == candidates[0].passage.text
    assert {"document", "voice", "section", "language"} <= rows[0].keys()
    assert not packed.left_out


@pytest.mark.parametrize("room", [0, 50, 300, 900])
def test_what_does_not_fit_is_left_out_and_known(candidates: list[Candidate], names: Names, room: int) -> None:
    packed, whole = pack(candidates, names, room), pack(candidates, names, 10**6)
    assert sum(tokens(line) for line in packed.lines.splitlines()) <= room
    given = {source.passage.n for source in packed.by_key.values()}
    left = {passage.n for passage in packed.left_out}
    assert not given & left
    assert given | left == {source.passage.n for source in whole.by_key.values()}


def test_a_text_cannot_close_its_line(candidates: list[Candidate], names: Names) -> None:
    lines = pack(candidates, names, 10**6).lines.split("\n")
    assert all(isinstance(json.loads(line), dict) for line in lines)
    assert not any(line.strip() in {"<sources>", "</sources>"} for line in lines)
