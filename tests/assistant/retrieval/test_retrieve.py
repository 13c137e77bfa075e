"""What is read for a question: which passages, with which signs, and in which order. Documents are made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import HashedEmbedder, OverlapReader, WordBridge, document

from assistant.ledger_answer.opened import ledger_of
from assistant.question.parse import parse_alone
from assistant.reading.blocks import Block
from assistant.reading.reader import Reading
from assistant.retrieval.candidate import Candidate
from assistant.retrieval.one_commitment import of_one_commitment
from assistant.retrieval.retrieve import READ, gather, weights
from assistant.retrieval.same_commitment import Topics
from index.building.build import build_index
from index.search import Searcher

KENYA = {"country": "KE", "cycle": "2020-2022"}
PLAN = document(
    ("heading", "Action plan of Kenya 2020-2022"),
    ("heading 2", "Commitment 3: Healthy lunches"),
    ("paragraph", "Every school will publish what its lunches cost. Parents will be asked once a year."),
    ("heading 2", "Commitment 4: Clear wells"),
    ("paragraph", "The Ministry of Springs will publish how clean each well is."),
    *((part, f"{text} number{n}.") for n in range(20) for part, text in (("heading 2", "Annex"), ("paragraph", "Row"))),
    id="ke-plan",
    kind="action_plan",
    **KENYA,
)
REPORT = document(
    ("heading", "Results report on Kenya 2020-2022"),
    ("heading 2", "Commitment 3: Canteen rations"),
    ("paragraph", "Prices of rations were told in nine towns."),
    id="ke-report",
    kind="irm_report",
    **KENYA,
)
OTHER = document(
    ("heading", "Action plan of Chile 2020-2022"),
    ("heading 2", "Commitment 3: Fast trains"),
    ("paragraph", "Trains will run on time and say so."),
    id="cl-plan",
    kind="action_plan",
    country="CL",
    cycle="2020-2022",
)
TWINS = (
    document(("paragraph", "El consejo se reúne en el molino."), id="es", language="es", pair="council"),
    document(("paragraph", "The council meets in the mill."), id="en", language="en", pair="council"),
)
COST = "What do the lunches of every school cost?"


class Listening(OverlapReader):
    """Keeps the blocks that it was given, by call."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[list[Block]] = []

    def read(self, question: str, blocks: Sequence[Block]) -> list[Reading]:
        self.given.append(list(blocks))
        return super().read(question, blocks)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    home = tmp_path_factory.mktemp("kenya")
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=[PLAN, REPORT, OTHER, *TWINS])
    searcher = Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge())
    yield searcher
    searcher.close()


def gathered(
    searcher: Searcher, question: str, reader: OverlapReader | None = None, topics: Topics | None = None
) -> list[Candidate]:
    return gather(searcher, reader, parse_alone(searcher, question, "en"), topics=topics)


def test_the_best_passages_are_read_whole_and_at_once(searcher: Searcher) -> None:
    reader = Listening()
    found = gathered(searcher, COST, reader)
    (blocks,) = reader.given
    assert 0 < len(blocks) <= READ
    assert sorted(part.text for block in blocks for part in block.parts) == sorted(c.unit.text for c in found)
    (of_lunches,) = [block for block in blocks if "lunches cost" in " ".join(part.text for part in block.parts)]
    assert of_lunches.head.startswith("Ke-plan › ") and of_lunches.head.endswith("Commitment 3: Healthy lunches")


def test_candidates_are_in_the_order_of_their_scores_each_unit_once(searcher: Searcher) -> None:
    found = gathered(searcher, COST, OverlapReader())
    assert found[0].unit.text == "Every school will publish what its lunches cost."
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert len({c.unit.n for c in found}) == len(found)
    for candidate in found:
        assert candidate.score == pytest.approx(sum(weights().get(n, 0.0) * v for n, v in candidate.signs.items()))
        assert {"fits", "run", "answers", "passage", "dense"} <= set(candidate.signs)
        assert candidate.signs["passage"] <= 0
        assert candidate.answer == (0, len(candidate.unit.text))


def test_every_weight_is_of_a_sign_that_there_is(searcher: Searcher) -> None:
    question = "How much money did the IRM find that commitment 3 of Kenya cost, how many lunches?"
    seen = {name for candidate in gathered(searcher, question, OverlapReader()) for name in candidate.signs}
    assert set(weights()) <= seen


def test_without_a_reader_search_alone_tells_them_apart(searcher: Searcher) -> None:
    found = gathered(searcher, COST)
    assert found and all(c.answer is None for c in found)
    assert not any({"fits", "run", "answers"} & set(c.signs) for c in found)
    assert "lunches" in found[0].passage.text


def test_what_is_said_of_a_commitment_that_is_named_is_read_first(searcher: Searcher) -> None:
    reader = Listening()
    found = gathered(searcher, "What of commitment 4 of Kenya, number1 number2 number3 number4?", reader)
    assert "how clean each well is" in reader.given[0][0].parts[-1].text
    assert any(c.signs["commitment"] == 1.0 for c in found)


def test_what_another_document_says_of_what_is_meant_is_read_too(searcher: Searcher) -> None:
    """By other words, under another name: the ledger knows that it is the same commitment."""
    ledger = ledger_of(searcher)
    assert ledger is not None
    topics = Topics(searcher, ledger)
    question = "Will parents be asked what school lunches cost? number1 number2 number3"
    alone, together = (gathered(searcher, question, OverlapReader(), one) for one in (None, topics))
    assert together[0].passage.number == 3 and together[0].metadata.id == "ke-plan"
    (rations,) = [c for c in together if "Prices of rations" in c.unit.text]
    assert rations.signs["passage"] == max(c.signs["passage"] for c in together if c.passage.number == 3)
    assert len({c.unit.n for c in together}) == len(together) >= len(alone)
    assert [c.score for c in together] == sorted((c.score for c in together), reverse=True)


@pytest.mark.parametrize(("language", "kept"), [("es", "es"), ("en", "en")])
def test_of_twins_the_one_in_the_answer_s_language_is_read(searcher: Searcher, language: str, kept: str) -> None:
    question = parse_alone(searcher, "Where does the council meet, el consejo?", language)
    found = gather(searcher, OverlapReader(), question)
    assert {c.metadata.id for c in found} & {"es", "en"} == {kept}


def test_a_number_alone_means_the_likeliest_commitment_and_the_others_are_told(searcher: Searcher) -> None:
    question = "Will trains run on time in commitment 3?"
    found = gathered(searcher, question, OverlapReader())
    kept, others = of_one_commitment(found, parse_alone(searcher, question, "en"))
    about = [c for c in kept if c.signs["commitment"] > 0]
    assert {c.metadata.country for c in about} == {"CL"}
    assert {c.metadata.country for c in others} == {"KE"}
    assert of_one_commitment(found, parse_alone(searcher, f"{question} Chile", "en")) == (found, [])


def test_a_document_of_no_stated_country_is_of_the_one_that_its_opening_names(home: Path) -> None:
    kept = [
        document(
            ("heading", "Terms of the call"), ("paragraph", "The towns of Kenya may apply until May."), id="terms"
        ),
        document(("heading", "Terms of the call"), ("paragraph", "The towns of the coast may apply."), id="coast"),
    ]
    kept = [replace(one, metadata=replace(one.metadata, country=None)) for one in kept]
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=kept)
    with closing(Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge())) as searcher:
        found = gathered(searcher, "Until when may towns of Kenya apply?")
    countries = {c.metadata.id: c.metadata.country for c in found}
    assert countries == {"terms": "KE", "coast": None}
