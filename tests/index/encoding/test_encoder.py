"""The encoder that comes with the product: both languages, no torch, and words alone where its file is damaged."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from fakes import document
from hypothesis import given
from hypothesis import strategies as st

from index.building.build import build_index
from index.encoding.embedder import AsksApart, EmbedderSettings, encode_question, fingerprint_of
from index.encoding.encoder import (
    DIMENSION,
    FOLDER,
    LENGTH,
    NAME,
    PAD,
    PASSAGE,
    PIECES,
    QUERY,
    OnnxEncoder,
    Vectors,
    encoder_fingerprint,
)
from index.encoding.network import DIGESTS, NETWORK, TOKENIZER, Floats, Ints
from index.errors import ModelFileWrong
from index.search import Searcher
from index.status import index_status, verify_index
from index.translation.apertium import NoBridge

SENTENCES = [
    "The lake froze over in January and nobody could fish.",
    "Twenty-two of the public libraries elected their directors.",
    "The register of beneficial owners is published every week.",
    "Night buses were cancelled for lack of drivers.",
    "Seeds were handed out to the peasant cooperatives in spring.",
]
ASKED = {
    "¿Cuándo se congeló el lago?": 0,
    "¿Cuántas bibliotecas públicas eligieron a su director?": 1,
    "¿Con qué frecuencia se publica quiénes son los beneficiarios finales?": 2,
    "¿Por qué se suspendieron los autobuses nocturnos?": 3,
    "Who was given seeds?": 4,
}


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return OnnxEncoder.load()


# --- what it makes of texts


def test_it_needs_no_torch(root: Path) -> None:
    program = (
        "import sys; from index.encoding.embedder import open_embedder; print(open_embedder().encode(['agua']).shape)\n"
        "print([name for name in ('torch', 'transformers', 'sentence_transformers') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines() == [f"(1, {DIMENSION})", "[]"], done.stderr


def test_it_says_what_it_is(encoder: OnnxEncoder) -> None:
    assert (encoder.name, encoder.languages) == (NAME, ("es", "en"))
    assert isinstance(encoder, AsksApart)


@pytest.mark.parametrize("question", ASKED)
def test_a_question_is_nearest_to_what_answers_it_in_either_language(encoder: OnnxEncoder, question: str) -> None:
    cosines = encoder.encode(SENTENCES) @ encode_question(encoder, question)
    assert int(np.argmax(cosines)) == ASKED[question]


def test_a_sentence_is_nearest_to_its_twin(encoder: OnnxEncoder) -> None:
    twin = encoder.encode(["Los autobuses nocturnos se cancelaron por falta de conductores."])[0]
    assert int(np.argmax(encoder.encode(SENTENCES) @ twin)) == 3


def test_vectors_have_length_one(encoder: OnnxEncoder) -> None:
    for vectors in (encoder.encode(["", "x", *SENTENCES]), encoder.encode_questions(["", "🌷 <pad> </s>"])):
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)


def test_no_texts_have_no_vectors(encoder: OnnxEncoder) -> None:
    for vectors in (encoder.encode([]), encoder.encode_questions([])):
        assert vectors.shape == (0, DIMENSION)
        assert vectors.dtype == np.float32


def test_a_text_has_nearly_the_same_vector_in_any_company(encoder: OnnxEncoder) -> None:
    """The network's figures have eight bits, and their scale is that of the whole batch."""
    texts = [*SENTENCES, "agua", SENTENCES[0] * 8, *ASKED, " ".join(SENTENCES)]
    together = encoder.encode(texts)
    for text, vector in zip(texts, together, strict=True):
        assert float(encoder.encode([text])[0] @ vector) > 0.995, text


def test_questions_and_texts_are_told_apart(encoder: OnnxEncoder) -> None:
    asked, told = encoder.encode_questions(["el lago"])[0], encoder.encode(["el lago"])[0]
    np.testing.assert_array_equal(encode_question(encoder, "el lago"), asked)
    assert 0.8 < float(asked @ told) < 0.999


def test_a_question_is_read_no_further_than_questions_go(encoder: OnnxEncoder) -> None:
    long = "well " * 300
    told = encoder.encode_questions([long, f"{long} Which law was passed?", "Which law was passed?"])
    assert np.allclose(told[0], told[1]) and not np.allclose(told[1], told[2])


def test_what_lies_beyond_its_length_is_not_read(encoder: OnnxEncoder) -> None:
    long = "agua " * LENGTH
    np.testing.assert_array_equal(encoder.encode([long + "lago"]), encoder.encode([long + "a mill and barley"]))


# --- how it asks the network


class Pieces(NamedTuple):
    ids: list[int]


class Letters:
    """In the place of a tokenizer: a text's pieces are its letters."""

    def __init__(self) -> None:
        self.longest = 0
        self.seen: list[str] = []

    def enable_truncation(self, longest: int) -> None:
        self.longest = longest

    def encode_batch(self, texts: list[str]) -> list[Pieces]:
        self.seen += texts
        return [Pieces([ord(letter) for letter in text[: self.longest]]) for text in texts]


class Adding:
    """In the place of a network: a vector holds the sum of the pieces that are no padding, and how many they are."""

    def __init__(self, digest: str = "digest") -> None:
        self.tokenizer = Letters()
        self.digest = digest
        self.calls: list[tuple[int, int]] = []

    def run(self, ids: Ints, mask: Ints) -> Floats:
        self.calls.append((ids.shape[0], ids.shape[1]))
        assert ids.shape == mask.shape and ids.dtype == mask.dtype == np.int64
        assert ((ids == PAD) == (mask == 0)).all()
        assert mask.any(axis=0).all(), "no column is padding alone"
        vectors = np.zeros((len(ids), DIMENSION), dtype=np.float32)
        vectors[:, 0], vectors[:, 1] = (ids * mask).sum(axis=1), mask.sum(axis=1)
        return vectors


def over(network: Adding) -> OnnxEncoder:
    return OnnxEncoder(network)  # type: ignore[arg-type]


def expected(prefix: str, texts: Sequence[str]) -> list[tuple[int, int]]:
    cut = [(prefix + text)[:LENGTH] for text in texts]
    return [(sum(map(ord, text)), len(text)) for text in cut]


def read(vectors: Vectors) -> list[tuple[int, int]]:
    return [(int(total), int(count)) for total, count in vectors[:, :2]]


def test_the_prefixes_are_those_that_it_was_trained_with() -> None:
    network = Adding()
    over(network).encode(["agua"])
    over(network).encode_questions(["¿agua?"])
    assert network.tokenizer.seen == ["passage: agua", "query: ¿agua?"]


@given(st.lists(st.integers(0, LENGTH + 100).map(lambda length: "a" * length), max_size=90))
def test_texts_go_together_as_far_as_there_is_room_and_come_back_in_order(texts: list[str]) -> None:
    network = Adding()
    assert read(over(network).encode(texts)) == expected(PASSAGE, texts)
    assert all(rows * length <= PIECES for rows, length in network.calls)
    assert sum(rows for rows, _ in network.calls) == len(texts)


def test_short_texts_share_a_call() -> None:
    network = Adding()
    assert read(over(network).encode_questions(["agua"] * 100)) == expected(QUERY, ["agua"] * 100)
    assert len(network.calls) == 1


# --- fingerprints


def test_its_fingerprint_is_known_without_opening_it(encoder: OnnxEncoder) -> None:
    assert encoder.fingerprint == encoder_fingerprint() == fingerprint_of(EmbedderSettings())
    assert EmbedderSettings().here


def test_its_fingerprint_follows_its_files() -> None:
    assert over(Adding("one")).fingerprint == over(Adding("one")).fingerprint
    assert over(Adding("one")).fingerprint != over(Adding("other")).fingerprint


# --- a damaged file


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], flipped], ids=["cut in half", "one bit in the middle"]
)
def test_a_damaged_file_is_not_run(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    for name in (TOKENIZER, DIGESTS):
        shutil.copy(FOLDER / name, tmp_path)
    data = damage((FOLDER / NETWORK).read_bytes())
    (tmp_path / NETWORK).write_bytes(data)
    with pytest.raises(ModelFileWrong) as caught:
        OnnxEncoder.load(tmp_path)
    wanted = json.loads((FOLDER / DIGESTS).read_text())[NETWORK]
    for told in (str(tmp_path / NETWORK), hashlib.sha256(data).hexdigest(), wanted):
        assert told in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for name in (TOKENIZER, DIGESTS):
        shutil.copy(FOLDER / name, tmp_path)
    with pytest.raises(ModelFileWrong, match=NETWORK):
        OnnxEncoder.load(tmp_path)


DOCUMENTS = [
    document(("heading", f"Part {n}"), ("paragraph", sentence), id=f"part-{n}") for n, sentence in enumerate(SENTENCES)
]


def test_it_serves_a_whole_index_without_a_translator(home: Path) -> None:
    build_index(home, bridge=NoBridge(), documents=DOCUMENTS)
    assert index_status(home).embedder == NAME
    assert verify_index(home, bridge=NoBridge()) == ()
    searcher = Searcher.open(home, bridge=NoBridge())
    try:
        assert searcher.notices == ()
        for question, wanted in ASKED.items():
            assert SENTENCES[wanted] in searcher.search(question)[0].text
    finally:
        searcher.close()


TELL = """
import json, sys
from pathlib import Path
import index.encoding.network
from index.errors import ModelFileWrong
from index.search import Searcher
from index.building.build import build_index
from index.status import verify_index
from index.translation.apertium import NoBridge

home = Path(sys.argv[1])
searcher = Searcher.open(home, bridge=NoBridge())
told = {
    "code": index.encoding.network.__file__,
    "notices": [[type(notice).__name__, str(notice)] for notice in searcher.notices],
    "found": [hit.text for hit in searcher.search("In which month did the lake freeze over?", 3)],
    "among": [hit.n for hit in searcher.rank(searcher.prepare("night buses"), 9, among=[3, 1])],
    "nothing": [hit.text for hit in searcher.search("zeppelin", 3)],
    "verified": [type(problem).__name__ for problem in verify_index(home, bridge=NoBridge())],
}
searcher.close()
try:
    build_index(home, bridge=NoBridge())
except ModelFileWrong as error:
    told["refused"] = str(error)
print(json.dumps(told))
"""


@pytest.fixture
def damaged(root: Path, tmp_path: Path) -> Path:
    """A place from which this package is imported with half of its encoder's file."""
    left_out = shutil.ignore_patterns("*.onnx", "__pycache__")
    package = Path(shutil.copytree(root / "index", tmp_path / "installed" / "index", ignore=left_out))
    data = (FOLDER / NETWORK).read_bytes()
    (package / FOLDER.relative_to(root / "index") / NETWORK).write_bytes(data[: len(data) // 2])
    return package.parent


def test_with_a_damaged_encoder_search_goes_on_by_words(home: Path, root: Path, damaged: Path) -> None:
    before = build_index(home, bridge=NoBridge(), documents=DOCUMENTS).generation
    done = subprocess.run(
        [sys.executable, "-c", TELL, str(home)],
        cwd=damaged,
        env={**os.environ, "PYTHONPATH": f"{damaged}{os.pathsep}{root}"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["code"].startswith(str(damaged)), "it is the damaged one that was asked"
    ((kind, notice),) = told["notices"]
    assert kind == "ModelFileWrong" and str(damaged) in notice and NETWORK in notice
    assert SENTENCES[0] in told["found"][0]
    assert told["among"] == [3, 1]
    assert told["nothing"] == []
    assert told["verified"] == ["ModelFileWrong"], "the index itself is whole"
    assert NETWORK in told["refused"], "nothing is built of vectors that say nothing"
    assert index_status(home).generation == before
