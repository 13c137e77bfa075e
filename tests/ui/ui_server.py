"""The page on a port of its own, as visitors reach it."""

from __future__ import annotations

import json
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from fastapi.testclient import TestClient

from ui.backend import Backend
from ui.web.app import create_app
from ui.web.connections import Connection
from ui.web.server import LOOPBACK
from ui.web.service import Service

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
# What the page sends with a question.
SENT = {"data": ["Hello", None, "en", None], "fn_index": 0, "session_hash": "abc", "trigger_id": 3}


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


def config_of(html: str) -> dict[str, Any]:
    return json.loads(re.search(r"window\.gradio_config = (\{.*?\});\n", html)[1])  # type: ignore[index]


def component(config: dict[str, Any], elem_id: str) -> dict[str, Any]:
    return next(c for c in config["components"] if c["props"].get("elem_id") == elem_id)


class Visitor:
    """Does what the page's script does: posts an event to the queue and reads its stream."""

    def __init__(self, client: TestClient, session: str) -> None:
        self.client = client
        self.session = session
        self.config = config_of(client.get("/").text)

    def ask(self, question: object, language: object = "en") -> list[Any]:
        button = component(self.config, "send")["id"]
        found = next(d for d in self.config["dependencies"] if [button, "click"] in d["targets"])
        body = {
            "data": [question, None, language, None],
            "fn_index": found["id"],
            "session_hash": self.session,
            "trigger_id": button,
        }
        joined = self.client.post(
            "/gradio_api/queue/join",
            content=json.dumps(body),  # ASCII: what is posted may hold lone surrogates
            headers={"content-type": "application/json"},
        )
        assert joined.status_code == 200, joined.text
        with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.session}) as stream:
            for line in stream.iter_lines():
                event = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if event.get("msg") == "process_completed":
                    assert event["success"], event
                    self.outputs = found["outputs"]
                    return event["output"]["data"]
        raise AssertionError("the stream ended early")

    def said(self, question: object, language: object = "en") -> str:
        """All the text that comes back."""
        return json.dumps(self.ask(question, language), ensure_ascii=False)
