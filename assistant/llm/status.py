"""What is wrong with a chat model: whether it can be used, without asking it anything, and what a call of it raised."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from assistant.errors import ModelPackageMissing
from assistant.llm.providers import check_package
from assistant.llm.settings import ModelSettings, provider_data
from corpus.text.normalize import fold

# What goes wrong, by HTTP status and by class of exception; the first that fits first.
_FAULTS: Mapping[str, tuple[set[int], set[str]]] = {
    "too_long": ({400, 413, 422, 500}, set()),  # more was sent than the model reads: only with `_TOO_LONG`
    "key": ({401, 403}, {"AuthenticationError", "PermissionDeniedError"}),
    "no_model": ({404}, {"NotFoundError"}),
    "rate": ({429}, {"RateLimitError"}),
    "timeout": ({408, 504}, {"TimeoutError", "APITimeoutError", "TimeoutException", "ReadTimeout", "ConnectTimeout"}),
    "cut": (set(), {"RemoteProtocolError", "IncompleteRead", "ChunkedEncodingError"}),
    "unreachable": (
        set(),
        {"APIConnectionError", "ConnectError", "ConnectionError", "ConnectionRefusedError", "NetworkError", "gaierror"},
    ),
    "server": ({500, 502, 503, 520, 529}, {"InternalServerError", "ServiceUnavailableError"}),
    "refused_call": (set(), {"BadRequestError", "UnprocessableEntityError"}),  # it is not as the address wants it
    "malformed": (  # what came back is not what the protocol says
        set(),
        {"JSONDecodeError", "ValidationError", "APIResponseValidationError", "KeyError", "DecodingError"},
    ),
}  # fmt: skip
_TOO_LONG = (
    "context length", "context window", "maximum context", "context_length", "too many tokens", "prompt is too long",
    "exceeds the available context",
)  # fmt: skip
_WORTH_ANOTHER_TRY = frozenset({"rate", "timeout", "cut", "unreachable", "server", "malformed", "empty"})


class ModelFailed(Exception):
    """A call came to nothing. `kind` is a fault of a package (as above), of a reply ("empty", "malformed", "cut",
    "endless", "declined" …), or "unknown"; `wait` are seconds that the provider asked for."""

    def __init__(self, kind: str, wait: float = 0.0) -> None:
        super().__init__(kind)
        self.kind = kind
        self.wait = wait

    @property
    def again(self) -> bool:
        """May the same call succeed a moment later?"""
        return self.kind in _WORTH_ANOTHER_TRY


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """`package` tells whether the provider's package is installed, `extra` how this project installs it ("" where it
    does not). `key` is None where none is needed; only the name of its variable is ever told. `reachable` is None where
    nothing could be asked. `reason` is a kind of `ModelFailed`, or "not_listed": its address does not list the model.
    """

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


def failure_of(error: BaseException) -> ModelFailed:
    """The kind of fault that an exception of a provider's package stands for: by HTTP status, by name, by words."""
    if isinstance(error, ModelFailed):
        return error
    chain = list(_chain(error))
    status = next((code for one in chain if (code := _status(one)) is not None), None)
    text = fold(" ".join(str(one) for one in chain))[:4000]
    classes = {base.__name__ for one in chain for base in type(one).__mro__}
    for kind, (statuses, names) in _FAULTS.items():
        fits = status in statuses if status is not None else bool(classes & names)
        if fits and (kind != "too_long" or any(words in text for words in _TOO_LONG)):
            return ModelFailed(kind, _wait(chain))
    if status is not None:
        return ModelFailed("server" if status >= 500 else "refused_call", _wait(chain))
    return ModelFailed("unknown")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(8):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _status(error: BaseException) -> int | None:
    code = getattr(error, "status_code", None)
    if code is None:
        code = getattr(getattr(error, "response", None), "status_code", None)
    return code if isinstance(code, int) and code >= 400 else None


def _wait(chain: list[BaseException]) -> float:
    """Seconds of a Retry-After header, 0 where there is none that can be read."""
    for error in chain:
        headers = getattr(getattr(error, "response", None), "headers", None) or {}
        with suppress(ValueError, TypeError, AttributeError):
            return max(0.0, float(headers.get("retry-after", "")))
    return 0.0
