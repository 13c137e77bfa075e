"""Where an installation keeps its state."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.home import home_dir


def test_the_folder_is_the_stated_one_else_the_platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OGP_HOME", " ~/state ")
    assert home_dir() == Path.home() / "state"
    monkeypatch.setenv("OGP_HOME", " ")
    assert home_dir().name == "ogp"
