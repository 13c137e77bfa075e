"""Models of each provider open without any network, and go where they are said to go."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.errors import ModelKeyMissing, ModelPackageMissing
from assistant.llm.providers import open_chat
from assistant.llm.settings import ModelSettings


def settings(**environment: str) -> ModelSettings:
    found = ModelSettings.from_environment(environment)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("provider", "package"),
    [("openai", "langchain_openai"), ("anthropic", "langchain_anthropic"), ("ollama", "langchain_ollama")],
)
def test_models_of_each_provider_open_without_any_network(provider: str, package: str) -> None:
    pytest.importorskip(package, reason="this provider's package is not installed")
    found = settings(OGP_MODEL=f"{provider}:some-model", OGP_MODEL_KEY="k" * 20, OGP_MODEL_URL="http://127.0.0.1:9")
    chat = open_chat(found)
    assert chat.name == f"{provider}:some-model"
    assert set(chat.arguments(structured=True)) & {"response_format", "format"}
    assert not set(chat.arguments(structured=False)) & {"response_format", "format"}
    chat.plain = True
    assert chat.arguments(structured=True) == {}


def test_a_hosted_model_needs_its_key_and_an_address_in_house_none() -> None:
    with pytest.raises(ModelKeyMissing) as caught:
        open_chat(settings(OGP_MODEL="openai:m"))
    assert "OPENAI_API_KEY" in str(caught.value)
    assert open_chat(settings(OGP_MODEL="openai:m", OGP_MODEL_URL="http://127.0.0.1:9/v1")).name == "openai:m"


def test_a_provider_whose_package_is_missing_is_said_so() -> None:
    with pytest.raises(ModelPackageMissing) as caught:
        open_chat(settings(OGP_MODEL="upstage:solar", OGP_MODEL_KEY="k"))
    assert "upstage" in str(caught.value)


def test_calls_go_where_they_are_said_to_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://elsewhere.invalid/v1")
    monkeypatch.setenv("OPENAI_API_BASE", "http://elsewhere.invalid/v1")
    chat: Any = open_chat(settings(OGP_MODEL="openai:m", OGP_MODEL_KEY="k" * 20))
    assert str(chat.model.root_async_client.base_url) == "https://api.openai.com/v1/"
