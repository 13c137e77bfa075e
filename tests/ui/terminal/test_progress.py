"""Progress of long work where nobody watches: one plain line per stage."""

from __future__ import annotations

import pytest

from ui.terminal.console import Console
from ui.terminal.progress import Progress
from ui.wording import wording


def test_each_stage_is_announced_once(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(wording("en"), Console()) as progress:
        for done in range(3):
            progress("read", done, 3)
        progress.stage("embed")(1, 2, "a file")
        progress("a stage\x1b[2J without words", 0, 0)
    written = capsys.readouterr()
    lines = written.err.splitlines()
    assert not written.out and len(lines) == 3 and len(set(lines)) == 3
    assert lines[0] == "Reading documents…" and "\x1b" not in written.err
