"""A cross-encoder puts the best passages in another order, and nothing else changes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from fakes import HashedEmbedder, WordBridge
from tiny_models import save_embedder, save_reranker

from corpus.errors import Reason
from index.encoding.reranker import CrossEncoderReranker, Reranker, RerankerSettings
from index.errors import RerankerUnavailable
from index.fusion import Scores
from index.search import Hit, Searcher
from index.status import verify_index

LIKED = "inactivo"
QUESTION = "¿Qué dice el plan de acción de los compromisos inactivos?"
BOTH = ("es", "en")


class Scripted:
    """A `Reranker` that gives these scores, one for each text, and remembers what it was given."""

    name = "scripted"

    def __init__(self, scores: Sequence[float] = (), languages: tuple[str, ...] = BOTH, top: int = 5) -> None:
        self.languages = languages
        self.top = top
        self.given: list[tuple[str, list[str]]] = []
        self._scores = scores

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        self.given.append((question, list(texts)))
        return np.array(list(self._scores) or [0.0] * len(texts), dtype=np.float32)[: len(texts)]


class Failing(Scripted):
    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        super().scores(question, texts)
        raise MemoryError("no room for 30 pairs")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder that likes a passage the better the more of it is the word `LIKED`."""
    return save_reranker(tmp_path_factory.mktemp("models") / "reranker", LIKED, longest=256)


@pytest.fixture
def opened(valdoria_home: Path) -> Iterator[list[Searcher]]:
    found: list[Searcher] = []
    yield found
    for searcher in found:
        searcher.close()


def open_with(home: Path, opened: list[Searcher], reranker: Reranker | None = None, **more: bool) -> Searcher:
    searcher = Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge(), reranker=reranker, **more)
    opened.append(searcher)
    return searcher


def passages(hits: Sequence[Hit]) -> list[str]:
    return [hit.passage for hit in hits]


# --- settings


def test_nothing_is_set_and_nothing_is_loaded(root: Path) -> None:
    assert RerankerSettings.from_environment({}) is None
    assert RerankerSettings.from_environment({"OGP_RERANKER": " "}) is None
    program = "import sys, index.search; print('sentence_transformers' in sys.modules, 'torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["False", "False"], done.stderr


@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("BAAI/bge-reranker-v2-m3", BOTH),
        ("cross-encoder/mmarco-mMiniLMv2-L12-H384-v1", BOTH),
        ("cross-encoder/ms-marco-MiniLM-L6-v2", ("en",)),
        ("BAAI/bge-reranker-base", ("en",)),
        ("someone/of-no-known-family", BOTH),
    ],
)
def test_languages_are_those_of_the_family(name: str, languages: tuple[str, ...]) -> None:
    assert RerankerSettings.from_environment({"OGP_RERANKER": name}) == RerankerSettings(name, languages, 30)


@pytest.mark.parametrize(("told", "top"), [("12", 12), ("", 30), ("0", 30), ("many", 30), ("-3", 30), ("9999", 30)])
def test_how_many_are_read_and_their_languages_can_be_set(told: str, top: int) -> None:
    environment = {"OGP_RERANKER": "x/y", "OGP_RERANKER_TOP": told, "OGP_RERANKER_LANGUAGES": "en, es"}
    assert RerankerSettings.from_environment(environment) == RerankerSettings("x/y", ("en", "es"), top)


# --- the order


def test_a_real_cross_encoder_brings_up_what_it_likes(
    valdoria_home: Path, model: Path, opened: list[Searcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_with(valdoria_home, opened).search(QUESTION, 40)
    monkeypatch.setenv("OGP_RERANKER", str(model))
    monkeypatch.setenv("OGP_RERANKER_TOP", "20")
    searcher = open_with(valdoria_home, opened)
    after = searcher.search(QUESTION, 40)
    assert searcher.notices == ()
    assert [hit.score for hit in after] == [hit.score for hit in before], "scores keep their places"
    assert [hit.rank for hit in after] == list(range(1, len(after) + 1))
    assert sorted(passages(after[:20])) == sorted(passages(before[:20])), "the same passages are the best twenty"
    assert passages(after[20:]) == passages(before[20:]), "below them nothing moves"
    assert LIKED in after[0].text.lower()
    assert passages(after) != passages(before)
    assert passages(searcher.search(QUESTION, 40)) == passages(after)
    assert passages(searcher.search(QUESTION, 3)) == passages(after[:3]), "however few are wanted"


def test_scores_come_in_order_however_many_texts_there_are(model: Path) -> None:
    reranker = CrossEncoderReranker.load(RerankerSettings(str(model)))
    texts = [f"el plan {LIKED * (n % 3 == 0)} {'agua ' * (n % 7)}" for n in range(70)] + ["", "x" * 50_000]
    together = reranker.scores("el plan", texts)
    assert together.shape == (72,) and together.dtype == np.float32
    np.testing.assert_allclose(together[:9], [reranker.scores("el plan", [text])[0] for text in texts[:9]], atol=1e-5)
    assert reranker.scores("el plan", []).shape == (0,)


def test_equal_passages_stay_in_order(valdoria_home: Path, opened: list[Searcher]) -> None:
    before = open_with(valdoria_home, opened).search(QUESTION, 10)
    assert passages(open_with(valdoria_home, opened, Scripted()).search(QUESTION, 10)) == passages(before)


def test_the_order_is_the_reranker_s(valdoria_home: Path, opened: list[Searcher]) -> None:
    before = open_with(valdoria_home, opened).search(QUESTION, 8)
    after = open_with(valdoria_home, opened, Scripted([1, 5, 3, 4, 2])).search(QUESTION, 8)
    assert [passages(before).index(passage) for passage in passages(after)] == [1, 3, 2, 4, 0, 5, 6, 7]


def test_a_restricted_search_is_reranked_within_its_documents(valdoria_home: Path, opened: list[Searcher]) -> None:
    searcher = open_with(valdoria_home, opened, Scripted([1, 2, 3, 4, 5]))
    number = searcher.content.number("valdoria-irm")
    hits = searcher.rank(searcher.prepare(QUESTION), 20, frozenset({number}))
    assert hits and {hit.document for hit in hits} == {"valdoria-irm"}
    assert searcher.rank(searcher.prepare(QUESTION), 20, frozenset()) == []


@pytest.mark.parametrize("k", [0, 1])
def test_few_hits_need_few_texts(valdoria_home: Path, opened: list[Searcher], k: int) -> None:
    reranker = Scripted()
    assert len(open_with(valdoria_home, opened, reranker).search(QUESTION, k)) == k
    assert [len(texts) for _, texts in reranker.given] == [5] * k


# --- languages


def test_a_pair_is_given_in_its_own_languages_where_they_are_read(valdoria_home: Path, opened: list[Searcher]) -> None:
    reranker = Scripted(top=30)
    hits = open_with(valdoria_home, opened, reranker).search(QUESTION, 30)
    question, texts = reranker.given[0]
    assert question == QUESTION
    assert {hit.language for hit in hits} == {"es", "en"}
    by_text = {f"{hit.section[-1]}: {hit.text}" if hit.section else hit.text for hit in hits}
    assert set(texts) == by_text


def test_a_question_is_put_in_a_language_that_the_reranker_reads(valdoria_home: Path, opened: list[Searcher]) -> None:
    """Passages are given as they stand: they are in no other language."""
    reranker = Scripted(languages=("en",), top=30)
    searcher = open_with(valdoria_home, opened, reranker)
    hits = searcher.search(QUESTION, 30)
    question, texts = reranker.given[0]
    assert question == searcher.prepare(QUESTION).texts["en"] != QUESTION
    assert any(hit.language == "es" for hit in hits)
    assert texts == [f"{hit.section[-1]}: {hit.text}" if hit.section else hit.text for hit in hits]


# --- what cannot be used


def problem_of(searcher: Searcher) -> str:
    (notice,) = searcher.notices
    assert isinstance(notice, RerankerUnavailable)
    reason = notice.values["reason"]
    assert isinstance(reason, Reason)
    return reason.key


def test_search_goes_on_without_a_model_that_is_not_there(
    valdoria_home: Path, opened: list[Searcher], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = open_with(valdoria_home, opened).search(QUESTION)
    for name, key in ((str(tmp_path / "none"), "model_no_folder"), ("nobody/no-such-model", "model_offline")):
        monkeypatch.setenv("OGP_RERANKER", name)
        searcher = open_with(valdoria_home, opened)
        assert problem_of(searcher) == key
        assert name in str(searcher.notices[0])
        assert searcher.search(QUESTION) == before


def test_a_model_that_is_no_cross_encoder_is_refused(tmp_path: Path) -> None:
    """The library would give it a head of random numbers, others at every start."""
    made = save_embedder(tmp_path / "embedder")
    classifier = save_reranker(tmp_path / "classifier", LIKED, labels=3)
    for folder in (made, classifier):
        with pytest.raises(RerankerUnavailable) as caught:
            CrossEncoderReranker.load(RerankerSettings(str(folder)))
        assert caught.value.values["reason"].key == "model_no_reranker"


@pytest.mark.parametrize(
    ("reranker", "key"),
    [(Failing(), "model_failed"), (Scripted([float("nan")] * 5), "model_no_scores")],
    ids=["fails", "no numbers"],
)
def test_a_model_that_fails_is_asked_once(
    valdoria_home: Path, opened: list[Searcher], reranker: Scripted, key: str
) -> None:
    before = open_with(valdoria_home, opened).search(QUESTION)
    searcher = open_with(valdoria_home, opened, reranker)
    assert searcher.search(QUESTION) == before
    assert searcher.search(QUESTION) == before
    assert len(reranker.given) == 1
    assert problem_of(searcher) == key


def test_an_index_is_checked_without_the_reranker(valdoria_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OGP_RERANKER", "nobody/no-such-model")
    assert verify_index(valdoria_home, embedder=HashedEmbedder(), bridge=WordBridge()) == ()
