"""Files of a model that comes with the product: only those that were measured are run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import Reason
from index.encoding.encoder import FOLDER
from index.encoding.network import DIGESTS, NETWORK, TOKENIZER, Network, digest_of, write_digests
from index.errors import ModelFileWrong

BYTES = {NETWORK: b"a network\n" * 50, TOKENIZER: b"{}"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Laid out as a model, of files that are none."""
    made = tmp_path / "model"
    made.mkdir()
    for name, data in BYTES.items():
        (made / name).write_bytes(data)
    write_digests(made)
    return made


@pytest.fixture(scope="module")
def network() -> Network:
    return Network.open(FOLDER)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def failure(look: Callable[[Path], object], folder: Path) -> tuple[Path, str]:
    """The file that is named, and the key of the reason."""
    with pytest.raises(ModelFileWrong) as caught:
        look(folder)
    reason = caught.value.values["reason"]
    assert isinstance(reason, Reason)
    file = str(caught.value.values["file"])
    assert file in str(caught.value) and str(reason) in str(caught.value)
    return Path(file), reason.key


# --- digests


def test_the_files_digests_are_set_down(folder: Path) -> None:
    assert json.loads((folder / DIGESTS).read_text()) == {name: sha256(data) for name, data in BYTES.items()}


def test_a_model_s_digest_is_that_of_its_files(folder: Path, tmp_path: Path) -> None:
    before = digest_of(folder)
    assert digest_of(folder) == before
    (folder / "README.md").write_text("A model.")
    assert digest_of(folder.rename(tmp_path / "moved")) == before


@pytest.mark.parametrize("name", BYTES)
def test_another_file_makes_another_digest(folder: Path, name: str) -> None:
    before = digest_of(folder)
    (folder / name).write_bytes(BYTES[name] + b" ")
    write_digests(folder)
    assert digest_of(folder) != before


@pytest.mark.parametrize("name", BYTES)
@pytest.mark.parametrize(
    "damage",
    [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: data + b"\0", lambda data: b"X" + data[1:]],
    ids=["cut", "emptied", "grown", "altered"],
)
def test_a_file_that_is_another_is_named_with_both_digests(
    folder: Path, name: str, damage: Callable[[bytes], bytes]
) -> None:
    data = damage(BYTES[name])
    (folder / name).write_bytes(data)
    for look in (digest_of, Network.open):
        with pytest.raises(ModelFileWrong) as caught:
            look(folder)
        told = str(caught.value)
        assert str(folder / name) in told
        assert sha256(data) in told and sha256(BYTES[name]) in told
        assert "git checkout" in told
        assert failure(look, folder) == (folder / name, "model_file_other")


@pytest.mark.parametrize("name", [*BYTES, DIGESTS])
def test_a_file_that_is_missing_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    for look in (digest_of, Network.open):
        assert failure(look, folder) == (folder / name, "model_file_unread")


def test_a_folder_that_is_missing_is_named_by_its_file(tmp_path: Path) -> None:
    assert failure(Network.open, tmp_path / "none") == (tmp_path / "none" / DIGESTS, "model_file_unread")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[]", b"null", b'"model.onnx"', b"{}", b'{"model.onnx": "0"}'],
    ids=["emptied", "cut", "no text", "a list", "null", "a word", "nothing listed", "one listed"],
)
def test_digests_that_cannot_be_read_are_named(folder: Path, content: bytes) -> None:
    (folder / DIGESTS).write_bytes(content)
    assert failure(digest_of, folder) == (folder / DIGESTS, "model_digests_wrong")


def test_the_files_that_come_along_are_whole() -> None:
    expected = json.loads((FOLDER / DIGESTS).read_text())
    for name in (NETWORK, TOKENIZER):
        assert sha256((FOLDER / name).read_bytes()) == expected[name]


# --- running


def test_a_network_that_the_runtime_refuses_is_named(folder: Path) -> None:
    assert failure(Network.open, folder) == (folder / NETWORK, "model_failed")


def test_a_tokenizer_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / NETWORK).symlink_to(FOLDER / NETWORK)
    (tmp_path / TOKENIZER).write_text("{}")
    write_digests(tmp_path)
    assert failure(Network.open, tmp_path) == (tmp_path / TOKENIZER, "model_failed")


def test_an_open_network_knows_its_digest(network: Network) -> None:
    assert network.digest == digest_of(FOLDER)


def test_threads_may_share_it(network: Network) -> None:
    def run(text: str) -> np.ndarray:
        ids = np.array([network.tokenizer.encode(text).ids], dtype=np.int64)
        return network.run(ids, np.ones_like(ids))[0]

    texts = ["query: agua", "query: a lake that froze over", "query: ¿quién?"]
    alone = [run(text) for text in texts]
    assert all(vector.dtype == np.float32 and vector.shape == alone[0].shape for vector in alone)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(run, texts * 4))
    for vector, expected in zip(found, alone * 4, strict=True):
        np.testing.assert_allclose(vector, expected, atol=1e-5)
