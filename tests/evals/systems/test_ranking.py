"""The assistant, and its passages ranked by one signal, over the fictional country's documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes import FailingEmbedder, HashedEmbedder, WordBridge, open_assistant, valdoria

from assistant.assistant import Assistant
from assistant.reading.select import STATEMENTS
from evals.errors import EndpointMisconfigured, ModelAbsent, SystemFailed, SystemUnknown
from evals.names import SYSTEMS
from evals.systems import open_system, opener
from evals.systems.base import System
from evals.systems.ranking import VectorRanking, WordRanking
from index.building.build import build_index
from index.errors import IndexDamaged
from index.search import Searcher

SEEDS = "¿Por qué se retiró el compromiso de las semillas?"
TEXTS = {document.metadata.source: document.text for document in valdoria()}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    home = tmp_path_factory.mktemp("valdoria")
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=valdoria())
    assistant = open_assistant(home)
    yield assistant
    assistant.searcher.close()


@pytest.fixture(params=["assistant", "baseline", "bm25", "dense"])
def system(request: pytest.FixtureRequest, assistant: Assistant, tmp_path: Path) -> Iterator[System]:
    system = open_system(request.param, assistant=assistant, documents=valdoria(), folder=tmp_path / "systems")
    assert system.name == request.param
    yield system
    system.close()


def test_places_are_runs_of_their_documents_and_as_many_as_asked_for(system: System) -> None:
    for k in (1, 3, 7):
        places = system.places(SEEDS, k)
        assert 0 < len(places) <= k
        assert all(place.text in TEXTS[place.source] for place in places)
    assert system.places(SEEDS, 7)[:3] == system.places(SEEDS, 3)


def test_quotations_are_exact_and_the_answer_keeps_the_question(system: System) -> None:
    answer = system.answer(SEEDS, [{"role": "user", "content": "Hola"}], "es")
    assert answer.question == SEEDS
    assert answer.citations
    assert all(TEXTS[c.source][c.start : c.end] == c.quote for c in answer.citations)
    assert answer.seconds >= 0


def test_two_times_the_same(system: System) -> None:
    assert system.places(SEEDS, 10) == system.places(SEEDS, 10)
    assert system.describe() == system.describe()
    assert all(isinstance(value, str) for value in system.describe().values())


def test_only_the_assistant_weighs_whether_it_knows(system: System) -> None:
    answer = system.answer("Which mountain of Valdoria is the highest of its range, please?", [], "en")
    assert (answer.status == "answered") == (system.name != "assistant")
    assert len(answer.citations) <= STATEMENTS


def test_the_assistant_follows_a_conversation(assistant: Assistant, tmp_path: Path) -> None:
    system = open_system("assistant", assistant=assistant, documents=(), folder=tmp_path)
    history = [{"role": "user", "content": "How complete is commitment 1 according to the IRM?"}]
    assert system.answer("And commitment 5?", history, "en").resolved is not None


def test_what_the_index_cannot_do_is_the_system_s_failure(assistant: Assistant) -> None:
    from evals.systems.assistant import AssistantSystem

    error = IndexDamaged(generation="g", reason="it is gone")
    broken = Assistant(Path(), Searcher(assistant.searcher.folder, _Broken(error), WordBridge()))
    system = AssistantSystem(broken)
    with pytest.raises(SystemFailed, match="it is gone"):
        system.answer(SEEDS, [], "es")
    with pytest.raises(SystemFailed, match="it is gone"):
        system.places(SEEDS, 3)
    system.close()
    broken.searcher.close()


class _Broken(FailingEmbedder):
    def __init__(self, error: BaseException) -> None:
        super().__init__(error)


def test_words_alone_reach_no_passage_of_another_language(assistant: Assistant) -> None:
    """In the assistant's own index every passage has Spanish words, by translation; here none but its own."""
    searcher = assistant.searcher
    languages = [language for _, language, _ in searcher.content.spans()]
    scores = WordRanking(searcher).scores("¿Qué dice sobre las semillas y los embalses?")
    assert {languages[row] for row in np.flatnonzero(np.isfinite(scores))} == {"es"}


def test_words_alone_look_at_every_passage(assistant: Assistant) -> None:
    texts = [stored.text for stored in _stored(assistant.searcher)]
    scores = WordRanking(assistant.searcher).scores("What do monitors do?")
    assert all("onitor" in texts[row] for row in np.flatnonzero(np.isfinite(scores)))
    assert np.isfinite(scores).any()


def test_other_documents_are_another_system(assistant: Assistant, tmp_path: Path) -> None:
    build_index(tmp_path, embedder=HashedEmbedder(), bridge=WordBridge(), documents=valdoria()[1:])
    fewer = open_assistant(tmp_path)
    for name in ("assistant", "baseline", "bm25", "dense"):
        one = open_system(name, assistant=assistant, documents=valdoria(), folder=tmp_path / "systems")
        other = open_system(name, assistant=fewer, documents=valdoria()[1:], folder=tmp_path / "systems")
        fingerprints = [
            {value for key, value in system.describe().items() if key in {"fingerprint", "passages_fingerprint"}}
            for system in (one, other)
        ]
        assert fingerprints[0].isdisjoint(fingerprints[1])
        one.close()
        other.close()
    fewer.searcher.close()


def test_words_nobody_wrote_find_nothing(assistant: Assistant, tmp_path: Path) -> None:
    system = open_system("bm25", assistant=assistant, documents=(), folder=tmp_path)
    assert system.places("zyzzyva quokka", 5) == []
    assert system.answer("zyzzyva quokka", [], "en").status == "not_found"


def test_vectors_alone_are_of_the_passages_as_they_stand(tmp_path: Path) -> None:
    """Nothing of what is compared has been through the translator, neither the question nor a passage."""
    home, embedder, bridge = tmp_path / "home", HashedEmbedder(languages=("en",)), WordBridge()
    build_index(home, embedder=embedder, bridge=bridge, documents=valdoria())
    searcher = Searcher.open(home, embedder=embedder, bridge=bridge)
    embedder.seen.clear()
    bridge.seen.clear()
    ranking = VectorRanking(searcher, tmp_path / "vectors.sqlite")
    spanish = [stored for stored in _stored(searcher) if stored.language == "es"]
    assert len(embedder.seen) == len(spanish)
    assert any("semillas" in text for text in embedder.seen)
    scores = ranking.scores(SEEDS)
    assert embedder.seen[-1] == SEEDS
    assert not bridge.seen
    assert np.isfinite(scores).all()
    best = _stored(searcher)[int(np.argmax(scores))]
    assert best.language == "es"

    embedder.seen.clear()
    again = VectorRanking(searcher, tmp_path / "vectors.sqlite")
    assert not embedder.seen, "what was encoded once is kept"
    assert np.array_equal(again.scores(SEEDS), scores)
    searcher.close()


def test_a_model_that_reads_both_languages_needs_nothing_encoded_anew(tmp_path: Path) -> None:
    embedder = HashedEmbedder(languages=("en", "es"))
    build_index(tmp_path, embedder=embedder, bridge=WordBridge(), documents=valdoria())
    searcher = Searcher.open(tmp_path, embedder=embedder, bridge=WordBridge())
    embedder.seen.clear()
    VectorRanking(searcher, tmp_path / "vectors.sqlite")
    assert not embedder.seen
    searcher.close()


def test_a_system_nobody_knows_is_named_with_those_there_are(assistant: Assistant, tmp_path: Path) -> None:
    with pytest.raises(SystemUnknown, match=r"no system oracle.*assistant, model, baseline, bm25, dense"):
        open_system("oracle", assistant=assistant, documents=(), folder=tmp_path)


def test_every_name_can_be_opened_over_a_library(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from evals.libraries import OpenLibrary

    monkeypatch.setenv("OGP_MODEL", "openai:some-model")
    monkeypatch.setenv("OGP_MODEL_URL", "http://127.0.0.1:9/v1")

    library = OpenLibrary("valdoria", (), valdoria(), assistant, assistant.searcher.embedder, tmp_path, "gold", "index")
    stages: set[str] = set()
    opened = opener(endpoint="http://127.0.0.1:9", model="m", progress=lambda stage, done, total: stages.add(stage))
    for name in SYSTEMS:
        system = opened(name, library)
        assert system.name == name
        system.close()
    assert stages == {"embed/valdoria"}
    with pytest.raises(EndpointMisconfigured, match="model"):
        opener()("endpoint", library)
    monkeypatch.delenv("OGP_MODEL")
    with pytest.raises(ModelAbsent, match="OGP_MODEL"):
        opener()("model", library)


def _stored(searcher: Searcher) -> list:  # type: ignore[type-arg]
    rows = list(range(searcher.manifest.passages))
    stored = searcher.content.passages(rows)
    return [stored[row] for row in rows]
