"""What is printed cannot drive the terminal."""

from __future__ import annotations

from ui_fakes import FakeBackend, document

from ui.views.text import printable


def test_what_is_printed_cannot_drive_the_terminal(ogp) -> None:
    evil = document("x")
    object.__setattr__(evil.metadata, "title", "\x1b[2Jgone\u202e\x07")
    ran = ogp("corpus", "list", backend=FakeBackend(documents=[evil]))
    assert "\x1b" not in ran.out and "\u202e" not in ran.out and "[2Jgone" in ran.out
    assert printable("a\tb\nc\x85") == "a\tb\nc"
