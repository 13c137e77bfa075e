"""The names that the server of `ogp serve` answers to."""

from __future__ import annotations

import pytest
import uvicorn
from fastapi.testclient import TestClient
from ui_fakes import FakeBackend

from ui.web.server import run


@pytest.mark.parametrize(
    ("address", "allowed", "answered", "refused"),
    [
        ("127.0.0.1", [], ["localhost", "127.0.0.1:7860"], ["elsewhere.example.org", "chat.example.org"]),
        ("127.0.0.1", ["Chat.example.org"], ["localhost", "chat.example.org"], ["elsewhere.example.org"]),
        ("0.0.0.0", [], ["localhost", "elsewhere.example.org"], []),
        ("0.0.0.0", ["chat.example.org"], ["chat.example.org"], ["elsewhere.example.org"]),
    ],
)
def test_names(
    monkeypatch: pytest.MonkeyPatch, address: str, allowed: list[str], answered: list[str], refused: list[str]
) -> None:
    served: list[uvicorn.Config] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda server: served.append(server.config))
    run(FakeBackend(), (address, 7860), allowed=allowed)
    client = TestClient(served[0].app)  # type: ignore[arg-type]
    for names, status in ((answered, 200), (refused, 400)):
        for name in names:
            assert client.get("/healthz", headers={"host": name}).status_code == status, name
