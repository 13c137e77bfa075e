"""A model's server on this machine that speaks the OpenAI protocol and behaves, and fails, as it is told to."""

from __future__ import annotations

import json
import socket
import threading
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from evals.hostile.behaviours import Behaviour
from evals.hostile.faults import NONE, UNSUPPORTED, Fault
from evals.hostile.honest import obey
from evals.hostile.prompt import Prompt, read_prompt
from evals.hostile.serving import Ended, Served

MODEL = "scripted"


@dataclass
class Request:
    """One request as it came. `headers` without the value of any key; `closed` is set when the client hung up before
    the reply was through."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    prompt: Prompt
    closed: bool = False
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def messages(self) -> list[dict[str, Any]]:
        return list(self.body.get("messages", []))


class HostileServer:
    """Use it as a context manager; `url` is what a client is given as its base.

    `behave` and `fault` may be changed between requests. With `structured=False`, a request that asks for a
    response_format is refused. `chunk` is how many characters come at once in a stream, `between` the seconds between
    two of them.
    """

    def __init__(
        self,
        behave: Behaviour = obey,
        fault: Fault = NONE,
        *,
        structured: bool = True,
        chunk: int = 7,
        between: float = 0.0,
    ) -> None:
        self.behave = behave
        self.fault = fault if structured else Fault("status", None, 400, UNSUPPORTED, when="response_format")
        self.chunk = chunk
        self.between = between
        self.requests: list[Request] = []
        self.stopping = threading.Event()
        self._met: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> HostileServer:
        outer = self

        class Handler(_Handler):
            server_of = outer

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None and self._thread is not None
        self.stopping.set()  # whoever stalls goes home
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        assert self._server is not None, "the server runs only inside of `with`"
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def abandoned(self, seconds: float = 5.0) -> int:
        """How many requests the client gave up, once all that are under way have ended or so many seconds passed."""
        for request in list(self.requests):
            request.done.wait(seconds)
        return sum(request.closed for request in self.requests)

    def record(self, request: Request) -> Fault:
        """Note a request, and tell what befalls it."""
        with self._lock:
            self.requests.append(request)
            fault = self.fault
            if fault.when is not None and fault.when not in request.body:
                return NONE
            question = request.prompt.after or request.prompt.user
            self._met[question] += 1
            return NONE if fault.times is not None and self._met[question] > fault.times else fault


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End the connections that clients keep open for their next request."""
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are meant to."""


class _Handler(BaseHTTPRequestHandler):
    server_of: HostileServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        if self.path.rstrip("/").endswith("/models"):
            self._json(200, {"object": "list", "data": [{"id": MODEL, "object": "model", "owned_by": "evals"}]})
        else:
            self._json(404, {"error": {"message": f"nothing at {self.path}", "type": "invalid_request_error"}})

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers.get("content-length") or 0))
        try:
            body = json.loads(data)
        except ValueError:
            body = None
        if not isinstance(body, dict) or not self.path.rstrip("/").endswith("/chat/completions"):
            self._json(404, {"error": {"message": f"nothing at {self.path}", "type": "invalid_request_error"}})
            return
        secret = ("authorization", "api-key", "x-api-key")
        headers = {k.lower(): "…" if k.lower() in secret else v for k, v in self.headers.items()}
        request = Request(self.path, headers, body, read_prompt(body.get("messages") or []))
        fault = self.server_of.record(request)
        try:
            Served(self, self.server_of, request, fault).serve()
        except Ended:
            self.close_connection = True
        except (ConnectionError, TimeoutError):
            request.closed = True
            self.close_connection = True
        finally:
            request.done.set()

    def _json(self, status: int, body: Mapping[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed."""
