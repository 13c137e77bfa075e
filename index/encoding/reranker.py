"""The best passages put in a better order by a cross-encoder, which reads question and passage together.

Optional: without `OGP_RERANKER` nothing here is loaded. It only changes the order: the i-th passage of the new order
gets the i-th score of the old one, because what judges evidence knows those scores and not a model's own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from index.encoding.conventions import is_cross_encoder, reranker_family
from index.encoding.embedder import languages_in
from index.encoding.model_files import folder_of, reason, said, why_not_to_be_had
from index.errors import IndexFault, RerankerUnavailable
from index.fusion import Scores
from index.query import Query
from index.store import StoredPassage

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

TOP = 30  # passages that are read with the question; an answer draws from twelve
MOST = 200
ORGANIZATION = "cross-encoder"  # of names that state none
LONGEST = 512  # pieces of a question and a passage together
_BATCH = 16
_QUESTION, _TEXT = 1000, 6000  # characters, far above what is read: no time is lost on cutting up the rest


class Reranker(Protocol):
    """What the search needs of a reranker."""

    @property
    def name(self) -> str: ...

    @property
    def languages(self) -> tuple[str, ...]:
        """ISO 639-1 codes of the languages it reads."""
        ...

    @property
    def top(self) -> int:
        """How many of the best passages it is given."""
        ...

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """How well each text answers, shape (len(texts),): the higher the better, in units of its own."""
        ...


@dataclass(frozen=True)
class RerankerSettings:
    """Which cross-encoder: a name or folder, the languages it reads, and how many passages it is given."""

    model: str
    languages: tuple[str, ...] = ("es", "en")
    top: int = TOP

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> RerankerSettings | None:
        """`OGP_RERANKER`, `OGP_RERANKER_LANGUAGES` ("es,en"; else its family's), `OGP_RERANKER_TOP` (30; what is no
        number from 1 to 200 is not taken). None where no reranker is set."""
        model = environment.get("OGP_RERANKER", "").strip()
        if not model:
            return None
        path = Path(model).expanduser()
        languages = languages_in(environment.get("OGP_RERANKER_LANGUAGES", ""))
        top = environment.get("OGP_RERANKER_TOP", "").strip()
        return cls(
            model,
            languages or reranker_family(model, path if path.is_dir() else None).languages,
            int(top) if top.isdecimal() and 1 <= int(top) <= MOST else TOP,
        )

    @property
    def here(self) -> bool:
        """Whether the model is on this machine: another one is downloaded when it is first used."""
        return folder_of(self.model, ORGANIZATION) is not None


class CrossEncoderReranker:
    """A `Reranker` over sentence-transformers, on the processor."""

    def __init__(self, model: CrossEncoder, settings: RerankerSettings) -> None:
        self.model = model
        self.name = settings.model
        self.languages = settings.languages
        self.top = settings.top

    @classmethod
    def load(cls, settings: RerankerSettings) -> CrossEncoderReranker:
        """Errors: RerankerUnavailable, with the reason. A model that is not on this machine is downloaded."""
        name = settings.model
        folder = folder_of(name, ORGANIZATION)
        if folder is None and (problem := why_not_to_be_had(name)) is not None:
            raise RerankerUnavailable(model=name, reason=problem)
        try:
            model = _load(name, folder)
            folder = folder or folder_of(name, ORGANIZATION)
        except Exception as error:  # the libraries raise anything from OSError to bare Exception
            raise RerankerUnavailable(model=name, reason=said(error)) from error
        # a model without a trained head is given one by chance, and another one each time
        if model.num_labels != 1 or folder is None or not is_cross_encoder(folder):
            raise RerankerUnavailable(model=name, reason=reason("model_no_reranker"))
        return cls(model, settings)

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        from torch.nn import Identity

        pairs = [(question[:_QUESTION], text[:_TEXT]) for text in texts]
        if not pairs:
            return np.zeros(0, dtype=np.float32)
        # without the model's last step, which makes many a high score equal
        found = self.model.predict(pairs, batch_size=_BATCH, show_progress_bar=False, activation_fn=Identity())
        return np.asarray(found, dtype=np.float32)


@lru_cache(maxsize=1)
def load_reranker(settings: RerankerSettings) -> CrossEncoderReranker:
    """The settings' reranker, loaded once a process. Errors: RerankerUnavailable."""
    return CrossEncoderReranker.load(settings)


def configured_reranker() -> tuple[Reranker | None, tuple[IndexFault, ...]]:
    """The reranker of the settings, and what stands against it where it is set and cannot be used."""
    settings = RerankerSettings.from_environment()
    if settings is None:
        return None, ()
    try:
        return load_reranker(settings), ()
    except RerankerUnavailable as error:
        return None, (error,)


def reranked(reranker: Reranker, query: Query, passages: Sequence[StoredPassage]) -> npt.NDArray[np.int64]:
    """The order of the passages that the reranker gives them, as positions in `passages`; equal ones stay in order.

    Errors: RerankerUnavailable where it fails.
    """
    language = next((code for code in (query.language, *reranker.languages) if _reads(reranker, query, code)), None)
    question = query.texts[language] if language else query.text
    try:
        scores = reranker.scores(question, [_text(passage) for passage in passages])
    except Exception as error:  # out of memory, mostly
        raise RerankerUnavailable(model=reranker.name, reason=said(error)) from error
    if not np.isfinite(scores).all():
        raise RerankerUnavailable(model=reranker.name, reason=reason("model_no_scores"))
    return np.argsort(-scores, kind="stable")


def _reads(reranker: Reranker, query: Query, code: str) -> bool:
    return code in reranker.languages and code in query.texts


def _text(passage: StoredPassage) -> str:
    """What is read of a passage: the last heading above it and its text."""
    return f"{passage.section[-1]}: {passage.text}" if passage.section else passage.text


def _load(name: str, folder: Path | None) -> CrossEncoder:
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from sentence_transformers import CrossEncoder
    from transformers.utils import logging

    logging.disable_progress_bar()
    path = Path(name).expanduser()
    place = str(path) if path.is_dir() else name
    kind = {"dtype": "float32"}
    model = CrossEncoder(place, device="cpu", local_files_only=folder is not None, model_kwargs=kind)
    if model.max_seq_length is not None and model.max_seq_length > LONGEST:
        model.max_seq_length = LONGEST
    return model
