"""A model's server on this machine that speaks the OpenAI protocol and behaves, and fails, as it is told to."""

from __future__ import annotations

import threading
import time
from collections import Counter
from types import TracebackType

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request as Incoming
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from evals.suites.adversarial.models.behaviours import Behaviour
from evals.suites.adversarial.models.faults import NONE, UNSUPPORTED, Fault
from evals.suites.adversarial.models.honest import obey
from evals.suites.adversarial.models.prompt import read_prompt
from evals.suites.adversarial.models.replying import MODEL, Reply, Request

_SECRET = ("authorization", "api-key", "x-api-key")


class HostileServer:
    """Use it as a context manager; `url` is what a client is given as its base.

    `behave` and `fault` may be changed between requests. With `structured=False`, a request that asks for a
    response_format is refused. `chunk` is how many characters come at once in a stream.
    """

    def __init__(
        self, behave: Behaviour = obey, fault: Fault = NONE, *, structured: bool = True, chunk: int = 7
    ) -> None:
        self.behave = behave
        self.fault = fault if structured else Fault("status", None, 400, UNSUPPORTED, when="response_format")
        self.chunk = chunk
        self.requests: list[Request] = []
        self.stopping = False
        self._met: Counter[str] = Counter()
        routes = [
            Route("/v1/models", lambda _: JSONResponse({"object": "list", "data": [{"id": MODEL, "object": "model"}]})),
            Route("/v1/chat/completions", self._complete, methods=["POST"]),
        ]
        config = uvicorn.Config(
            Starlette(routes=routes), port=0, log_config=None, lifespan="off", http="h11", ws="none"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> HostileServer:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping = True  # whoever stalls goes home
        self._server.should_exit = True
        self._thread.join(10)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}/v1"

    def abandoned(self, seconds: float = 5.0) -> int:
        """How many requests the client gave up, once all that are under way have ended or so many seconds passed."""
        for request in list(self.requests):
            request.done.wait(seconds)
        return sum(request.closed for request in self.requests)

    def hang_up(self, client: object) -> None:
        """End the connection to that client, whatever it is waiting for."""
        for connection in list(self._server.server_state.connections):
            if getattr(connection, "client", None) == client:
                connection.transport.abort()

    async def _complete(self, incoming: Incoming) -> Response:
        body = await incoming.json()
        headers = {name: "…" if name in _SECRET else value for name, value in incoming.headers.items()}
        request = Request(headers, body, read_prompt(body.get("messages") or []))
        return Reply(self, request, self._befalls(request), incoming.headers.get("authorization", ""))

    def _befalls(self, request: Request) -> Fault:
        """Note a request, and tell what befalls it."""
        self.requests.append(request)
        fault = self.fault
        if fault.when is not None and fault.when not in request.body:
            return NONE
        question = request.prompt.after or request.prompt.user
        self._met[question] += 1
        return NONE if fault.times is not None and self._met[question] > fault.times else fault
