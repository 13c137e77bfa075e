"""A person at a terminal is asked what nothing says for certain; nobody is asked elsewhere."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from file_samples import run
from ui_fakes import FakeBackend


def at_a_terminal(home: Path, keys: str, *arguments: str) -> str:
    """What a terminal shows when a person types these keys; nothing is stood in for."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    code = "import sys; from ui.cli import main; sys.exit(main())"
    environ = {**os.environ, "OGP_HOME": str(home), "OGP_LANG": "en", "TERM": "dumb"}
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environ,
        close_fds=True,
    )
    os.close(theirs)
    os.write(ours, keys.encode())
    shown, until = b"", time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                part = os.read(ours, 4096)
            except OSError:  # the program left
                break
            if not part:
                break
            shown += part
    process.wait(10)
    os.close(ours)
    return shown.decode(errors="replace")


def test_a_person_at_a_terminal_is_asked_where_the_kind_is_in_doubt(ogp, files: Path) -> None:
    shown = at_a_terminal(files / "home", "99\n9\n0\n", "corpus", "add", str(files / "chat.md"), str(files / "irm.md"))
    assert "What is chat (Chat of the forum)?" in shown and "What is irm" not in shown
    assert "Please write a number from 1 to 12" in shown and "chat: Kind is now Guide" in shown
    assert "in doubt" not in run(ogp, "corpus", "list").out


def test_what_a_person_leaves_open_stays_open(ogp, files: Path) -> None:
    at_a_terminal(files / "home", "\n\n", "corpus", "add", str(files / "chat.md"))
    assert "in doubt: kind" in run(ogp, "corpus", "list").out


@pytest.mark.parametrize(("said", "code"), [("Paraguay", "PY"), ("uy", "UY"), ("méxico", "MX")])
def test_the_country_is_asked_where_none_is_named(ogp, files: Path, said: str, code: str) -> None:
    keys = f"0\nNowhere\n{said}\n"
    shown = at_a_terminal(files / "home", keys, "corpus", "add", str(files / "chat.md"), str(files / "irm.md"))
    assert "Which country is chat" in shown and "Which country is irm" not in shown
    assert "name of a country or its code" in shown and f"chat: Country is now {code}" in shown
    chat, _ = (json.loads(line) for line in run(ogp, "corpus", "list", "--json").out.splitlines())
    assert chat["country"] == code
    assert run(ogp, "corpus", "set", "chat", "country=CL").code == 0


def test_nobody_is_asked_where_nobody_is(ogp, backend: FakeBackend, files: Path) -> None:
    ran = run(ogp, "corpus", "add", str(files / "chat.md"))
    assert ran.code == 0 and "What is chat" not in ran.err + ran.out
