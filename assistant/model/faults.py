"""What can go wrong with a call of a model, told from whatever its package raised."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.text.normalize import fold


class ModelFailed(Exception):
    """A call came to nothing. `kind` is a section of faults.toml; `wait` are seconds that the provider asked for."""

    def __init__(self, kind: str, wait: float = 0.0) -> None:
        super().__init__(kind)
        self.kind = kind
        self.wait = wait

    @property
    def again(self) -> bool:
        """May the same call succeed a moment later?"""
        return bool(_kinds()[self.kind].get("again", False))


def failure_of(error: BaseException) -> ModelFailed:
    """The kind of fault that an exception of a provider's package stands for: by HTTP status, by name, by words."""
    if isinstance(error, ModelFailed):
        return error
    chain = list(_chain(error))
    status = next((code for one in chain if (code := _status(one)) is not None), None)
    text = fold(" ".join(str(one) for one in chain))[:4000]
    names = {base.__name__ for one in chain for base in type(one).__mro__}
    for kind, entry in _kinds().items():
        if status is None:
            fits = bool(names.intersection(entry.get("names", [])))
        else:
            fits = status in entry.get("statuses", [])
            fits = fits and ("words" not in entry or any(word in text for word in entry["words"]))
        if fits:
            return ModelFailed(kind, _wait(chain))
    if status is not None:
        return ModelFailed("server" if status >= 500 else "refused_call", _wait(chain))
    return ModelFailed("unknown")


@cache
def _kinds() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("assistant.model") / "faults.toml").read_text(encoding="utf-8"))


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
        try:
            return max(0.0, float(headers.get("retry-after", "")))
        except (ValueError, TypeError, AttributeError):
            continue
    return 0.0
