"""What `ogp doctor` finds out about the chat model. Of the key only the name of its variable is said."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any, Literal

from ui.backend import Backend
from ui.views import errors
from ui.views.text import host_of
from ui.wording import Wording

REACH = 5.0  # seconds for the model's address to answer, names looked up and all
State = Literal["ok", "missing", "problem", "off"]
Found = tuple[str, State, str, bool]  # name, state, text, needed: the fields of ui.doctor.checks.Check


def model_checks(backend: Backend, texts: Wording, reach: float = REACH) -> Iterator[Found]:
    """What is set is needed: someone wants a model and gets quotations otherwise. The address has `reach` seconds."""
    try:
        settings = backend.model()
    except Exception as error:
        yield "model", "problem", errors.explain(error, texts), True
        return
    if settings is None:
        yield "model", "off", texts("doctor.model_off"), False
        return
    values = {"name": settings.name, "context": settings.context, "output": settings.output}
    yield "model", "ok", texts("doctor.model_ok", **values), True
    status = _status(backend, settings, reach)
    if status is None:
        yield "address", "problem", texts("doctor.address_timeout", host=host_of(settings.url) or settings.name), True
        return
    yield _package(status, settings, texts)
    yield _key(status, texts)
    yield _address(status, settings, texts)


def _status(backend: Backend, settings: Any, reach: float) -> Any:
    """None where it takes longer than it may: a server can send its answer letter by letter."""
    found: list[Any] = []
    failed: list[Exception] = []

    def look() -> None:
        try:
            found.append(backend.model_status(settings, reach))
        except Exception as error:
            failed.append(error)

    thread = threading.Thread(target=look, name="model status", daemon=True)
    thread.start()
    thread.join(reach + 0.5)
    if failed:
        raise failed[0]
    return found[0] if found else None


def _package(status: Any, settings: Any, texts: Wording) -> Found:
    if status.package:
        return "package", "ok", texts("doctor.package_ok"), True
    key = "doctor.package_missing" if status.extra else "doctor.package_other"
    return "package", "missing", texts(key, extra=status.extra, provider=settings.provider), True


def _key(status: Any, texts: Wording) -> Found:
    if status.key is None:
        return "key", "ok", texts("doctor.key_none"), True
    key = "doctor.key_ok" if status.key else "doctor.key_missing"
    return "key", "ok" if status.key else "missing", texts(key, variable=status.key_variable), True


def _address(status: Any, settings: Any, texts: Wording) -> Found:
    host = host_of(status.url)
    values = {"host": host or settings.provider, "model": settings.model}
    if status.reason is not None:
        named = f"doctor.address_{status.reason}"
        return "address", "problem", texts(named if named in texts else "doctor.address_failed", **values), True
    if status.reachable is None:
        return "address", "off", texts("doctor.address_unasked", **values), False
    key = "doctor.address_ok" if status.reachable else "doctor.address_unreachable"
    return "address", "ok" if status.reachable else "problem", texts(key, **values), True
