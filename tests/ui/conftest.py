"""Fixtures of the screens: a fake backend, and the command run in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "corpus"))  # for drawn_pages
sys.path.insert(0, str(Path(__file__).parent.parent))  # for fakes and scans
sys.path.insert(0, str(Path(__file__).parent))  # for ui_fakes and its like

from file_samples import CHAT, REPORT
from ledger_backend import LedgerBackend
from ui_fakes import FakeBackend

from ui.cli import main


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def backend(tmp_path: Path) -> FakeBackend:
    return FakeBackend(folder=tmp_path / "home")


@pytest.fixture
def ogp(backend: FakeBackend, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `ogp` with arguments, in English unless told; returns the exit code and what was written."""

    def run(*arguments: str, environ: dict[str, str] | None = None, backend: Any = backend) -> Ran:
        code = main(list(arguments), backend=backend, environ=environ or {})
        written = capsys.readouterr()
        return Ran(code, written.out, written.err)

    return run


@pytest.fixture
def ogp_ledger(ogp: Callable[..., Ran], tmp_path: Path) -> Callable[..., Ran]:
    """`ogp` over the fictional country's ledger."""
    return lambda *arguments: ogp(*arguments, backend=LedgerBackend(folder=tmp_path / "home"))


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OGP_HOME", str(tmp_path / "home"))
    for name, text in (("chat.md", CHAT), ("irm.md", REPORT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path
