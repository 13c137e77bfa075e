"""A server that runs: where it is, its process, and questions to it as the page asks them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from evals.suites.faults.processes import Held, held

JOIN, DATA = "gradio_api/queue/join", "gradio_api/queue/data"


class Refused(Exception):
    """The server did not take a question, or broke it off; the message says how."""


@dataclass(frozen=True, slots=True)
class Server:
    """`url` ends with a slash; `log` is the file of everything it wrote."""

    url: str
    pid: int
    log: Path

    def held(self) -> Held:
        return held(self.pid)

    def written(self) -> str:
        """What it wrote so far, of both streams."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def client(self, timeout: float = 60) -> httpx.Client:
        """To be closed by whoever asks for it; no setting of the environment leads it elsewhere."""
        return httpx.Client(base_url=self.url, timeout=timeout, trust_env=False)

    def ask(self, question: str, *, visitor: str = "", language: str = "en", timeout: float = 60) -> Reply:
        """One question as the page asks it, and what the page would show in the end. The same `visitor` (letters and
        figures; a new one by default) goes on with a conversation. Errors: Refused, httpx.HTTPError."""
        with self.client(timeout) as client:
            return ask(client, question, visitor or new_visitor(), language)


@dataclass(frozen=True, slots=True)
class Reply:
    """`chat` and `sources`: HTML of the newest answer and of all sources beside it; `sent`: bytes that the server
    sent for it; `events`: all it sent, as it came."""

    chat: str
    sources: str
    sent: int
    events: tuple[dict[str, Any], ...]


def new_visitor() -> str:
    return secrets.token_hex(8)


def ask(client: httpx.Client, question: str, visitor: str, language: str = "en") -> Reply:
    """Errors: Refused, httpx.HTTPError."""
    join(client, question, visitor, language)
    events, sent = [], 0
    with listening(client, visitor) as lines:
        for line in lines:
            sent += len(line.encode()) + 1
            if not line.startswith("data:"):
                continue
            event = json.loads(line[5:])
            events.append(event)
            if event.get("msg") == "process_completed":
                break
    return _reply(events, sent)


def join(client: httpx.Client, question: str, visitor: str, language: str = "en") -> None:
    """Put a question into the server's queue, and do not wait. Errors: Refused, httpx.HTTPError."""
    body = {"data": [question, None, language, None], "fn_index": 0, "session_hash": visitor}
    response = client.post(JOIN, json=body)
    if response.status_code != 200:
        raise Refused(f"{response.status_code} {response.text[:200]}")


@contextmanager
def listening(client: httpx.Client, visitor: str) -> Iterator[Iterator[str]]:
    """The lines the server sends to this visitor, as they come; leaving the block is closing the page."""
    with client.stream("GET", DATA, params={"session_hash": visitor}) as response:
        if response.status_code != 200:
            raise Refused(str(response.status_code))
        yield response.iter_lines()


def _reply(events: list[dict[str, Any]], sent: int) -> Reply:
    last = events[-1] if events else {}
    if last.get("msg") != "process_completed" or not last.get("success"):
        raise Refused(f"broken off: {json.dumps(last)[:200]}")
    shown = [text for event in events for text in _texts(event.get("output", {}).get("data", []))]
    chat = next((text for text in reversed(shown) if "sources-" not in text and 'class="answer' in text), "")
    return Reply(chat, next((text for text in reversed(shown) if "card" in text), ""), sent, tuple(events))


def _texts(data: Any) -> Iterator[str]:
    """Every text anywhere in what an event carries, in order."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
