"""Texts to vectors: by the encoder that comes with the product, or by a sentence-transformers model that was set."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from index.encoding.conventions import Prefixes, embedder_family, prefixes_of
from index.encoding.encoder import LANGUAGES, NAME, OnnxEncoder, encoder_fingerprint
from index.encoding.model_files import digest_of, folder_of, reason, said, weights_of, why_not_to_be_had
from index.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

ORGANIZATION = "sentence-transformers"  # of names that state none
LONGEST = 1024  # pieces of a text that are read; a passage has 400, and memory grows with the square


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
        """ISO 639-1 codes of the languages the model reads."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit-length vectors of texts that are searched, shape (len(texts), dimension), float32."""
        ...


@runtime_checkable
class AsksApart(Protocol):
    """An embedder that treats a question otherwise than the texts it is compared with."""

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """As `Embedder.encode`, for questions."""
        ...


def encode_question(embedder: Embedder, question: str) -> Vectors:
    """The question's vector, shape (dimension,)."""
    encode = embedder.encode_questions if isinstance(embedder, AsksApart) else embedder.encode
    return np.asarray(encode([question])[0], dtype=np.float32)


@dataclass(frozen=True)
class EmbedderSettings:
    """Which model: a name or folder of a sentence-transformers model, and the languages it reads.

    The prefixes stand before a question and before a passage; None leaves them to the model
    (`index.encoding.conventions`).
    """

    model: str = NAME
    languages: tuple[str, ...] = LANGUAGES
    query_prefix: str | None = None
    passage_prefix: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> EmbedderSettings:
        """`OGP_EMBEDDER` and the variables whose names begin with it (docs/settings.md); languages as "es,en".

        Languages that are not set are those of the model's family; a model of none is taken to read both. A prefix that
        is set to nothing is none at all.
        """
        model = environment.get("OGP_EMBEDDER", "").strip() or NAME
        languages = languages_in(environment.get("OGP_EMBEDDER_LANGUAGES", ""))
        if not languages:
            languages = LANGUAGES if model == NAME else embedder_family(model, _here(model)).languages
        query, passage = environment.get("OGP_EMBEDDER_QUERY_PREFIX"), environment.get("OGP_EMBEDDER_PASSAGE_PREFIX")
        return cls(model, languages, query, passage)

    @property
    def here(self) -> bool:
        """Whether the model is on this machine: another one is downloaded when it is first used."""
        if self.model == NAME:
            return True
        try:
            return _folder(self.model) is not None
        except EmbedderUnavailable:
            return False


def languages_in(listed: str) -> tuple[str, ...]:
    """ "es, en" as codes."""
    return tuple(dict.fromkeys(code.strip().lower() for code in listed.split(",") if code.strip()))


class SentenceTransformerEmbedder:
    """An `Embedder` over sentence-transformers. Loading takes seconds (the library's import); do it once."""

    def __init__(
        self,
        model: SentenceTransformer,
        name: str,
        fingerprint: str,
        languages: tuple[str, ...],
        prefixes: Prefixes = Prefixes(),  # noqa: B008 - frozen
    ) -> None:
        self.model = model
        self.name = name
        self.fingerprint = fingerprint
        self.languages = languages
        self.prefixes = prefixes

    @classmethod
    def load(cls, settings: EmbedderSettings) -> SentenceTransformerEmbedder:
        """Errors: EmbedderUnavailable, with the reason. A model that is not on this machine is downloaded."""
        folder = _folder(settings.model)
        if folder is None and (problem := why_not_to_be_had(settings.model)) is not None:
            raise EmbedderUnavailable(model=settings.model, reason=problem)
        try:
            model = _load(settings.model, folder)
            folder = folder or _folder(settings.model)
        except Exception as error:  # the libraries raise anything from OSError to bare Exception
            raise EmbedderUnavailable(model=settings.model, reason=said(error)) from error
        if folder is None:
            raise EmbedderUnavailable(model=settings.model, reason=reason("model_no_weights"))
        prefixes = prefixes_of(settings.model, folder, settings.query_prefix, settings.passage_prefix)
        return cls(model, settings.model, _fingerprint(settings, folder), settings.languages, prefixes)

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self.model.encode_document, self.prefixes.passage)

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """As `encode`, for questions alone."""
        return self._encode(questions, self.model.encode_query, self.prefixes.query)

    def _encode(self, texts: Sequence[str], encode: Callable[..., Any], prefix: str) -> Vectors:
        if not texts:
            dimension = self.model.get_embedding_dimension() or 0
            return np.zeros((0, dimension), dtype=np.float32)
        vectors = encode(
            list(texts),
            prompt=prefix,  # even if empty: without any the model's own default one would be put there
            batch_size=32,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32)


def open_embedder(settings: EmbedderSettings | None = None) -> Embedder:
    """The encoder that comes with the product, unless another model is set (default: in the environment).

    Errors: ModelFileWrong, EmbedderUnavailable."""
    settings = settings or EmbedderSettings.from_environment()
    return OnnxEncoder.load() if settings.model == NAME else SentenceTransformerEmbedder.load(settings)


def fingerprint_of(settings: EmbedderSettings) -> str | None:
    """The fingerprint the settings' model would have, without loading it (a command may only want to compare); None
    where the model is not on this machine. Errors: ModelFileWrong, EmbedderUnavailable."""
    if settings.model == NAME:
        return encoder_fingerprint()
    folder = _folder(settings.model)
    return _fingerprint(settings, folder) if folder else None


def _load(name: str, folder: Path | None) -> SentenceTransformer:
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    # half precision, in which some are kept, is slower on a processor and differs from one to the next
    kind = {"dtype": "float32"}
    place = str(_here(name) or name)
    model = SentenceTransformer(place, device="cpu", local_files_only=folder is not None, model_kwargs=kind)
    if model.max_seq_length is not None and model.max_seq_length > LONGEST:
        model.max_seq_length = LONGEST
    return model


def _here(model: str) -> Path | None:
    """The folder that the person named, where it is one: a name is looked for only when it is needed."""
    path = Path(model).expanduser()
    return path if path.is_dir() else None


def _folder(model: str) -> Path | None:
    """The model's folder on this machine: a path, or one in the store."""
    folder = folder_of(model, ORGANIZATION)
    if folder is not None and not weights_of(folder):
        raise EmbedderUnavailable(model=model, reason=reason("model_no_weights"))
    return folder


def _fingerprint(settings: EmbedderSettings, folder: Path) -> str:
    """What the model's vectors depend on: its files, the prefixes and the languages."""
    prefixes = prefixes_of(settings.model, folder, settings.query_prefix, settings.passage_prefix)
    told = [digest_of(folder), prefixes.query, prefixes.passage, sorted(settings.languages), LONGEST]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
