"""The assistant itself, asked as any surface asks it, and with the chat model of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from assistant import Answer
from assistant.assistant import Assistant
from assistant.errors import ModelFault
from assistant.llm.generate import ModelComposer
from assistant.llm.settings import ModelSettings
from assistant.prompts import load_prompt
from corpus.errors import OgpError
from evals.cases import Language
from evals.errors import ModelAbsent, SystemFailed
from evals.systems.base import Place, fingerprint_of


class AssistantSystem:
    """`assistant` stays open when this is closed: whoever opened it closes it."""

    name = "assistant"
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


class ModelSystem(AssistantSystem):
    """Answers that the model writes; what it does not write is quoted, and each answer says so (`Answer.model`)."""

    name = "model"

    def __init__(self, assistant: Assistant, settings: ModelSettings) -> None:
        self._settings = settings
        self._composer = ModelComposer(settings)
        super().__init__(assistant.with_composer(self._composer))

    def describe(self) -> Mapping[str, str]:
        """With the model, its limits (never its key), and the prompts that it is given."""
        limits = self._settings
        prompts = [load_prompt(name, code) for name in ("answer", "rewrite") for code in ("es", "en")]
        return {
            **super().describe(),
            "model": limits.name,
            "model_url": limits.url or "",
            "model_limits": f"{limits.seconds:g} s, {limits.retries}, {limits.context}, {limits.output}",
            "prompts": " ".join(f"{one.name}.{one.language}@{one.digest}" for one in prompts),
        }

    def close(self) -> None:
        self._composer.close()


def settings_of(environment: Mapping[str, str] = os.environ) -> ModelSettings:
    """The model to evaluate. Errors: ModelAbsent."""
    try:
        settings = ModelSettings.from_environment(environment)
    except ModelFault as error:
        raise ModelAbsent(reason=str(error)) from error
    if settings is None:
        raise ModelAbsent(reason="OGP_MODEL is not set")
    return settings
