"""Which chat model composes answers, and within which limits. Everything comes from the environment."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.errors import ModelSettingWrong


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """`name` is "provider:model". `seconds` bound one answer, retries included; `retries` are calls beyond the first.
    `context` and `output` are tokens; `price` is what a million tokens cost (in, out), None where not known. `url` is
    another address than the provider's own. The key is never part of what is printed."""

    name: str
    url: str | None = None
    key: str | None = field(default=None, repr=False)
    seconds: float = 60.0
    retries: int = 2
    context: int = 8192
    output: int = 2048
    price: tuple[float, float] | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> ModelSettings | None:
        """What OGP_MODEL and the settings beside it say; None where no model is asked for.

        Errors: ModelSettingWrong, with the variable and what it may hold."""
        name = environment.get("OGP_MODEL", "").strip()
        if not name:
            return None
        provider, _, model = name.partition(":")
        if not provider.strip() or not model.strip():
            raise ModelSettingWrong(variable="OGP_MODEL", value=name[:80], wanted="provider:model")
        return cls(
            name=f"{provider.strip().lower()}:{model.strip()}",
            url=_address(environment),
            key=_key(provider.strip().lower(), environment),
            seconds=_number(environment, "OGP_MODEL_SECONDS", 60.0, 1.0, 3600.0),
            retries=int(_number(environment, "OGP_MODEL_RETRIES", 2, 0, 10)),
            context=int(_number(environment, "OGP_MODEL_CONTEXT", 8192, 2048, 10_000_000)),
            output=int(_number(environment, "OGP_MODEL_OUTPUT", 2048, 128, 100_000)),
            price=_price(environment),
        )

    @property
    def provider(self) -> str:
        return self.name.partition(":")[0]

    @property
    def model(self) -> str:
        return self.name.partition(":")[2]

    def cost(self, read: int, written: int) -> float | None:
        """What so many tokens cost, in the currency of `price`."""
        if self.price is None:
            return None
        return round((read * self.price[0] + written * self.price[1]) / 1_000_000, 6)


@cache
def providers() -> dict[str, dict[str, Any]]:
    """What is particular to a provider: package, variable of its key, arguments; providers.toml."""
    return tomllib.loads((files("assistant.llm") / "providers.toml").read_text(encoding="utf-8"))


def provider_data(provider: str) -> dict[str, Any]:
    """That provider's entry; the default one where it has none."""
    return {**providers()["default"], **providers().get(provider, {})}


def _key(provider: str, environment: Mapping[str, str]) -> str | None:
    own = environment.get("OGP_MODEL_KEY", "").strip()
    variable = provider_data(provider)["key"]
    return own or (environment.get(variable, "").strip() if variable else "") or None


def _address(environment: Mapping[str, str]) -> str | None:
    url = environment.get("OGP_MODEL_URL", "").strip().rstrip("/")
    if url and not url.startswith(("http://", "https://")):
        raise ModelSettingWrong(variable="OGP_MODEL_URL", value=url[:80], wanted="http://… / https://…")
    return url or None


def _number(environment: Mapping[str, str], variable: str, default: float, least: float, most: float) -> float:
    text = environment.get(variable, "").strip()
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise ModelSettingWrong(variable=variable, value=text[:80], wanted=f"{least:g} – {most:g}")
    return value


def _price(environment: Mapping[str, str]) -> tuple[float, float] | None:
    text = environment.get("OGP_MODEL_PRICE", "").strip()
    if not text:
        return None
    try:
        read, written = (float(part) for part in text.split(","))
    except ValueError:
        read = written = -1.0
    if not (0 <= read < float("inf") and 0 <= written < float("inf")):
        raise ModelSettingWrong(variable="OGP_MODEL_PRICE", value=text[:80], wanted="0.15,0.60")
    return read, written
