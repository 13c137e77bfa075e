"""A small web site on this machine, made for a test, and a fetcher that may reach it."""

from __future__ import annotations

import contextlib
import re
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from corpus.fetch import Fetcher, FetchOutcome, Source
from corpus.fetch.addresses import Gate
from corpus.fetch.pace import Watch
from corpus.fetch.settings import Settings

HOST = "docs.example.org"
WORDS = "El registro de faros de Zoratama se publica cada mes en un sitio abierto a todas las personas. "
PAGE = f"<!doctype html><html><body><h1>Los faros</h1><p>{WORDS * 20}</p></body></html>".encode()
LONG = PAGE.replace(b"</body>", b"<p>" + WORDS.encode() * 4000 + b"</p></body>")


@dataclass
class Reply:
    """What the site answers. `cut`: the connection breaks after so many bytes of the body."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    length: bool = True


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]


@dataclass
class Site:
    """`routes`: path → a reply, or what makes one of a request. A path without a route is not found."""

    port: int = 0
    routes: dict[str, Reply | Callable[[Asked], Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def url(self, path: str, host: str = HOST, scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for besides robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]


@contextlib.contextmanager
def running(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site that answers until the end of the block."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = Asked(self.path, {key.casefold(): value for key, value in self.headers.items()})
            site.asked.append(asked)
            route = site.routes.get(self.path, Reply(404))
            reply = route(asked) if callable(route) else route
            self.send_response(reply.status)
            for key, value in reply.headers.items():
                self.send_header(key, value)
            if reply.length:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            with contextlib.suppress(OSError):  # the fetcher may have left
                self.wfile.write(reply.body[: reply.cut])

        def log_message(self, format: str, *args: Any) -> None:
            return

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            return  # a connection that the fetcher refused

    server = Server(("127.0.0.1", 0), Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def document(body: bytes, etag: str = '"one"', cut: int | None = None) -> Callable[[Asked], Reply]:
    """A route that serves a file as well-behaved servers do: conditions, ranges. `cut` breaks whole answers off."""

    def reply(asked: Asked) -> Reply:
        headers = {"ETag": etag, "Last-Modified": "Mon, 02 Mar 2026 10:00:00 GMT"}
        if asked.headers.get("if-none-match") == etag:
            return Reply(304, headers=headers, length=False)
        wanted = re.fullmatch(r"bytes=(\d+)-", asked.headers.get("range", ""))
        if wanted and asked.headers.get("if-range") == etag:
            start = int(wanted[1])
            if start >= len(body):
                return Reply(416, headers={"Content-Range": f"bytes */{len(body)}"})
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            return Reply(206, body[start:], headers)
        return Reply(200, body, headers, cut)

    return reply


@dataclass
class Hours:
    """A watch on which time passes only by sleeping. `slept` are the waits."""

    slept: list[float] = field(default_factory=list)
    start: datetime = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)

    def watch(self) -> Watch:
        return Watch(
            sleep=self.slept.append,
            ticks=lambda: sum(self.slept),
            now=lambda: self.start + timedelta(seconds=sum(self.slept)),
        )


LOCAL = Gate(resolve=lambda host, port: ["127.0.0.1"], allows=lambda address: True)


def fetcher(home: Path, *, gate: Gate = LOCAL, hours: Hours | None = None, **changes: Any) -> Fetcher:
    """A fetcher that reaches this machine under every name and never really waits. `changes` are settings."""
    settings = replace(Settings.load(), **changes)
    return Fetcher(home, settings=settings, gate=gate, watch=(hours or Hours()).watch())


def source(url: str, id: str = "zz-faros", file: str = "zz-faros.html", **metadata: str) -> Source:
    stated = {"id": id, "title": "Los faros", "kind": "guide", "country": "ZZ", "language": "es", "url": url}
    return Source(id, url, file, {**stated, **metadata})


def one(home: Path, site: Site, path: str = "/a.html", **how: Any) -> FetchOutcome:
    """What becomes of one document that is fetched from there. `how` is as for `fetcher`."""
    return fetcher(home, **how).fetch([source(site.url(path))])[0]


def parts(home: Path) -> list[str]:
    """What lies in the folder of the document, besides the file and its manifest."""
    return sorted(path.name for path in (home / "fetched" / "zz-faros").iterdir() if "part" in path.name)
