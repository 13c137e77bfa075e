"""Embedding models of all kinds, loaded as a person's would be: from a folder, by their settings."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from fakes import HashedEmbedder, WordBridge, document, valdoria
from tiny_models import change_json, save_embedder

from corpus.errors import Reason
from index.building.build import build_index
from index.building.writing import BuildReport
from index.encoding.conventions import Prefixes
from index.encoding.embedder import (
    EmbedderSettings,
    SentenceTransformerEmbedder,
    encode_question,
    fingerprint_of,
    open_embedder,
)
from index.encoding.encoder import NAME, OnnxEncoder
from index.errors import EmbedderChanged, EmbedderMismatch, EmbedderUnavailable
from index.search import Searcher
from index.translation.apertium import NoBridge

BOTH = ("es", "en")
PROMPTS = {"query": "query: ", "document": "passage: "}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_embedder(tmp_path_factory.mktemp("models") / "plain")


@pytest.fixture(scope="module")
def declaring(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One whose own configuration declares prompts, and which gives vectors of another dimension."""
    return save_embedder(tmp_path_factory.mktemp("models") / "declaring", dimension=40, prompts=PROMPTS)


@pytest.fixture
def copy(plain: Path, tmp_path: Path) -> Path:
    return shutil.copytree(plain, tmp_path / "copy")


def load(folder: Path, **settings: object) -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder.load(EmbedderSettings(str(folder), BOTH, **settings))  # type: ignore[arg-type]


# --- settings


def test_without_settings_it_is_the_one_that_comes_along() -> None:
    assert EmbedderSettings.from_environment({}) == EmbedderSettings()
    assert EmbedderSettings.from_environment({"OGP_EMBEDDER": " "}) == EmbedderSettings(NAME, BOTH)
    assert EmbedderSettings.from_environment({"OGP_EMBEDDER": NAME}) == EmbedderSettings(NAME, BOTH)


def test_the_model_of_the_settings_is_opened(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(open_embedder(), OnnxEncoder)
    assert isinstance(open_embedder(EmbedderSettings(str(plain), BOTH)), SentenceTransformerEmbedder)
    monkeypatch.setenv("OGP_EMBEDDER", str(plain))
    assert open_embedder().name == str(plain)


@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("intfloat/multilingual-e5-small", BOTH),
        ("intfloat/e5-small-v2", ("en",)),
        ("BAAI/bge-m3", BOTH),
        ("BAAI/bge-small-en-v1.5", ("en",)),
        ("sentence-transformers/LaBSE", BOTH),
        ("sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2", BOTH),
        ("sentence-transformers/all-MiniLM-L6-v2", ("en",)),
        ("/models/multilingual-e5-base/", BOTH),
        ("someone/of-no-known-family", BOTH),
    ],
)
def test_languages_are_those_of_the_family_unless_they_are_set(name: str, languages: tuple[str, ...]) -> None:
    assert EmbedderSettings.from_environment({"OGP_EMBEDDER": name}).languages == languages
    told = EmbedderSettings.from_environment({"OGP_EMBEDDER": name, "OGP_EMBEDDER_LANGUAGES": " ES, fr "})
    assert told.languages == ("es", "fr")


def test_a_prefix_keeps_its_blanks_and_can_be_set_to_nothing() -> None:
    told = {"OGP_EMBEDDER_QUERY_PREFIX": "ask: ", "OGP_EMBEDDER_PASSAGE_PREFIX": ""}
    settings = EmbedderSettings.from_environment(told)
    assert (settings.query_prefix, settings.passage_prefix) == ("ask: ", "")


# --- prefixes


def test_what_the_model_declares_stands_before_questions_and_texts(declaring: Path) -> None:
    embedder = load(declaring)
    assert embedder.prefixes == Prefixes("query: ", "passage: ")
    bare = load(declaring, query_prefix="", passage_prefix="")
    np.testing.assert_allclose(embedder.encode(["el lago"]), bare.encode(["passage: el lago"]), atol=1e-6)
    asked = encode_question(embedder, "el lago")
    np.testing.assert_allclose(asked, bare.encode(["query: el lago"])[0], atol=1e-6)
    np.testing.assert_allclose(embedder.encode_questions(["agua", "el lago"])[1], asked, atol=1e-6)
    assert not np.allclose(asked, bare.encode(["el lago"])[0], atol=1e-3)


def test_what_the_person_sets_counts_before_what_the_model_declares(declaring: Path) -> None:
    assert load(declaring, query_prefix="search: ").prefixes == Prefixes("search: ", "passage: ")
    assert load(declaring, query_prefix="", passage_prefix="").prefixes == Prefixes()


def test_a_family_s_prefixes_count_where_the_model_declares_none(plain: Path, tmp_path: Path) -> None:
    assert load(plain).prefixes == Prefixes()
    named = shutil.copytree(plain, tmp_path / "multilingual-e5-tiny")
    assert load(named).prefixes == Prefixes("query: ", "passage: ")
    # a folder of another name may still say which model it was made from
    renamed = shutil.copytree(plain, tmp_path / "ours")
    change_json(renamed / "config.json", _name_or_path="intfloat/multilingual-e5-small")
    assert load(renamed).prefixes == Prefixes("query: ", "passage: ")


def test_empty_prompts_declare_nothing_and_a_default_one_counts_for_both(plain: Path, tmp_path: Path) -> None:
    """The library writes empty prompts into every model it saves."""
    named = shutil.copytree(plain, tmp_path / "multilingual-e5-tiny")
    configuration = named / "config_sentence_transformers.json"
    change_json(configuration, prompts={"query": "", "document": ""})
    assert load(named).prefixes == Prefixes("query: ", "passage: ")
    change_json(configuration, prompts={"query": "", "document": "", "any": "search: "}, default_prompt_name="any")
    assert load(named).prefixes == Prefixes("search: ", "search: ")
    change_json(configuration, prompts={"query": "search: ", "corpus": ""}, default_prompt_name=None)
    assert load(named).prefixes == Prefixes("search: ", "")


def test_a_question_is_one_vector(plain: Path) -> None:
    embedder = load(plain)
    assert encode_question(embedder, "el lago").shape == (24,)
    np.testing.assert_allclose(encode_question(embedder, "el lago"), embedder.encode(["el lago"])[0], atol=1e-6)


def test_an_embedder_that_only_encodes_takes_a_question_as_a_text() -> None:
    embedder = HashedEmbedder()
    np.testing.assert_array_equal(encode_question(embedder, "lago"), embedder.encode(["lago"])[0])


def test_no_texts_have_no_vectors(plain: Path) -> None:
    assert load(plain).encode([]).shape == load(plain).encode_questions([]).shape == (0, 24)


# --- fingerprints


def test_a_fingerprint_is_the_same_before_and_after_loading(declaring: Path) -> None:
    assert fingerprint_of(EmbedderSettings(str(declaring), BOTH)) == load(declaring).fingerprint


def weights(folder: Path) -> None:
    path = folder / "model.safetensors"
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


CHANGES: dict[str, Callable[[Path], object]] = {
    "weights": weights,
    "pooling": lambda folder: change_json(folder / "1_Pooling" / "config.json", pooling_mode="cls"),
    "vocabulary": lambda folder: change_json(folder / "tokenizer.json", truncation=None, added=1),
    "case": lambda folder: change_json(folder / "tokenizer_config.json", do_lower_case=False),
    "length": lambda folder: change_json(folder / "sentence_bert_config.json", max_seq_length=8),
    "steps": lambda folder: change_json(folder / "config.json", hidden_act="relu"),
    "prompts": lambda folder: change_json(folder / "config_sentence_transformers.json", prompts=PROMPTS),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_vectors_changes_the_fingerprint(copy: Path, what: str) -> None:
    settings = EmbedderSettings(str(copy), BOTH)
    before = fingerprint_of(settings)
    CHANGES[what](copy)
    assert fingerprint_of(settings) != before


def test_prefixes_and_languages_change_the_fingerprint(plain: Path) -> None:
    every = [
        EmbedderSettings(str(plain), BOTH),
        EmbedderSettings(str(plain), ("en",)),
        EmbedderSettings(str(plain), BOTH, "query: "),
        EmbedderSettings(str(plain), BOTH, None, "query: "),
    ]
    assert len({fingerprint_of(settings) for settings in every}) == len(every)
    # the order in which languages are listed changes no vector
    assert fingerprint_of(EmbedderSettings(str(plain), ("en", "es"))) == fingerprint_of(every[0])


def test_what_no_vector_depends_on_leaves_the_fingerprint(copy: Path, tmp_path: Path) -> None:
    before = fingerprint_of(EmbedderSettings(str(copy), BOTH))
    (copy / "README.md").write_text("A model.")
    (copy / ".cache").mkdir()
    (copy / ".cache" / "model.json").write_text("{}")
    (copy / "onnx").mkdir()
    (copy / "onnx" / "config.json").write_text("{}")
    (copy / "pytorch_model.bin").write_bytes(b"the same weights in the older format, which is not read")
    assert fingerprint_of(EmbedderSettings(str(copy), BOTH)) == before
    moved = shutil.copytree(copy, tmp_path / "elsewhere")
    assert fingerprint_of(EmbedderSettings(str(moved), BOTH)) == before


# --- through a whole index


def build(home: Path, folder: Path, **changes: object) -> BuildReport:
    parts = {"embedder": load(folder), "bridge": WordBridge(), "documents": valdoria()[:1], **changes}
    return build_index(home, **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["plain", "declaring"])
def test_a_model_serves_a_whole_index_and_search(
    home: Path, name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder: Path = request.getfixturevalue(name)
    monkeypatch.setenv("OGP_EMBEDDER", str(folder))
    report = build_index(home, bridge=WordBridge(), documents=valdoria())
    assert report.embedded > 0
    searcher = Searcher.open(home, bridge=WordBridge())
    try:
        assert searcher.manifest.embedder == str(folder)
        assert searcher.manifest.dimension == searcher.passage_vectors.shape[1] == {"plain": 24, "declaring": 40}[name]
        assert "18 points" in searcher.search("How many points does a proposal need?")[0].text
        assert "22 de las 31" in searcher.search("¿Cuántas bibliotecas públicas hicieron elecciones?")[0].text
    finally:
        searcher.close()


def test_a_model_that_reads_both_languages_needs_no_bridge(home: Path, plain: Path) -> None:
    """A Spanish question is embedded in Spanish, and so are Spanish passages; only the model joins the languages."""
    spanish = document(("paragraph", "El lago tiene barcos."), id="lago", language="es")
    english = document(("paragraph", "The register of owners is public."), id="register")
    build_index(home, embedder=load(plain), bridge=NoBridge(), documents=[spanish, english])
    embedder = load(plain)
    searcher = Searcher.open(home, embedder=embedder, bridge=NoBridge())
    try:
        query = searcher.prepare("registro de propietarios", "es")
        np.testing.assert_allclose(query.vector, embedder.encode(["registro de propietarios"])[0], atol=1e-6)
        nearest, _ = searcher.nearest(query.vector, 1)
        assert searcher.content.passages([int(nearest[0])])[int(nearest[0])].language == "en"
        stored = searcher.passage_vectors[[p.n for p in searcher.content.passages([0, 1]).values()]]
        np.testing.assert_allclose(stored[0], embedder.encode(["El lago tiene barcos."])[0], atol=1e-6)
    finally:
        searcher.close()


def test_texts_longer_than_the_model_reads_are_cut(home: Path, plain: Path) -> None:
    long = document(("paragraph", "The register of owners is public. " * 400))
    assert build(home, plain, documents=[long]).passages > 0


def test_a_model_kept_in_half_precision_is_read_in_full(tmp_path: Path) -> None:
    embedder = load(save_embedder(tmp_path / "half", half=True))
    vectors = embedder.encode(["el lago", "agua"])
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert str(embedder.model.dtype) == "torch.float32"


def test_switching_says_what_to_do_and_switching_back_embeds_nothing(home: Path, plain: Path, declaring: Path) -> None:
    first = build(home, plain)
    with pytest.raises(EmbedderMismatch) as caught:
        Searcher.open(home, settings=EmbedderSettings(str(declaring), BOTH), bridge=WordBridge())
    assert str(plain) in str(caught.value) and str(declaring) in str(caught.value)
    assert "ogp index build" in str(caught.value)
    assert build(home, declaring).embedded > 0
    assert build(home, plain).embedded == 0
    assert first.embedded > 0


def test_other_prefixes_are_told_from_another_model(home: Path, plain: Path) -> None:
    build(home, plain)
    for settings in (EmbedderSettings(str(plain), BOTH, "query: "), EmbedderSettings(str(plain), ("en",))):
        with pytest.raises(EmbedderChanged, match="ogp index build"):
            Searcher.open(home, settings=settings, bridge=WordBridge())


# --- models that are not there


def failure(**settings: object) -> EmbedderUnavailable:
    with pytest.raises(EmbedderUnavailable) as caught:
        SentenceTransformerEmbedder.load(EmbedderSettings(**settings))  # type: ignore[arg-type]
    return caught.value


def key_of(error: EmbedderUnavailable) -> str:
    reason = error.values["reason"]
    assert isinstance(reason, Reason)
    return reason.key


def test_a_folder_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    assert key_of(failure(model=str(tmp_path / "none"))) == "model_no_folder"


def test_a_folder_without_weights_is_said(tmp_path: Path) -> None:
    assert key_of(failure(model=str(tmp_path))) == "model_no_weights"


def test_a_folder_of_something_else_is_said(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"no weights")
    assert key_of(failure(model=str(tmp_path))) == "model_failed"


def test_a_name_that_is_not_on_this_machine_is_said_at_once_when_offline() -> None:
    """The tests' environment says not to use the network."""
    started = time.monotonic()
    assert key_of(failure(model="nobody/no-such-model")) == "model_offline"
    assert time.monotonic() - started < 3
    assert fingerprint_of(EmbedderSettings("nobody/no-such-model")) is None


def test_it_can_be_told_whether_a_model_is_here(plain: Path, tmp_path: Path) -> None:
    assert EmbedderSettings().here
    assert EmbedderSettings(str(plain)).here
    assert not EmbedderSettings("nobody/no-such-model").here
    assert not EmbedderSettings(str(tmp_path)).here, "there are no weights"


@pytest.mark.parametrize("answers", [False, True], ids=["nobody listens", "nobody answers"])
def test_a_place_that_cannot_be_reached_is_given_up_in_time(answers: bool) -> None:
    program = (
        "import time; from index.encoding.model_files import why_not_to_be_had as why\n"
        "started = time.monotonic(); print(why('nobody/no-such-model', seconds=0.5).key)\n"
        "assert time.monotonic() - started < 4"
    )
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if answers:
            listener.listen()
        environment = {**os.environ, "HF_HUB_OFFLINE": "0", "NO_PROXY": "127.0.0.1"}
        environment["HF_ENDPOINT"] = f"http://127.0.0.1:{listener.getsockname()[1]}"
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60
        )
    assert done.stdout.strip() == "model_unreached", done.stderr


def test_a_model_that_was_downloaded_once_is_found_without_the_network(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Laid out as the store of Hugging Face's libraries."""
    store = tmp_path / "models--nobody--multilingual-e5-tiny"
    revision = "0" * 39 + "1"
    shutil.copytree(plain, store / "snapshots" / revision)
    (store / "refs").mkdir()
    (store / "refs" / "main").write_text(revision)
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path))
    settings = EmbedderSettings("nobody/multilingual-e5-tiny", BOTH)
    embedder = SentenceTransformerEmbedder.load(settings)
    assert embedder.prefixes == Prefixes("query: ", "passage: ")
    assert embedder.fingerprint == fingerprint_of(settings)
    assert embedder.encode(["agua"]).shape == (1, 24)
