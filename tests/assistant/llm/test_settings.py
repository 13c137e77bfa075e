"""Which model is used: what the environment says, and what it says wrongly."""

from __future__ import annotations

import pytest

from assistant.errors import ModelSettingWrong
from assistant.llm.settings import ModelSettings


def settings(**environment: str) -> ModelSettings:
    found = ModelSettings.from_environment(environment)
    assert found is not None
    return found


def test_no_model_is_asked_for_by_default() -> None:
    assert ModelSettings.from_environment({}) is None
    assert ModelSettings.from_environment({"OGP_MODEL": " ", "OGP_MODEL_URL": "nonsense"}) is None


def test_every_setting_is_read() -> None:
    found = settings(
        OGP_MODEL="OpenAI:some-model:8b",
        OGP_MODEL_URL="http://127.0.0.1:8000/v1/",
        OGP_MODEL_KEY="geheim",
        OGP_MODEL_SECONDS="12.5",
        OGP_MODEL_RETRIES="0",
        OGP_MODEL_CONTEXT="32000",
        OGP_MODEL_OUTPUT="512",
        OGP_MODEL_PRICE="0.5, 2",
    )
    assert (found.provider, found.model, found.name) == ("openai", "some-model:8b", "openai:some-model:8b")
    assert found.url == "http://127.0.0.1:8000/v1"
    assert (found.seconds, found.retries, found.context, found.output) == (12.5, 0, 32000, 512)
    assert found.cost(1_000_000, 500_000) == 1.5
    assert settings(OGP_MODEL="ollama:x").cost(10, 10) is None


def test_the_key_is_its_providers_or_the_one_of_this_program_and_is_never_printed() -> None:
    both = {"OGP_MODEL": "anthropic:m", "ANTHROPIC_API_KEY": "von-dort", "OPENAI_API_KEY": "falsch"}
    assert settings(**both).key == "von-dort"
    assert settings(**both, OGP_MODEL_KEY="eigen").key == "eigen"
    assert "von-dort" not in repr(settings(**both))
    assert settings(OGP_MODEL="ollama:m", OPENAI_API_KEY="falsch").key is None


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("OGP_MODEL", "gpt"),
        ("OGP_MODEL", "openai:"),
        ("OGP_MODEL", ":m"),
        ("OGP_MODEL_URL", "localhost:11434"),
        ("OGP_MODEL_SECONDS", "soon"),
        ("OGP_MODEL_SECONDS", "0"),
        ("OGP_MODEL_SECONDS", "nan"),
        ("OGP_MODEL_RETRIES", "-1"),
        ("OGP_MODEL_CONTEXT", "100"),
        ("OGP_MODEL_PRICE", "1"),
        ("OGP_MODEL_PRICE", "1,-2"),
    ],
)
def test_what_cannot_be_read_is_named(variable: str, value: str) -> None:
    with pytest.raises(ModelSettingWrong) as caught:
        ModelSettings.from_environment({"OGP_MODEL": "openai:m", variable: value})
    assert caught.value.values["variable"] == variable
    assert value in str(caught.value)
