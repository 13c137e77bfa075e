"""Building an index: one whole generation or none, and nothing computed twice."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FailingBridge, FailingEmbedder, HashedEmbedder, WordBridge, document, valdoria

from corpus.errors import DiskFull
from corpus.library.library import Library
from corpus.library.shelf import Record, Shelf, mark
from corpus.model import Document
from index.bm25 import words
from index.building.build import build_index
from index.building.writing import BuildReport
from index.errors import BuildInvalid, BuildLocked, EmbedderMismatch, IndexMissing, NothingToIndex
from index.search import Searcher
from index.status import index_status, verify_index
from index.translation.apertium import NoBridge
from index.vocabulary import Vocabulary

LAKE = document(("heading", "The lake"), ("paragraph", "The lake froze over in January."), id="lake")
MILL = document(("heading", "The mill"), ("paragraph", "The mill grinds barley for the valley."), id="mill")
PORT = document(("heading", "El puerto"), ("paragraph", "El puerto recibe nueve barcos."), id="port", language="es")


def build(home: Path, *documents: Document, **changes: object) -> BuildReport:
    parts = {"embedder": HashedEmbedder(), "bridge": WordBridge(), **changes}
    return build_index(home, documents=documents or (LAKE, MILL), **parts)  # type: ignore[arg-type]


def first(home: Path, question: str) -> str:
    searcher = Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge())
    try:
        return searcher.search(question, 1)[0].text
    finally:
        searcher.close()


def generations(home: Path) -> set[str]:
    return {path.name for path in (home / "index" / "generations").iterdir()}


# --- what a build leaves


def test_a_build_leaves_one_whole_generation(home: Path) -> None:
    report = build(home, *valdoria())
    index = home / "index"
    assert (index / "CURRENT").read_text() == report.generation + "\n"
    assert generations(home) == {report.generation}
    assert not (index / "CURRENT.new").exists()
    names = {path.name for path in (index / "generations" / report.generation).iterdir()}
    assert names == {
        "manifest.json",
        "content.sqlite",
        "ledger.sqlite",
        "sayings.json",
        "words.json",
        "passages.npy",
        "units.npy",
        "lexical",
        "chroma",
    }
    assert verify_index(home, embedder=HashedEmbedder(), bridge=WordBridge()) == ()
    assert report.documents == len(valdoria())
    assert report.passages > 30
    assert report.units > report.passages
    assert report.warnings == ()


def test_its_status_can_be_read_without_a_model(home: Path) -> None:
    report = build(home)
    status = index_status(home)
    assert status.exists and status.problem is None
    assert (status.generation, status.documents, status.passages, status.units) == (
        report.generation, report.documents, report.passages, report.units,
    )  # fmt: skip
    assert status.embedder == "hashed-words"
    assert status.bridge
    assert not status.starter
    assert status.built_at is not None and status.built_at.endswith("+00:00")
    assert status.bytes > 10_000


def test_progress_is_told_in_stages(home: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build(home, *valdoria(), progress=lambda *step: told.append(step))
    stages = list(dict.fromkeys(stage for stage, _, _ in told))
    assert stages == ["read", "embed", "store", "check"]
    for stage in stages:
        steps = [(done, total) for name, done, total in told if name == stage]
        assert all(0 <= done <= total for done, total in steps)
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1], f"{stage} ends whole"


def test_without_a_translator_it_is_built_and_says_so(home: Path) -> None:
    report = build(home, *valdoria(), bridge=NoBridge())
    assert ("no_bridge", "") in report.warnings
    assert not index_status(home).bridge
    assert "lago" not in first(home, "bibliotecas elecciones")


def test_a_language_that_nothing_reads_is_warned_of(home: Path) -> None:
    french = document(("paragraph", "Le lac est gelé depuis le mois de janvier."), id="lac", language="fr")
    assert ("language_unread", "fr") in build(home, french, LAKE).warnings
    assert "gelé" in first(home, "lac gelé janvier")


# --- each in its own language


def test_no_document_is_translated(home: Path) -> None:
    bridge = WordBridge()
    report = build(home, *valdoria(), bridge=bridge)
    # the check asks its twelve sentinel questions, and only those are translated (at most twice)
    assert len(bridge.seen) <= 24 < report.units


def test_words_of_a_language_are_those_of_its_own_passages(home: Path) -> None:
    words_too = WordBridge({"puerto": "harbour", "barcos": "ships", "lago": "lake", "enero": "january"})
    build(home, LAKE, PORT, bridge=words_too)
    searcher = Searcher.open(home, embedder=HashedEmbedder(), bridge=words_too)
    try:
        for language, own, other in (("es", "barcos puerto", "lago enero lake"), ("en", "lake froze", "ships harbour")):
            assert all(searcher.knows(token, language) for token in words(own, language))
            assert not any(searcher.knows(token, language) for token in words(other, language))
        vocabulary = Vocabulary.load(searcher.folder, searcher.content)
        assert vocabulary.holds("barcos") and vocabulary.holds("lake")
        assert not vocabulary.holds("ships") and not vocabulary.holds("lago")
    finally:
        searcher.close()


def test_words_of_a_third_language_are_found(home: Path) -> None:
    """They are kept with the Spanish ones."""
    french = document(("paragraph", "Le lac est gelé depuis le mois de janvier."), id="lac", language="fr")
    build(home, french, LAKE)
    searcher = Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge())
    try:
        assert searcher.knows(*words("gelé", "es"), "es")
        assert not searcher.knows(*words("gelé", "en"), "en")
    finally:
        searcher.close()


# --- nothing twice


def test_a_second_build_embeds_nothing_anew(home: Path) -> None:
    before = build(home, *valdoria())
    embedder = HashedEmbedder()
    after = build(home, *valdoria(), embedder=embedder)
    assert before.embedded > 0
    assert after.embedded == 0
    assert after.reused == before.embedded + before.reused
    assert after.generation != before.generation
    # the check asks its twelve sentinel questions, and only those are embedded
    assert len(embedder.seen) <= 12


def test_only_what_changed_is_embedded(home: Path) -> None:
    build(home, LAKE, MILL)
    changed = document(
        ("heading", "The lake"), ("paragraph", "The lake froze over in January."), ("paragraph", "It thawed."),
        id="lake",
    )  # fmt: skip
    embedder = HashedEmbedder()
    report = build(home, changed, MILL, embedder=embedder)
    assert 0 < report.embedded <= 3
    assert not any("barley" in text for text in embedder.seen[: report.embedded])


def test_the_same_text_in_two_documents_is_embedded_once(home: Path) -> None:
    embedder = HashedEmbedder()
    twin = document(("heading", "The lake"), ("paragraph", "The lake froze over in January."), id="twin")
    report = build(home, LAKE, twin, embedder=embedder)
    assert len(embedder.seen[: report.embedded]) == len(set(embedder.seen[: report.embedded]))
    assert report.reused == report.embedded


def test_another_model_shares_no_vectors(home: Path) -> None:
    build(home)
    report = build(home, embedder=HashedEmbedder("another-model"))
    assert report.reused < report.embedded


# --- generations


def test_the_generation_before_is_kept_for_who_still_reads_it(home: Path) -> None:
    one = build(home, LAKE).generation
    two = build(home, MILL).generation
    assert generations(home) == {one, two}
    three = build(home, LAKE).generation
    assert generations(home) == {two, three}


def test_a_reader_keeps_its_generation_while_others_are_built(home: Path) -> None:
    build(home, LAKE)
    reader = Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge())
    build(home, MILL)
    assert "froze" in reader.search("lake January")[0].text
    build(home, MILL)
    assert "froze" in reader.search("lake January")[0].text
    reader.close()


def test_a_document_that_was_removed_answers_no_more(home: Path, tmp_path: Path) -> None:
    for name, text in (("lake.md", "The lake froze over in January."), ("mill.md", "The mill grinds barley.")):
        (tmp_path / name).write_text(f"# About\n\n{text}\n")
    library = Library(home)
    outcomes = library.add([tmp_path / "lake.md", tmp_path / "mill.md"])
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge())
    assert not index_status(home).stale
    assert "barley" in first(home, "the mill grinds barley")
    mill = next(outcome.document_id for outcome in outcomes if outcome.path.name == "mill.md")
    assert mill is not None
    library.remove(mill)
    assert index_status(home).stale
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge())
    assert not index_status(home).stale
    assert index_status(home).documents == 1
    assert "barley" not in first(home, "the mill grinds barley")


def test_a_damaged_library_does_not_hide_the_status_of_the_index(home: Path, tmp_path: Path) -> None:
    (tmp_path / "lake.md").write_text("# Lake\n\nThe lake froze over in January.\n")
    Library(home).add([tmp_path / "lake.md"])
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge())
    (stored,) = (home / "corpus").glob("*.json")
    stored.write_text("{")
    status = index_status(home)
    assert status.exists and status.stale
    assert status.documents == 1
    assert stored.name in str(status.problem)


# --- interrupted


def stop_at(stage: str, error: BaseException) -> Callable[[str, int, int], None]:
    def progress(name: str, done: int, total: int) -> None:
        if name == stage:
            raise error

    return progress


INTERRUPTIONS: dict[str, Callable[[], dict[str, object]]] = {
    "the model fails": lambda: {"embedder": FailingEmbedder(RuntimeError("out of memory"))},
    "the model fails at the check": lambda: {"embedder": FailingEmbedder(RuntimeError("late"), after=1)},
    "the translator fails at the check": lambda: {"bridge": FailingBridge(RuntimeError("gone"))},
    "Ctrl-C while embedding": lambda: {"embedder": FailingEmbedder(KeyboardInterrupt())},
    "Ctrl-C while translating for the check": lambda: {"bridge": FailingBridge(KeyboardInterrupt())},
    "Ctrl-C while reading": lambda: {"progress": stop_at("read", KeyboardInterrupt())},
    "Ctrl-C while storing": lambda: {"progress": stop_at("store", KeyboardInterrupt())},
    "Ctrl-C while checking": lambda: {"progress": stop_at("check", KeyboardInterrupt())},
    "the end of the process": lambda: {"progress": stop_at("store", SystemExit(1))},
    "a full disk": lambda: {"progress": stop_at("store", OSError(28, "No space left on device"))},
}


@pytest.fixture(scope="module")
def lake_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("lake") / "home"
    build(home, LAKE)
    return home


@pytest.mark.parametrize("interruption", INTERRUPTIONS)
def test_an_interrupted_build_leaves_the_index_before_it(lake_home: Path, tmp_path: Path, interruption: str) -> None:
    home = Path(shutil.copytree(lake_home, tmp_path / "home"))
    serving = generations(home)
    with pytest.raises((RuntimeError, KeyboardInterrupt, SystemExit, DiskFull)):
        build(home, MILL, PORT, **INTERRUPTIONS[interruption]())
    assert generations(home) == serving == {index_status(home).generation}
    assert "froze" in first(home, "the lake in January")


def test_an_interrupted_build_stands_in_the_way_of_no_other(lake_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(lake_home, tmp_path / "home"))
    for changes in INTERRUPTIONS.values():
        with pytest.raises((RuntimeError, KeyboardInterrupt, SystemExit, DiskFull)):
            build(home, MILL, PORT, **changes())
    assert build(home, MILL, PORT).generation in generations(home)
    assert "barley" in first(home, "the mill grinds barley")


@pytest.mark.parametrize("interruption", ["Ctrl-C while checking", "Ctrl-C while translating for the check"])
def test_an_interrupted_first_build_leaves_no_index(home: Path, interruption: str) -> None:
    with pytest.raises((RuntimeError, KeyboardInterrupt)):
        build(home, LAKE, PORT, **INTERRUPTIONS[interruption]())
    assert not index_status(home).exists
    with pytest.raises(IndexMissing):
        first(home, "lake")
    folder = home / "index" / "generations"
    assert not folder.exists() or not list(folder.iterdir())


def test_what_an_interrupted_build_had_embedded_is_not_lost(home: Path) -> None:
    long = [document(*[("paragraph", f"Line {n} of text {i}.") for n in range(9)], id=f"d{i}") for i in range(60)]
    with pytest.raises(KeyboardInterrupt):
        build(home, *long, embedder=FailingEmbedder(KeyboardInterrupt(), after=1))
    report = build(home, *long)
    assert report.reused >= 200


def test_what_a_killed_build_left_is_cleared_away(home: Path) -> None:
    serving = build(home, LAKE).generation
    half = home / "index" / "generations" / "20200101T000000000000"
    half.mkdir()
    (half / "content.sqlite").write_bytes(b"half")
    (home / "index" / "CURRENT.new").write_text("half")
    new = build(home, MILL).generation
    assert generations(home) == {serving, new}


def test_a_build_over_a_damaged_index_makes_a_whole_one(home: Path) -> None:
    generation = build(home, LAKE).generation
    (home / "index" / "generations" / generation / "content.sqlite").write_bytes(b"")
    (home / "index" / "CURRENT").write_bytes(b"\xff\xfe")
    build(home, MILL)
    assert verify_index(home, embedder=HashedEmbedder(), bridge=WordBridge()) == ()


def test_an_older_document_whose_name_is_no_text_is_named_and_the_others_are_built(home: Path, tmp_path: Path) -> None:
    for name in ("first.md", "second.md"):
        (tmp_path / name).write_text(f"# Plan {name}\n\nThe town will open its {name} archives to all visitors.\n")
    Library(home).add([tmp_path / "first.md", tmp_path / "second.md"])
    shelf = Shelf(next(home.rglob("second.json")).parent)
    stored = shelf.load("second")
    older = replace(stored, metadata=replace(stored.metadata, source="plan\udcff.md"))
    shelf.save(older, mark(older), "2025-01-01T00:00:00", Record())
    report = build_index(home, embedder=HashedEmbedder(), bridge=WordBridge())
    assert ("document_damaged", "second.json") in report.warnings and report.documents == 1


def test_a_failed_build_leaves_the_generations_whose_pointer_is_lost(home: Path) -> None:
    generation = build(home, LAKE).generation
    (home / "index" / "CURRENT").unlink()

    def stops(stage: str, done: int, total: int) -> None:
        if stage == "store":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(home, MILL, progress=stops)
    assert generation in generations(home)
    assert build(home, MILL).generation in generations(home)


# --- two at once


def test_two_builds_at_once_are_refused(home: Path) -> None:
    caught: list[BaseException] = []

    def meanwhile(stage: str, done: int, total: int) -> None:
        if stage == "embed" and not caught:
            thread = threading.Thread(target=second)
            thread.start()
            thread.join()

    def second() -> None:
        try:
            build(home, MILL)
        except BaseException as error:
            caught.append(error)

    report = build(home, LAKE, progress=meanwhile)
    assert [type(error) for error in caught] == [BuildLocked]
    assert str(home) in str(caught[0])
    assert index_status(home).generation == report.generation


def test_a_build_within_a_build_is_refused(home: Path) -> None:
    def again(stage: str, done: int, total: int) -> None:
        if stage == "embed":
            build(home, MILL)

    with pytest.raises(BuildLocked):
        build(home, LAKE, progress=again)
    assert not index_status(home).exists


def test_another_process_that_builds_is_respected(home: Path) -> None:
    lock = home / "index" / "build.lock"
    lock.parent.mkdir(parents=True)
    program = (
        "import sys, filelock\n"
        "with filelock.FileLock(sys.argv[1]):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        with pytest.raises(BuildLocked):
            build(home, LAKE)
    assert build(home, LAKE).documents == 1


# --- documents of every kind


def test_nothing_to_index_is_said(home: Path) -> None:
    for documents in ((), (document(),), (document(id="a"), document(id="b"))):
        with pytest.raises(NothingToIndex) as caught:
            build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=documents)
        assert str(home) in str(caught.value)
        assert not index_status(home).exists


REPEATED = document(
    *[("table_row", f"{n}. Milestone", "Done", "The agency finished the milestone on time.") for n in range(1, 80)]
)
ODD = {
    "rows that are nearly the same": REPEATED,
    "one sentence many times": document(*[("paragraph", "The lake froze over.")] * 40),
    "paragraphs that are long and the same": document(*[("paragraph", "The lake froze over. " * 60)] * 12),
    "marks alone": document(("paragraph", "…"), ("paragraph", "— — —"), ("list_item", "• * _")),
    "little words alone": document(("paragraph", "de la que y en el"), ("paragraph", "of the and to a in")),
    "another script": document(("heading", "湖"), ("paragraph", "湖は一月に凍った。"), ("paragraph", "水车磨大麦")),
    "emoji": document(("paragraph", "🌷🌷 🙂"), ("paragraph", "The lake 🌊 froze.")),
    "one letter": document(("paragraph", "x")),
    "marks of markup": document(("paragraph", "<b>|*_[x](y)`$\\^{}@#~"), ("paragraph", "a|b*c_d")),
    "empty cells": document(("table_row", "", "only this", ""), ("table_row", "a", "", "")),
    "headings alone": document(*[("heading", f"Heading {n}") for n in range(30)]),
    "combining accents": document(("paragraph", "Cafe\u0301 del Pen\u0303on, con nin\u0303os.")),
    "one huge paragraph": document(("paragraph", "The neighbours measured the lake again. " * 4000)),
}


@pytest.mark.parametrize("name", ODD)
def test_any_document_can_be_indexed(home: Path, name: str) -> None:
    # the build asks its own sentinel questions: it is refused if the text cannot be found again
    assert build(home, ODD[name], LAKE).documents == 2
    assert "January" in first(home, "lake froze January")


def test_two_documents_of_one_id_are_refused(home: Path) -> None:
    other = document(("paragraph", "Another text under the same id."), id="lake")
    with pytest.raises(BuildInvalid, match="lake"):
        build(home, LAKE, other)
    assert not index_status(home).exists


# --- models


def test_an_index_built_with_another_model_is_refused_with_both_names(home: Path) -> None:
    build(home)
    with pytest.raises(EmbedderMismatch) as caught:
        Searcher.open(home, embedder=HashedEmbedder("another-model"), bridge=WordBridge())
    assert "hashed-words" in str(caught.value)
    assert "another-model" in str(caught.value)


def test_the_default_model_is_compared_before_it_is_loaded(home: Path) -> None:
    build(home)
    with pytest.raises(EmbedderMismatch) as caught:
        Searcher.open(home, bridge=WordBridge())
    assert "hashed-words" in str(caught.value)
    assert "multilingual-e5-small" in str(caught.value)


def test_a_model_under_the_same_name_with_other_weights_is_refused(home: Path) -> None:
    build(home)
    with pytest.raises(EmbedderMismatch):
        Searcher.open(home, embedder=HashedEmbedder(dimension=128), bridge=WordBridge())
