"""The encoder's folder as sentence-transformers loads it: the same vectors as the product's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from index.encoding.encoder import DIMENSION, FOLDER, LENGTH, PASSAGE, QUERY, OnnxEncoder
from index.encoding.network import DIGESTS, NETWORK, TOKENIZER
from index.errors import ModelFileWrong
from index.sentence_transformers_module import EncoderModule

TEXTS = [
    "El lago se congeló en enero y nadie pudo pescar.",
    "Twenty-two of the public libraries elected their directors.",
    "agua",
    "",
    "🌷 <pad> </s>",
    "Night buses were cancelled for lack of drivers. " * 6,
]


def load(folder: Path = FOLDER) -> SentenceTransformer:
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True, trust_remote_code=True)


@pytest.fixture(scope="module")
def model() -> SentenceTransformer:
    return load()


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return OnnxEncoder.load()


def test_its_vectors_are_those_of_the_product(model: SentenceTransformer, encoder: OnnxEncoder) -> None:
    for mine, theirs in (
        (encoder.encode(TEXTS), model.encode(TEXTS, prompt_name="passage")),
        (encoder.encode(TEXTS), model.encode_document(TEXTS)),
        (encoder.encode(TEXTS), model.encode([PASSAGE + text for text in TEXTS])),
        (encoder.encode_questions(TEXTS), model.encode(TEXTS, prompt_name="query")),
        (encoder.encode_questions(TEXTS), model.encode_query(TEXTS)),
    ):
        assert theirs.shape == mine.shape and theirs.dtype == np.float32
        assert ((mine * theirs).sum(axis=1) > 0.999).all()


def test_so_are_those_of_a_text_alone(model: SentenceTransformer, encoder: OnnxEncoder) -> None:
    for text in (*TEXTS, "agua " * LENGTH):
        assert float(model.encode_document(text) @ encoder.encode([text])[0]) > 0.999, text[:40]


def test_it_says_what_it_is(model: SentenceTransformer) -> None:
    assert model.prompts == {"query": QUERY, "document": PASSAGE, "passage": PASSAGE}
    assert model.similarity_fn_name == "cosine"
    assert (model.get_embedding_dimension(), model.max_seq_length) == (DIMENSION, LENGTH)
    assert model.encode([]).size == 0


def test_its_length_can_be_set(encoder: OnnxEncoder) -> None:
    model = load()
    model.max_seq_length = 2 * LENGTH
    assert model.max_seq_length == LENGTH, "there are no more places"
    model.max_seq_length = 8
    np.testing.assert_array_equal(model.encode("agua " * 20), model.encode("agua " * 30))


def test_likeness_is_that_of_meaning(model: SentenceTransformer) -> None:
    asked = model.encode_query("Why did the night buses stop running?")
    assert int(model.similarity(asked, model.encode_document(TEXTS)).argmax()) == 5


def test_it_is_saved_as_it_was_read(model: SentenceTransformer, tmp_path: Path) -> None:
    model.save_pretrained(str(tmp_path / "saved"), create_model_card=False)
    again = load(tmp_path / "saved")
    np.testing.assert_array_equal(again.encode_query(TEXTS), model.encode_query(TEXTS))


def test_a_damaged_file_is_not_run(tmp_path: Path) -> None:
    for name in (TOKENIZER, DIGESTS):
        shutil.copy(FOLDER / name, tmp_path)
    (tmp_path / NETWORK).write_bytes((FOLDER / NETWORK).read_bytes()[:1000])
    with pytest.raises(ModelFileWrong, match=NETWORK):
        EncoderModule.load(str(tmp_path))
