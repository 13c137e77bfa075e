"""What a visitor can ask for without a question costs next to nothing, however often it is asked for."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from test_web import component, config_of
from ui_fakes import FakeBackend

from index.errors import IndexMissing
from ui.web.app import create_app
from ui.web.asset_cache import MOST_BYTES, AssetCache
from ui.web.service import Service

pytestmark = pytest.mark.filterwarnings("ignore:.*no_silent_downcasting")
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


def test_the_page_itself_costs_less_than_two_milliseconds() -> None:
    app = create_app(Service(FakeBackend()))
    for path in ("/", "/?lang=es", "/?page=other&deep_link=x"):
        assert seconds_of(app, path) < 0.002


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


def test_no_query_of_the_page_reaches_the_framework() -> None:
    with TestClient(create_app(Service(FakeBackend())), base_url="http://127.0.0.1:7860") as client:
        for query in ("page=x", "deep_link=x", "page=..%2F", "__theme=dark"):
            page = client.get(f"/?{query}")
            assert page.status_code == 200 and component(config_of(page.text), "send")
        assert client.get("/config?deep_link=x").status_code == 404  # the page carries its configuration


@pytest.mark.parametrize(
    ("headers", "root"),
    [
        ({}, "http://127.0.0.1:7860"),
        ({"host": "ogp.example.org"}, "http://ogp.example.org"),
        ({"x-forwarded-host": "ogp.example.org", "x-forwarded-proto": "https"}, "https://ogp.example.org"),
        ({"x-forwarded-host": '</script>"\\'}, None),
    ],
)
def test_the_page_names_the_address_it_was_asked_at(headers: dict[str, str], root: str | None) -> None:
    with TestClient(create_app(Service(FakeBackend())), base_url="http://127.0.0.1:7860") as client:
        for _ in range(2):
            page = client.get("/", headers=headers).text
            assert page.count("</script>") == 3 and len(page) < 60_000
            if root is not None:
                assert config_of(page)["root"] == root


def test_what_stands_on_the_page_follows_the_index() -> None:
    backend = FakeBackend()
    service = Service(backend)
    with TestClient(create_app(service), base_url="http://127.0.0.1:7860") as client:
        before = client.get("/").text
        backend.status["documents"] = 77
        service._looked = -1e9
        after = client.get("/").text
    was, now = (component(config_of(page), "header")["props"]["value"] for page in (before, after))
    assert "77" not in was and "77" in now


def test_who_asks_while_another_looks_at_the_index_does_not_wait() -> None:
    backend, go_on = FakeBackend(), threading.Event()
    service = Service(backend)
    first = service.standing()
    look = backend.index_status

    def slow(*given: Any) -> Any:
        assert go_on.wait(20)
        return look(*given)

    backend.index_status = slow  # type: ignore[method-assign]
    service._looked = -1e9
    one = threading.Thread(target=service.standing)
    one.start()
    try:
        within(lambda: service.standing() == first)
    finally:
        go_on.set()
        one.join()


def test_one_at_a_time_tries_to_open_an_index_that_cannot_be_opened() -> None:
    go_on, tries = threading.Event(), list[int]()

    def opening(home: Any) -> Any:
        tries.append(1)
        assert go_on.wait(20)
        raise IndexMissing(home="x")

    service = Service(FakeBackend())
    service.backend = SimpleNamespace(**{"home": lambda: "x", "open_assistant": opening})  # type: ignore[assignment]
    threads = [threading.Thread(target=service.not_ready) for _ in range(8)]
    threads[0].start()
    within(lambda: bool(tries))
    try:
        within(lambda: service.not_ready() is not None)
        for thread in threads[1:]:
            thread.start()
    finally:
        go_on.set()
        for thread in threads:
            thread.join()
    assert service.not_ready() == "IndexMissing" and len(tries) == 1


def within(done: Callable[[], bool], seconds: float = 5.0) -> None:
    """Until it is done; whatever takes longer waits for something it must not wait for."""
    result: list[bool] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        asking = threading.Thread(target=lambda: result.append(done()), daemon=True)
        asking.start()
        asking.join(max(0.0, until - time.monotonic()))
        if result and result[-1]:
            return
        time.sleep(0.01)
    raise AssertionError("it waits")
