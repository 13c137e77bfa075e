"""Files that are the same for everybody are compressed once, and stay what they are."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient
from timing import seconds_of
from ui_fakes import FakeBackend

from ui.web.app import create_app
from ui.web.asset_cache import MOST_BYTES, AssetCache
from ui.web.service import Service


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_large_file_is_compressed_once(encoding: str) -> None:
    app = create_app(Service(FakeBackend()))
    with TestClient(app, base_url="http://127.0.0.1:7860") as client:
        scripts = [path for path in paths_of(client) if path.endswith(".js")]
    for path in (*scripts, "/theme.css", "/static/img/logo.svg"):
        assert seconds_of(app, path, **{"accept-encoding": encoding}) < 0.002


def paths_of(client: TestClient) -> list[str]:
    return [f"/{path}" for path in re.findall(r'(?:src|href)="\./(assets/[^"]+)"', client.get("/").text)]


def test_a_kept_file_is_what_it_was_whatever_was_asked_before() -> None:
    with TestClient(create_app(Service(FakeBackend())), base_url="http://127.0.0.1:7860") as client:
        for path in paths_of(client):
            plain = client.get(path, headers={"accept-encoding": "identity"})
            assert "content-encoding" not in plain.headers
            for encoding in ("br", "gzip", "br", "gzip, br;q=0.5"):
                one = client.get(path, headers={"accept-encoding": encoding, "range": "bytes=0-9"})
                assert one.status_code == 200 and one.text == plain.text
                assert "accept-encoding" in one.headers["vary"].lower()
                assert one.headers["content-security-policy"] != plain.headers["content-security-policy"]


def test_what_is_kept_has_a_bound() -> None:
    calls: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        calls.append(scope["path"])
        headers = [(b"content-encoding", b"br"), (b"content-type", b"text/plain")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": bytes(MOST_BYTES // 4)})

    async def get(kept: AssetCache, path: str) -> None:
        async def nothing(message: Any = None) -> None:
            return None

        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": b"",
            "headers": [(b"accept-encoding", b"br")],
        }
        await kept(scope, nothing, nothing)  # type: ignore[arg-type]

    kept = AssetCache(app)
    for n in (1, 2, 3, 1, 4, 5, 6, 1, 2):
        asyncio.run(get(kept, f"/assets/{n}.js"))
    assert calls == [f"/assets/{n}.js" for n in (1, 2, 3, 4, 5, 6, 2)]
    assert kept.bytes <= MOST_BYTES
