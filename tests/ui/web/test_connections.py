"""Clients that send slowly, or a request without an end."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator

import httpx
import pytest
from ui_fakes import FakeBackend
from ui_server import serving

from ui.web import connections, security


def test_a_body_in_pieces_of_unknown_number_is_not_read(hurried: str) -> None:
    head = b"POST /gradio_api/queue/join HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    port = int(hurried.rstrip("/").rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.settimeout(8)
        connection.sendall(head + b"1\r\nx\r\n" * 1000)
        answer = connection.recv(65536)
        assert answer.startswith(b"HTTP/1.1 400")
        with contextlib.suppress(ConnectionResetError):
            assert connection.recv(65536) == b""


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server that waits for a second only."""
    monkeypatch.setattr(security, "BODY_SECONDS", 1.0)
    monkeypatch.setattr(connections, "HEAD", 1.0)
    with serving(FakeBackend()) as url:
        yield url


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        b"POST /gradio_api/queue/join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n\r\n{",
        b"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET / HTTP/1.1\r\nHo",
    ],
)
def test_half_a_request_is_not_waited_for(hurried: str, beginning: bytes) -> None:
    port = int(hurried.rstrip("/").rsplit(":", 1)[1])
    held = [socket.create_connection(("127.0.0.1", port)) for _ in range(30)]
    try:
        for connection in held:
            connection.sendall(beginning)
            connection.settimeout(8)
        assert httpx.get(hurried + "healthz").status_code == 200
        began = time.monotonic()
        for connection in held:
            try:
                while connection.recv(65536):
                    pass
            except ConnectionResetError:
                pass
        assert time.monotonic() - began < 6
    finally:
        for connection in held:
            connection.close()
