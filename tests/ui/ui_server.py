"""The page on a port of its own, as visitors reach it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from ui.backend import Backend
from ui.web.app import create_app
from ui.web.connections import Connection
from ui.web.server import LOOPBACK
from ui.web.service import Service


@contextmanager
def serving(backend: Backend) -> Iterator[str]:
    """The address, while the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = create_app(Service(backend), hosts=LOOPBACK)
    server = uvicorn.Server(
        uvicorn.Config(app, port=port, log_level="error", http=Connection, timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        thread.join(5)
