"""Opens the chat models of any provider that LangChain knows; what is particular to some is in providers.toml."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelKeyMissing, ModelPackageMissing, ModelUnusable
from assistant.llm.settings import ModelSettings, provider_data

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_NO_KEY = "none"  # what an in-house address without keys is sent, since the libraries insist on one


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_STRING = {"type": "string"}
# One JSON object, as the prompts describe it.
SHAPE = _object(statements=_list(_object(text=_STRING, quotes=_list(_object(key=_STRING, quote=_STRING)))))
_STRUCTURE = frozenset({"response_format", "format"})


@dataclass
class Chat:
    """A chat model and how it is called. `steady` are arguments of a call that it may refuse; a refusal is
    remembered in `plain`, and they are not sent again."""

    name: str
    model: BaseChatModel
    steady: dict[str, Any] = field(default_factory=dict)
    plain: bool = False

    def arguments(self, structured: bool) -> dict[str, Any]:
        """Those of the next call; `structured` asks for `SHAPE`."""
        if self.plain:
            return {}
        return {name: value for name, value in self.steady.items() if structured or name not in _STRUCTURE}


def open_chat(settings: ModelSettings) -> Chat:
    """Importing the provider's package takes a second or two; no address is reached.

    Errors: ModelPackageMissing, ModelKeyMissing, ModelUnusable (with the reason)."""
    data = provider_data(settings.provider)
    check_package(settings)
    arguments: dict[str, Any] = dict(data["always"])
    if data["output"]:
        arguments[data["output"]] = settings.output
    if data["context"]:
        arguments[data["context"]] = settings.context
    address = settings.url or data["url"]
    if address:  # said always: variables of the provider's package could lead elsewhere than `ogp doctor` says
        arguments[data["address"]] = address
    key = settings.key or (_NO_KEY if settings.url and data["key"] else None)
    if key:
        arguments["api_key"] = key
    elif data["key"]:
        raise ModelKeyMissing(model=settings.name, variable=data["key"])
    if settings.provider != "ollama":
        arguments["timeout"] = settings.seconds
    from langchain.chat_models import init_chat_model

    try:
        model = init_chat_model(settings.model, model_provider=settings.provider, **arguments)
    except ImportError as error:
        raise ModelPackageMissing(model=settings.name, package=error.name or data["package"]) from error
    except Exception as error:  # every provider's package raises its own
        raise ModelUnusable(model=settings.name, reason=type(error).__name__) from None  # texts may hold the key
    return Chat(settings.name, model, {**data["steady"], **_structure(data["structure"])})


def check_package(settings: ModelSettings) -> None:
    """Errors: ModelPackageMissing."""
    data = provider_data(settings.provider)
    package = data["package"]
    if package and importlib.util.find_spec(package) is None:
        raise ModelPackageMissing(model=settings.name, package=package.replace("_", "-"))


def _structure(how: str) -> dict[str, Any]:
    if how == "response_format":
        schema = {"name": "statements", "schema": SHAPE, "strict": True}
        return {"response_format": {"type": "json_schema", "json_schema": schema}}
    return {"format": SHAPE} if how == "format" else {}
