"""What is installed on this computer and whether it is whole: models, translator, OCR, the index's files."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.errors import OgpError


class Installation:
    """What `ogp doctor` asks of the other packages. Tests put another object in its place."""

    def model_status(self, settings: Any, timeout: float) -> Any:
        """Package, key and address of that chat model (`assistant.llm.status.ModelStatus`)."""
        from assistant.llm.status import model_status

        return model_status(settings, timeout)

    def free_space(self, home: Path) -> int | None:
        """Bytes free where `home` is or will be; None where nothing can be written."""
        existing = next(folder for folder in (home, *home.absolute().parents) if folder.exists())
        try:
            with tempfile.TemporaryFile(dir=existing):
                return shutil.disk_usage(existing).free
        except OSError:
            return None

    def changed_files(self, home: Path) -> Sequence[OgpError]:
        """Files of the index that serves that are missing or not as they were written. Loads no model."""
        from index.generation import current_generation, generation_folder, missing_or_changed, read_manifest

        folder = generation_folder(home, current_generation(home))
        return missing_or_changed(folder, read_manifest(folder))

    def embedder(self) -> Any:
        """The embedding model of the settings (`index.encoding.embedder.EmbedderSettings`)."""
        from index.encoding.embedder import EmbedderSettings

        return EmbedderSettings.from_environment()

    def embedder_here(self, settings: Any) -> bool:
        """Whether it is on this machine. Errors: EmbedderUnavailable."""
        from index.encoding.embedder import fingerprint_of

        return fingerprint_of(settings) is not None

    def own_models(self) -> Mapping[str, OgpError | None]:
        """What is wrong with the files of the models that come with the product, None where nothing is: of the encoder,
        by the name that it has as an embedding model, and of the "reader"."""
        from assistant.reading.reader import FOLDER
        from index.encoding import encoder

        return {encoder.NAME: _fault_in(encoder.FOLDER), "reader": _fault_in(FOLDER)}

    def embedder_mismatch(self, home: Path, settings: Any) -> OgpError | None:
        """Why its vectors cannot be compared with those of the index that serves. Errors: those of the index."""
        from index.encoding.embedder import fingerprint_of
        from index.errors import EmbedderChanged, EmbedderMismatch
        from index.generation import current_generation, generation_folder, read_manifest

        manifest = read_manifest(generation_folder(home, current_generation(home)))
        if fingerprint_of(settings) == manifest.embedder_fingerprint:
            return None
        kind = EmbedderChanged if manifest.embedder == settings.model else EmbedderMismatch
        return kind(built=manifest.embedder, configured=settings.model)

    def reranker(self) -> Any:
        """The reranker of the settings (`index.encoding.reranker.RerankerSettings`), None without one."""
        from index.encoding.reranker import RerankerSettings

        return RerankerSettings.from_environment()

    def reranker_here(self, settings: Any) -> bool:
        """Whether it is on this machine."""
        from index.encoding.model_files import folder_of
        from index.encoding.reranker import ORGANIZATION

        return folder_of(settings.model, ORGANIZATION) is not None

    def translates(self) -> bool:
        """Whether the translator is installed, in both directions."""
        from index.translation.apertium import open_bridge

        bridge = open_bridge()
        return bridge.translates("es", "en") and bridge.translates("en", "es")

    def ocr(self) -> tuple[str, frozenset[str]]:
        """The languages in which text is to be recognised ("spa+eng", "" for none) and those that tesseract has."""
        from corpus.readers.limits import limits
        from corpus.readers.pdf.ocr import installed

        return limits().ocr, installed()


def _fault_in(model: Path) -> OgpError | None:
    from index.encoding.network import digest_of
    from index.errors import ModelFileWrong

    try:
        digest_of(model)
    except ModelFileWrong as error:
        return error
    return None
