"""Connections that do not wait for ever: who opens one has to say what they want, and one address may hold so many."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import resource
from collections import Counter
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD = (
    10.0  # seconds from the first moment of a connection, or the first byte of another request, to the end of its head
)
HEAD_BYTES = 64 * 1024
FILES = 65_536  # open at once, where the system allows it: each open page holds one or two


class _OfLength(h11.Connection):
    """Takes only requests that say how long they are, as every browser's do. Pieces of a byte each cost a thousand
    times what they carry, and everybody's requests wait while they are put together."""

    def next_event(self) -> Any:
        event = super().next_event()
        if isinstance(event, h11.Request) and any(name == b"transfer-encoding" for name, _ in event.headers):
            raise h11.RemoteProtocolError("a request has to say its length")
        return event


class Connection(H11Protocol):
    """HTTP/1.1 with a limit on the time a request's head takes, and on the connections of one address."""

    _held: ClassVar[Counter[str]] = Counter()
    _late: asyncio.TimerHandle | None = None
    _counted: str | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.conn = _OfLength(h11.SERVER, HEAD_BYTES)
        address = self.client[0] if self.client else ""
        if not _own(address):  # on this computer's own address there may be a proxy, which speaks for many
            if self._held[address] >= share():
                transport.abort()
                return
            self._counted = address
            self._held[address] += 1
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._reading_head():
            self._wait()
        else:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        if self._counted is not None:
            self._held[self._counted] -= 1
            if self._held[self._counted] <= 0:
                del self._held[self._counted]
            self._counted = None
        super().connection_lost(exc)

    def _reading_head(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(HEAD, self._too_late)

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _too_late(self) -> None:
        self._late = None
        if self._reading_head() and not self.transport.is_closing():
            self.transport.abort()


def _own(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return True  # a socket of this computer


def share() -> int:
    """Connections that one address may hold: a quarter of the files that may be open."""
    return max(32, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 4)


def allow_many() -> None:
    """Raise the number of files that this process may open, as far as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
