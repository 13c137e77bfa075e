"""Where the files of a model are on this machine, whether they can be had if they are not, and what they are.

A model is named as sentence-transformers names it: a folder, or a name that is downloaded once into the store that
Hugging Face's libraries share. What is in that store is used as it is: no request is made for it again, and a newer
version never takes the place of the one that an index was built with.
"""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from corpus.data import table
from corpus.errors import Reason

REACH = 5.0  # seconds in which the place models come from has to answer; the libraries would try for six minutes
_SHOWN = 300
_WEIGHTS = {".safetensors", ".bin"}
# What a folder may also hold and no vector depends on: descriptions, and the same weights for other libraries.
_BESIDE = {".md", ".png", ".jpg", ".jpeg", ".svg", ".csv", ".h5", ".msgpack", ".ot", ".onnx", ".xml", ".tflite"}
_OTHERS = {"onnx", "openvino"}  # folders of weights for other libraries


def reason(key: str, **values: object) -> Reason:
    """The English wording of index/reasons.toml, which screens replace by their own."""
    return Reason(_english()[key].format_map(values), key, values)


def _english() -> dict[str, str]:
    return table("index", "reasons")


def said(error: BaseException) -> Reason:
    """What a library's own error says, cut short."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return reason("model_failed", detail=lines[0][:_SHOWN])


def folder_of(model: str, organization: str) -> Path | None:
    """The folder that holds the model's files; None where they are not on this machine.

    `organization` is the one that a name without any belongs to ("sentence-transformers", "cross-encoder").
    """
    path = Path(model).expanduser()
    if path.is_dir():
        return path
    if _is_path(model):
        return None
    from transformers.utils.hub import try_to_load_from_cache

    names = [model] if "/" in model else [f"{organization}/{model}", model]
    for name in names:
        for file in ("modules.json", "config.json"):
            found = try_to_load_from_cache(name, file, cache_dir=os.environ.get("SENTENCE_TRANSFORMERS_HOME"))
            if isinstance(found, str) and weights_of(Path(found).parent):
                return Path(found).parent
    return None


def why_not_to_be_had(model: str, seconds: float = REACH) -> Reason | None:
    """Why a model that is not on this machine cannot be downloaded; None where it may be tried."""
    if _is_path(model):
        return reason("model_no_folder")
    from transformers.utils import hub

    if hub.is_offline_mode():
        return reason("model_offline")
    import httpx

    try:
        httpx.head(hub.constants.ENDPOINT, timeout=seconds)
    except (httpx.HTTPError, httpx.InvalidURL, OSError):
        return reason("model_unreached")
    return None


def _is_path(model: str) -> bool:
    return model.startswith(("/", ".", "~", "\\")) or model.count("/") > 1


def weights_of(folder: Path) -> list[Path]:
    """Its weight files, sorted; where a folder has both formats, those in the one that is read."""
    found = sorted(path for path in _files(folder) if path.suffix in _WEIGHTS)
    safe = {path.parent for path in found if path.suffix == ".safetensors"}
    return [path for path in found if path.suffix == ".safetensors" or path.parent not in safe]


def digest_of(folder: Path) -> str:
    """SHA-256 over every file that vectors depend on: weights, vocabulary, pooling, limits, prompts."""
    skipped = {path for path in _files(folder) if path.suffix in _WEIGHTS} - set(weights_of(folder))
    digest = hashlib.sha256()
    for path in _files(folder):
        if path not in skipped:
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode("utf-8", "surrogateescape"))
            digest.update(bytes.fromhex(sha256_of(path)))
    return digest.hexdigest()


def sha256_of(path: Path) -> str:
    """Read once a process, as long as the file stays as it is: weights are large."""
    state = path.stat()
    return _sha256(path, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=256)
def _sha256(path: Path, size: int, changed: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _files(folder: Path) -> list[Path]:
    found = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        beside = any(part.startswith(".") or part in _OTHERS for part in inside.parts)
        if not beside and path.suffix.lower() not in _BESIDE and path.is_file():
            found.append(path)
    return found
