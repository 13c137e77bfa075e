"""The assistant itself, asked as any surface asks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant import Answer
from assistant.assistant import Assistant
from corpus.errors import OgpError
from evals.cases import Language
from evals.errors import SystemFailed
from evals.systems.base import Place
from evals.systems.passages import fingerprint_of


class AssistantSystem:
    """`assistant` stays open when this is closed: whoever opened it closes it."""

    name = "assistant"
    searches = True
    at_once = 1

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def answer(self, question: str, history: Sequence[Mapping[str, str]], language: Language) -> Answer:
        """`language` is not told to the assistant: that it finds out is part of what is measured."""
        try:
            return self._assistant.ask(question, history)
        except OgpError as error:
            raise SystemFailed(system=self.name, reason=str(error)) from error

    def places(self, question: str, k: int) -> list[Place]:
        try:
            return [Place(hit.source, hit.text) for hit in self._assistant.searcher.search(question, k)]
        except OgpError as error:
            raise SystemFailed(system=self.name, reason=str(error)) from error

    def describe(self) -> Mapping[str, str]:
        """The index it answers from. Its code and its prompts are the run's to describe."""
        searcher = self._assistant.searcher
        manifest = searcher.manifest
        return {
            "embedder": manifest.embedder,
            "embedder_fingerprint": manifest.embedder_fingerprint,
            "embedder_languages": " ".join(manifest.embedder_languages),
            "passages_fingerprint": fingerprint_of(searcher),
            "documents": str(manifest.documents),
            "passages": str(manifest.passages),
            "bridge": searcher.bridge.fingerprint if searcher.bridge.translates("es", "en") else "none",
            "weights": repr(searcher.weights),
        }

    def close(self) -> None:
        pass
