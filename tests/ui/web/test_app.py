"""The web application: what it costs to ask for the page, and when it is ready."""

from __future__ import annotations

from fastapi.testclient import TestClient
from timing import seconds_of
from ui_fakes import FakeBackend
from ui_server import component, config_of

from index.errors import IndexMissing
from ui.web.app import create_app
from ui.web.service import Service


def test_ready_means_that_questions_are_answered() -> None:
    backend = FakeBackend(failure=IndexMissing(home="/srv/people"))
    with TestClient(create_app(Service(backend))) as client:
        assert client.get("/healthz").status_code == 200
        unready = client.get("/readyz")
        assert unready.status_code == 503 and unready.json() == {"status": "failing", "reason": "IndexMissing"}
    with TestClient(create_app(Service(FakeBackend()))) as client:
        assert client.get("/readyz").json() == {"status": "ok"}
        assert config_of(client.get("/").text)


def test_the_page_itself_costs_less_than_two_milliseconds() -> None:
    app = create_app(Service(FakeBackend()))
    for path in ("/", "/?lang=es", "/?page=other&deep_link=x"):
        assert seconds_of(app, path) < 0.002


def test_no_query_of_the_page_reaches_the_framework() -> None:
    with TestClient(create_app(Service(FakeBackend())), base_url="http://127.0.0.1:7860") as client:
        for query in ("page=x", "deep_link=x", "page=..%2F", "__theme=dark"):
            page = client.get(f"/?{query}")
            assert page.status_code == 200 and component(config_of(page.text), "send")
        assert client.get("/config?deep_link=x").status_code == 404  # the page carries its configuration


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
