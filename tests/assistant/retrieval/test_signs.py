"""What a question names, compared with where a unit stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fakes import HashedEmbedder, WordBridge, document

from assistant.question.parse import parse_alone
from assistant.retrieval.signs import Named
from index.building.build import build_index
from index.search import Searcher

PLAN = document(
    ("heading", "Action plan of Kenya"),
    ("paragraph", "Kenya joined in June 2011 and has a council."),
    ("heading 2", "Commitment 3: Clear wells"),
    ("paragraph", "The Ministry of Springs will mend nine wells by May 2021."),
    ("paragraph", "It will cost four million dollars."),
    ("heading 2", "Commitment 4: Healthy lunches"),
    ("paragraph", "Schools say what lunches cost, as in KE0003."),
    id="plan",
    kind="action_plan",
    country="KE",
)
REPORT = document(
    ("heading", "Results report"),
    ("heading 2", "Commitment 3: Clear wells"),
    ("paragraph", "Only six wells were mended."),
    id="report",
    kind="irm_report",
    country="KE",
)
OWN = document(
    ("heading", "Self-assessment"),
    ("heading 2", "Commitment 3: Clear wells"),
    ("paragraph", "All nine were mended in time."),
    ("paragraph", "The IRM found that three were not."),
    ("paragraph", "Kenya waited for none of it."),
    id="own",
    kind="self_assessment",
    country="CL",
)
GUIDE = document(
    ("paragraph", "The sum paid under commitment 3 was nine dollars."),
    ("paragraph", "Anybody may propose a well."),
    ("paragraph", "Chile proposed two."),
    id="guide",
)

Signs = Callable[[str, str], dict[str, float]]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    home = tmp_path_factory.mktemp("kenya")
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=[PLAN, REPORT, OWN, GUIDE])
    searcher = Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge())
    yield searcher
    searcher.close()


@pytest.fixture(scope="module")
def signs(searcher: Searcher) -> Signs:
    """Of the one unit that holds these words, for a question."""
    rows = [row for n in searcher.documents() for row in searcher.content.passages_of_document(n)]
    hits = {hit.n: hit for hit in searcher.hits(rows, 0.0)}
    units = searcher.content.units_of(rows)

    def of(question: str, words: str) -> dict[str, float]:
        (unit,) = [one for one in units if words in one.text]
        return Named(parse_alone(searcher, question, "en")).signs(unit, hits[unit.passage])

    return of


def test_what_is_not_named_is_no_sign(signs: Signs) -> None:
    assert signs("Tell me of wells", "nine wells by May") == {}


@pytest.mark.parametrize(
    ("question", "words", "value"),
    [
        ("When will the wells be mended?", "nine wells by May", 1.0),
        ("When will the wells be mended?", "four million dollars", 0.0),
        ("How much money will the wells cost?", "four million dollars", 1.0),
        ("How much money will the wells cost?", "Anybody may propose", 0.0),
        ("How many wells were mended, and when?", "Only six wells", 0.5),  # of what is asked for, the half
        ("How many wells were mended, and when?", "nine wells by May", 1.0),
    ],
)
def test_the_kind_of_thing_that_is_asked_for(signs: Signs, question: str, words: str, value: float) -> None:
    assert signs(question, words)["type"] == value


@pytest.mark.parametrize(
    ("words", "value"), [("nine wells by May", 1.0), ("four million", 0.0), ("Anybody may propose a well", 0.0)]
)
def test_the_very_thing_that_is_counted(signs: Signs, words: str, value: float) -> None:
    assert signs("How many wells will be mended?", words)["counted"] == value


@pytest.mark.parametrize(
    ("question", "words", "value"),
    [
        ("What of commitment 3?", "nine wells by May", 1.0),
        ("What of commitment 3?", "Only six wells", 1.0),
        ("What of commitment 3?", "what lunches cost", -1.0),  # another commitment's
        ("What of commitment 3?", "joined in June", -0.5),  # nobody's
        ("What of commitment 3?", "was nine dollars", 1.0),  # a sentence that names it
        ("What of commitment 4?", "was nine dollars", -0.5),
        ("What of KE0003?", "as in KE0003", 1.0),  # it says so itself
        ("What of KE0009?", "as in KE0003", -1.0),
        ("What of commitment 3 and commitment 4?", "what lunches cost", 1.0),
    ],
)
def test_the_commitment_that_is_named(signs: Signs, question: str, words: str, value: float) -> None:
    assert signs(question, words)["commitment"] == value


@pytest.mark.parametrize(
    ("question", "words", "value"),
    [
        ("What did the IRM find on the wells?", "Only six wells", 1.0),
        ("What did the IRM find on the wells?", "three were not", 1.0),  # by way of the self-assessment
        ("What did the IRM find on the wells?", "All nine were mended", 0.0),
        ("What does the self-assessment say?", "All nine were mended", 1.0),
        ("What does the self-assessment say?", "three were not", 0.0),  # there it reports another
        ("What was promised about the wells?", "nine wells by May", 1.0),
        ("What was promised about the wells?", "Only six wells", 0.0),
    ],
)
def test_the_voice_that_is_asked_for(signs: Signs, question: str, words: str, value: float) -> None:
    assert signs(question, words)["voice"] == value


@pytest.mark.parametrize(
    ("question", "words", "value"),
    [
        ("What did Kenya promise?", "nine wells by May", 0.3),
        ("What did Kenya promise?", "joined in June", 0.3),
        ("What did Kenya promise?", "All nine were mended", -1.0),  # Chile's document
        ("What did Kenya promise?", "Kenya waited", 0.5),  # which names Kenya here
        ("What did Kenya promise?", "Anybody may propose", -0.3),  # a document of no country
        ("What did Chile propose?", "Chile proposed two", 0.3),
        ("What did Chile promise?", "Only six wells", -1.0),
    ],
)
def test_the_country_that_is_named(signs: Signs, question: str, words: str, value: float) -> None:
    assert signs(question, words)["country"] == value
