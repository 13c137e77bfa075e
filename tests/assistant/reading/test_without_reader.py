"""Without a reader, or with a damaged one, it answers from what search finds, with a caution, and says so."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import HashedEmbedder, OverlapReader, WordBridge, document
from reading_fakes import needs_model

from assistant.assistant import Assistant
from assistant.reading.reader import FOLDER
from index.building.build import build_index
from index.encoding.model_files import reason
from index.encoding.network import NETWORK
from index.errors import ModelFileWrong
from index.search import Searcher

LAKE = document(("heading", "Lake"), ("paragraph", "The lake froze over in January of that year."), id="lake")
MILL = document(("heading", "Mill"), ("paragraph", "The mill grinds barley for the whole valley."), id="mill")
QUESTION = "When did the lake freeze over, in January?"
DAMAGED = ModelFileWrong(file=NETWORK, reason=reason("model_file_unread"))


@pytest.fixture
def indexed(home: Path) -> Path:
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=[LAKE, MILL])
    return home


@pytest.fixture
def searcher(indexed: Path) -> Iterator[Searcher]:
    searcher = Searcher.open(indexed, embedder=HashedEmbedder(), bridge=WordBridge())
    yield searcher
    searcher.close()


def test_what_search_finds_is_quoted_with_a_caution(indexed: Path, searcher: Searcher) -> None:
    answer = Assistant(indexed, searcher, reader=None).ask(QUESTION)
    assert answer.status == "partial"
    assert not answer.text.startswith("**"), "the caution stands in front"
    (first, *_) = answer.citations
    assert first.quote == LAKE.text[first.start : first.end] == "The lake froze over in January of that year."
    assert all(citation.answer is None for citation in answer.citations)
    assert Assistant(indexed, searcher, reader=OverlapReader()).ask(QUESTION).status == "answered"


def test_what_names_something_that_is_not_there_is_refused_all_the_same(indexed: Path, searcher: Searcher) -> None:
    without = Assistant(indexed, searcher, reader=None)
    for question in ("What did commitment 9 achieve?", "What did Kenya do about the lake?"):
        assert without.ask(question).status == "not_found"


def test_what_is_lacking_is_among_the_notices(indexed: Path, searcher: Searcher) -> None:
    without = Assistant(indexed, searcher, reader=None, notices=[DAMAGED])
    assert without.notices == (DAMAGED,)
    answer = without.ask(QUESTION)
    assert [note for note in answer.notes if "search alone" in note], "whoever reads the answer is told"
    assert all(note in answer.text for note in answer.notes)
    assert Assistant(indexed, searcher, reader=OverlapReader()).ask(QUESTION).notes == ()
    assert without.with_composer(None).notices == (DAMAGED,)
    assert Assistant(indexed, searcher, reader=OverlapReader()).notices == ()


TELL = """
import json, sys
from pathlib import Path

sys.path.append(sys.argv[2])
from fakes import HashedEmbedder, WordBridge

import assistant
from assistant.assistant import Assistant

opened = Assistant.open(Path(sys.argv[1]), embedder=HashedEmbedder(), bridge=WordBridge())
answer = opened.ask(sys.argv[3])
opened.close()
print(json.dumps({
    "code": assistant.__file__,
    "notices": [[type(notice).__name__, str(notice)] for notice in opened.notices],
    "status": answer.status,
    "quotes": [citation.quote for citation in answer.citations],
}))
"""


@needs_model
def test_a_damaged_file_is_a_notice_and_not_the_end(indexed: Path, root: Path, tmp_path: Path) -> None:
    """Asked of a place from which this package is imported with half of its reader's file."""
    left_out = shutil.ignore_patterns("*.onnx", "__pycache__")
    package = Path(shutil.copytree(root / "assistant", tmp_path / "installed" / "assistant", ignore=left_out))
    data = (FOLDER / NETWORK).read_bytes()
    (package / FOLDER.relative_to(root / "assistant") / NETWORK).write_bytes(data[: len(data) // 2])
    done = subprocess.run(
        [sys.executable, "-c", TELL, str(indexed), str(root / "tests"), QUESTION],
        cwd=package.parent,
        env={**os.environ, "PYTHONPATH": f"{package.parent}{os.pathsep}{root}"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["code"].startswith(str(package)), "it is the damaged one that was asked"
    ((kind, notice),) = told["notices"]
    assert kind == "ModelFileWrong" and str(package) in notice and NETWORK in notice and "git checkout" in notice
    assert told["status"] == "partial"
    assert "The lake froze over in January of that year." in told["quotes"]
