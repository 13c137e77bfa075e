"""The assistant with the chat model of the environment: the same index, the same evals."""

from __future__ import annotations

import os
from collections.abc import Mapping

from assistant.assistant import Assistant
from assistant.errors import ModelFault
from assistant.llm.generate import ModelComposer
from assistant.llm.settings import ModelSettings
from assistant.prompts import load_prompt
from evals.errors import ModelAbsent
from evals.systems.assistant import AssistantSystem


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
