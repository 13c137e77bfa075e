"""The encoder that a generation is searched with: the one that is set, or none where its files are damaged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.encoding.embedder import Embedder, EmbedderSettings, Vectors, fingerprint_of, open_embedder
from index.errors import EmbedderChanged, EmbedderMismatch, IndexFault, ModelFileWrong
from index.generation import Manifest


def embedder_for(manifest: Manifest, settings: EmbedderSettings | None) -> tuple[Embedder, tuple[IndexFault, ...]]:
    """The encoder that is set, and what it works in spite of: where its files are damaged, words alone are searched.

    Errors: EmbedderMismatch, EmbedderUnavailable."""
    settings = settings or EmbedderSettings.from_environment()
    try:
        # compared before the model is loaded: a mismatch is said at once
        if fingerprint_of(settings) not in (None, manifest.embedder_fingerprint):
            raise mismatch(manifest, settings.model)
        return open_embedder(settings), ()
    except ModelFileWrong as error:
        return WordsAlone(manifest), (error,)


class WordsAlone:
    """In the place of an encoder whose files are damaged: words alone are searched."""

    def __init__(self, manifest: Manifest) -> None:
        self.name = manifest.embedder
        self.fingerprint = manifest.embedder_fingerprint
        self.languages = manifest.embedder_languages
        self._dimension = manifest.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), self._dimension), dtype=np.float32)


def mismatch(manifest: Manifest, configured: str) -> EmbedderMismatch:
    kind = EmbedderChanged if manifest.embedder == configured else EmbedderMismatch
    return kind(built=manifest.embedder, configured=configured)
