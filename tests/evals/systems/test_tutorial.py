"""The tutorial's assembly: built once, from text as it stands, and built anew when anything is another."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes import FailingEmbedder, HashedEmbedder, document, valdoria

from corpus.model import Document
from evals.errors import SystemFailed
from evals.systems.tutorial import CHUNK, TutorialSystem

LONG = "\n\n".join(f"Paragraph {n} tells of bus number {n} in village {n * 7} at some length." for n in range(60))


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., TutorialSystem]]:
    systems: list[TutorialSystem] = []

    def make(*documents: Document, embedder: HashedEmbedder | None = None) -> TutorialSystem:
        systems.append(TutorialSystem(documents or valdoria(), embedder or HashedEmbedder(), tmp_path / "store"))
        return systems[-1]

    yield make
    for system in systems:
        system.close()


def test_chunks_and_questions_are_encoded_as_they_stand(opened: Callable[..., TutorialSystem]) -> None:
    embedder = HashedEmbedder()
    system = opened(embedder=embedder)
    texts = [made.text for made in valdoria()]
    assert embedder.seen
    assert all(len(chunk) <= CHUNK and any(chunk in text for text in texts) for chunk in embedder.seen)
    question = "¿Qué pasó con las semillas?"
    system.places(question, 4)
    assert embedder.seen[-1] == question


def test_it_finds_the_chunk_whose_words_are_asked_for(opened: Callable[..., TutorialSystem]) -> None:
    system = opened(document(("paragraph", LONG), id="buses"), document(("paragraph", "Seeds and soil."), id="seeds"))
    assert system.places("Seeds, soil", 1)[0].source == "seeds.md"
    answer = system.answer("bus number 41, village 287", [], "en")
    assert len(answer.citations) == 4
    assert all(LONG[c.start : c.end] == c.quote for c in answer.citations if c.document == "buses")


def test_equal_chunks_come_in_the_order_of_the_documents(opened: Callable[..., TutorialSystem]) -> None:
    system = opened(*(document(("paragraph", "Seeds and soil."), id=f"d{n}") for n in range(6)))
    assert [place.source for place in system.places("Seeds", 6)] == [f"d{n}.md" for n in range(6)]


def test_more_than_there_is_cannot_be_found(opened: Callable[..., TutorialSystem]) -> None:
    system = opened(document(("paragraph", "Seeds and soil.")))
    assert len(system.places("Seeds", 50)) == 1
    assert system.places("Seeds", 0) == []


def test_documents_without_text_are_no_harm(opened: Callable[..., TutorialSystem]) -> None:
    system = opened(document())
    assert system.places("Seeds", 5) == []
    assert system.answer("Seeds", [], "en").status == "not_found"


def test_a_finished_store_is_used_again(opened: Callable[..., TutorialSystem]) -> None:
    first, embedder = opened(), HashedEmbedder()
    second = opened(embedder=embedder)
    assert not embedder.seen
    assert second.places("libraries", 10) == first.places("libraries", 10)
    assert second.describe() == first.describe()


def test_other_documents_have_a_store_of_their_own(opened: Callable[..., TutorialSystem]) -> None:
    """Both open at once in one process, as Chroma keeps one client a path."""
    first = opened(document(("paragraph", "Seeds and soil."), id="one"))
    second = opened(document(("paragraph", "Seeds and soil."), id="two"))
    assert [s.places("Seeds", 3)[0].source for s in (first, second)] == ["one.md", "two.md"]
    assert first.describe()["fingerprint"] != second.describe()["fingerprint"]


def test_another_model_builds_anew(opened: Callable[..., TutorialSystem]) -> None:
    opened()
    other = HashedEmbedder("other-words")
    opened(embedder=other)
    assert other.seen


def test_an_interrupted_build_leaves_nothing_that_is_used(
    opened: Callable[..., TutorialSystem], tmp_path: Path
) -> None:
    with pytest.raises(KeyboardInterrupt):
        opened(embedder=FailingEmbedder(KeyboardInterrupt()))
    assert not list((tmp_path / "store").glob("tutorial-*/manifest.json"))
    assert opened().places("libraries", 3)


@pytest.mark.parametrize("content", ["", "[]", '{"fingerprint": "another", "chunks": 3}'])
def test_a_store_that_does_not_say_what_it_is_is_built_anew(
    opened: Callable[..., TutorialSystem], tmp_path: Path, content: str
) -> None:
    opened().close()
    (manifest,) = (tmp_path / "store").glob("tutorial-*/manifest.json")
    manifest.write_text(content, encoding="utf-8")
    embedder = HashedEmbedder()
    assert opened(embedder=embedder).places("libraries", 3)
    assert embedder.seen
    assert json.loads(manifest.read_text(encoding="utf-8"))["chunks"] > 3


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SystemFailed, match="cannot be written"):
        TutorialSystem(valdoria(), HashedEmbedder(), tmp_path / "file")


def test_two_builds_find_the_same(tmp_path: Path) -> None:
    documents = [document(("paragraph", LONG.replace("bus", f"bus{n}")), id=f"d{n}") for n in range(40)]
    found = []
    for name in ("a", "b"):
        system = TutorialSystem(documents, HashedEmbedder(), tmp_path / name)
        found.append([system.places(f"bus{n} village {n}", 20) for n in range(20)])
        system.close()
    assert found[0] == found[1]
