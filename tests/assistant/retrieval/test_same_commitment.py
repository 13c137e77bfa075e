"""One commitment is one topic, whatever the documents call it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import HashedEmbedder, WordBridge, document

from assistant.ledger_answer.opened import ledger_of
from assistant.retrieval.same_commitment import Topics, leading
from index.building.build import build_index
from index.search import Hit, Searcher

HOME = {"country": "XZ", "cycle": "2020-2022"}
PLAN = document(
    ("heading", "Action plan of Zembla 2020-2022"),
    ("paragraph", "Zembla joined the partnership to mend what was broken."),
    ("heading 2", "Commitment 3: Healthy lunches"),
    ("paragraph", "Every school will publish what its lunches cost and who supplies them."),
    ("heading 2", "Commitment 4: Clear wells"),
    ("paragraph", "The Ministry of Springs will publish how clean each well is."),
    id="xz-plan",
    kind="action_plan",
    **HOME,
)
REPORT = document(
    ("heading", "Results report on Zembla 2020-2022"),
    ("heading 2", "Commitment 3: Canteen rations"),
    ("paragraph", "Prices of rations were published in nine towns, and suppliers in none."),
    ("heading 2", "Commitment 4: Clear wells"),
    ("paragraph", "Nothing was published about the wells."),
    id="xz-report",
    kind="irm_report",
    **HOME,
)
OTHER = document(
    ("heading", "Action plan of Kinbotia 2020-2022"),
    ("heading 2", "Commitment 3: Fast trains"),
    ("paragraph", "Trains will run on time and say so."),
    id="kb-plan",
    kind="action_plan",
    country="KB",
    cycle="2020-2022",
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    home = tmp_path_factory.mktemp("zembla")
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=[PLAN, REPORT, OTHER])
    searcher = Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge())
    yield searcher
    searcher.close()


@pytest.fixture(scope="module")
def topics(searcher: Searcher) -> Topics:
    ledger = ledger_of(searcher)
    assert ledger is not None
    return Topics(searcher, ledger)


def passage(searcher: Searcher, words: str) -> Hit:
    """The passage that holds these words."""
    rows = [row for n in searcher.documents() for row in searcher.content.passages_of_document(n)]
    (found,) = [hit for hit in searcher.hits(rows, 0.0) if words in hit.text]
    return found


def test_what_two_documents_call_by_two_names_is_one_topic(searcher: Searcher, topics: Topics) -> None:
    lunches, rations = passage(searcher, "lunches cost"), passage(searcher, "Prices of rations")
    assert lunches.metadata.id != rations.metadata.id
    assert topics.of(lunches) == topics.of(rations) is not None


def test_other_commitments_and_other_countries_are_other_topics(searcher: Searcher, topics: Topics) -> None:
    told = [topics.of(passage(searcher, words)) for words in ("lunches cost", "how clean each well", "run on time")]
    assert None not in told and len(set(told)) == 3


def test_a_passage_about_no_commitment_is_of_no_topic(searcher: Searcher, topics: Topics) -> None:
    assert topics.of(passage(searcher, "joined the partnership")) is None


def test_a_topic_leads_to_its_passages_in_all_documents_and_to_no_others(searcher: Searcher, topics: Topics) -> None:
    here = [passage(searcher, words) for words in ("lunches cost", "Prices of rations")]
    key = topics.of(here[0])
    assert key is not None
    assert topics.passages(key) == sorted(hit.n for hit in here)
    assert topics.passages("zz-1999-1") == []


@pytest.mark.parametrize(
    ("keys", "scores", "meant"),
    [
        (["a", "a", "b"], [3.0, 2.9, 2.8], ("a", "b")),
        (["a", "b"], [3.0, 2.4], ("a",)),  # too far behind the best one
        (["a", None, "b"], [3.0, 2.9, 2.8], ("a",)),  # something about none stands between
        ([None, "a"], [3.0, 3.0], ()),
        (["a", "b", "c"], [3.0, 3.0, 3.0], ("a", "b")),  # two at most
        (["a", "a", "a", "a", "b"], [3.0] * 5, ("a",)),  # of the first four candidates
        ([], [], ()),
    ],
)
def test_what_the_best_candidates_are_about(keys: list[str | None], scores: list[float], meant: tuple[str]) -> None:
    assert leading(keys, scores, 0.5) == meant


def test_the_documents_of_a_collection_that_names_no_commitment_have_no_topics(home: Path) -> None:
    build_index(
        home,
        embedder=HashedEmbedder(),
        bridge=WordBridge(),
        documents=[document(("heading", "Weather"), ("paragraph", "The lake froze over in January."))],
    )
    searcher = Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge())
    ledger = ledger_of(searcher)
    assert ledger is not None
    assert Topics(searcher, ledger).of(passage(searcher, "froze")) is None
    searcher.close()
