"""What is installed on this very machine."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from doctor_samples import SECRET

from index.encoding.encoder import NAME
from ui.backend import Backend


def test_on_this_very_machine(ogp, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real backend, with an address where nobody listens. Nothing is made in the home that it looks at."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    monkeypatch.setenv("OGP_MODEL", "openai:small")
    monkeypatch.setenv("OGP_MODEL_URL", f"http://127.0.0.1:{port}/v1")
    monkeypatch.setenv("OGP_MODEL_KEY", SECRET)
    ran = ogp("doctor", backend=Backend())
    assert ran.code == 1  # no index has been built here
    for words in (
        "Python",
        "built-in fact sheets",
        f"{NAME}, built in",
        "[ok]      Reader: Built in",
        "OGP_MODEL_KEY",
    ):
        assert words in ran.out
    assert f"127.0.0.1:{port} cannot be reached" in ran.out
    assert SECRET not in ran.out + ran.err
    assert list(home.iterdir()) == []
