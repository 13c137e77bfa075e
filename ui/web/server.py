"""The web server of `ogp serve`."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Collection

import uvicorn

from ui.backend import Backend
from ui.web.app import OnNotice, create_app
from ui.web.connections import Connection, allow_many
from ui.web.memory import few_heaps
from ui.web.service import Service

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


class _Server(uvicorn.Server):
    """A server that says when it can be reached."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()


def run(
    backend: Backend,
    address: tuple[str, int],
    *,
    allowed: Collection[str] = (),
    on_ready: Callable[[], None] = lambda: None,
    on_notice: OnNotice = lambda notice: None,
) -> None:
    """Serve until interrupted. On this computer's own address only its own names, and `allowed`, are answered."""
    few_heaps()
    allow_many()
    host, port = address
    loopback = host in ("127.0.0.1", "localhost", "::1")
    hosts = LOOPBACK | {name.lower() for name in allowed} if loopback or allowed else None
    config = uvicorn.Config(
        create_app(Service(backend), hosts=hosts, warm_up=on_notice, watched=True),
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        http=Connection,
        ws="none",
        timeout_graceful_shutdown=2,  # open pages hold a connection that would never end by itself
    )
    # Ctrl+C is the ordinary way to stop it: uvicorn has closed everything when it raises this again.
    with contextlib.suppress(KeyboardInterrupt):
        _Server(config, on_ready).run()
