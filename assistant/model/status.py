"""Can the configured model be used? What is installed, set and reachable, without asking it anything."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.errors import ModelPackageMissing
from assistant.model.opening import check_package
from assistant.model.settings import ModelSettings, provider_data


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """`package` tells whether the provider's package is installed, `extra` how this project installs it ("" where it
    does not). `key` is None where none is needed; only the name of its variable is ever told. `reachable` is None where
    nothing could be asked. `reason` is a key of faults.toml, or "not_listed": the address does not list the model."""

    name: str
    url: str | None
    package: bool
    extra: str
    key: bool | None
    key_variable: str | None
    reachable: bool | None
    reason: str | None = None

    @property
    def usable(self) -> bool:
        return self.package and self.key is not False and self.reachable is not False and self.reason is None


def model_status(
    settings: ModelSettings, timeout: float = 5.0, environment: Mapping[str, str] = os.environ
) -> ModelStatus:
    """Asks the model's address for its list of models, for at most `timeout` seconds; nothing else is sent."""
    data = provider_data(settings.provider)
    try:
        check_package(settings)
        package = True
    except ModelPackageMissing:
        package = False
    variable = data["key"] or None
    if variable and environment.get("OGP_MODEL_KEY", "").strip():
        variable = "OGP_MODEL_KEY"
    key = None if not variable or (settings.url and not settings.key) else settings.key is not None
    url = settings.url or data["url"] or None
    reachable, reason = _asked(settings, url, data, timeout) if url and key is not False else (None, None)
    return ModelStatus(settings.name, url, package, data["extra"], key, variable, reachable, reason)


def _asked(
    settings: ModelSettings, url: str, data: Mapping[str, Any], timeout: float
) -> tuple[bool | None, str | None]:
    if not data["models"]:
        return None, None
    import httpx

    headers = {}
    if settings.key:
        headers = {"authorization": f"Bearer {settings.key}", "x-api-key": settings.key}
    if settings.provider == "anthropic":
        headers = {"x-api-key": settings.key or "", "anthropic-version": "2023-06-01"}
    try:
        answer = httpx.get(f"{url}{data['models']}", headers=headers, timeout=timeout)
    except httpx.TimeoutException:
        return False, "timeout"
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return False, "unreachable"
    if answer.status_code in (401, 403):
        return True, "key"
    if answer.status_code >= 500:
        return True, "server"
    return True, None if answer.status_code >= 400 else _listed(settings, answer)


def _listed(settings: ModelSettings, answer: Any) -> str | None:
    """ "not_listed" where the address lists models and not this one; some list none, or not all."""
    try:
        told = answer.json()
        listed = [str(one.get("id") or one.get("name") or "") for one in told.get("data") or told.get("models") or []]
    except (ValueError, AttributeError, TypeError):
        return None
    wanted = settings.model
    known = any(name in (wanted, f"{wanted}:latest") for name in listed)
    return "not_listed" if listed and not known else None
