"""How long it takes, as the page is served."""

from __future__ import annotations

import asyncio
import time
from typing import Any

TIMES = 50


def seconds_of(app: Any, path: str, **headers: str) -> float:
    """Processor time of one request, on the average of many; the best of three tries."""
    sent = [(b"host", b"127.0.0.1:7860"), *((key.encode(), value.encode()) for key, value in headers.items())]
    path, _, query = path.partition("?")

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()  # whoever asks stays
        raise AssertionError

    async def one() -> None:
        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                assert message["status"] == 200

        scope = {
            "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode(),
            "headers": sent, "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 7860), "scheme": "http",
            "root_path": "", "http_version": "1.1", "asgi": {"version": "3.0"},
        }  # fmt: skip
        await app(scope, receive, send)

    async def many() -> float:
        await one()
        began = time.process_time()
        for _ in range(TIMES):
            await one()
        return (time.process_time() - began) / TIMES

    async def best() -> float:
        return min([await many() for _ in range(3)])

    return asyncio.run(best())
