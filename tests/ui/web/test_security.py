"""What the page does not need does not exist, and what there is has its limits."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from ui_fakes import FakeBackend

from ui.web import security
from ui.web.app import create_app
from ui.web.server import LOOPBACK
from ui.web.service import Service


def test_a_stream_nobody_was_promised_does_not_exist() -> None:
    client = TestClient(create_app(Service(FakeBackend())))
    for session in ("", "unknown", "a b", "x" * 100):
        assert client.get("/gradio_api/queue/data", params={"session_hash": session}).status_code == 404


@pytest.mark.parametrize("name", ["a" * 300, "a" * 60_000, "%C3%A9" * 200, "a/" * 2000 + "a"])
@pytest.mark.parametrize("folder", ["/assets/", "/static/img/", "/page/"])
def test_a_name_that_no_file_can_have_is_not_found(folder: str, name: str) -> None:
    client = TestClient(create_app(Service(FakeBackend())), raise_server_exceptions=False)
    assert client.get(folder + name).status_code == 404


# Gradio's own bookkeeping uses an option of pandas that the newest pandas calls old.


def test_security_headers_on_every_response(client: TestClient) -> None:
    for path in ("/", "/page/page.css", "/nothing", "/theme.css"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
        assert "connect-src 'self'" in policy and "img-src 'self' data:" in policy
        script = policy.split("script-src")[1].split(";")[0]
        assert "unsafe" not in script and "http" not in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path",
    [
        "/docs", "/openapi.json", "/redoc", "/gradio_api/info", "/gradio_api/openapi.json",
        "/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/gradio_api/proxy=http://example.org/",
        "/gradio_api/runs", "/monitoring",
        "/gradio_api/call/ask", "/gradio_api/run/ask", "/login", "/page/../web.py", "/page/%2e%2e/web.py",
        "/assets/../../../routes.py",
    ],
)  # fmt: skip
def test_what_the_page_does_not_need_does_not_exist(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, json={}).status_code == 404


def test_other_methods_and_other_hosts_are_refused() -> None:
    app = create_app(Service(FakeBackend()), hosts=LOOPBACK)
    local = TestClient(app, base_url="http://localhost:7860")
    assert local.get("/robots.txt").status_code == 200
    assert local.delete("/").status_code == 405
    assert TestClient(app, base_url="http://evil.example").get("/").status_code == 400


def test_bodies_have_a_limit(client: TestClient) -> None:
    too_large = b"x" * (security.MAX_BODY + 1)
    refused = client.post("/gradio_api/queue/join", content=too_large, headers={"accept-language": "es"})
    assert refused.status_code == 413 and "Es demasiado" in refused.json()["detail"]
    chunks = (b"x" * 1_000_000 for _ in range(10))  # no Content-Length to believe
    assert client.post("/gradio_api/queue/join", content=chunks).status_code == 413
