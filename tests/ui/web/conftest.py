"""The page of a fake backend, asked without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from ui_fakes import FakeBackend

from ui.web.app import create_app
from ui.web.service import Service


@pytest.fixture(scope="module")
def shared_backend() -> FakeBackend:
    return FakeBackend()


@pytest.fixture(scope="module")
def client(shared_backend: FakeBackend) -> Iterator[TestClient]:
    with TestClient(create_app(Service(shared_backend)), base_url="http://127.0.0.1:7860") as client:
        yield client


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Gradio's own bookkeeping uses options of pandas that the newest pandas calls old.
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.filterwarnings("ignore:.*no_silent_downcasting"))
