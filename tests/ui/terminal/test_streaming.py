"""`ogp ask` with a chat model: what passes is shown as it passes, and Ctrl+C ends the call."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from ui_fakes import MODEL, SENTENCES, FakeBackend, WritingAssistant, written

from assistant.answer import Answer, ModelUse
from corpus.errors import KindUnknown


class Interrupting(WritingAssistant):
    """Presses Ctrl+C once the first statement has passed, or before it when asked to be "mute"."""

    def ask(self, question: str, *args: Any, **more: Any) -> Answer:
        def press() -> None:
            if question != "mute":
                self.begun.wait(10)
            os.kill(os.getpid(), signal.SIGINT)

        threading.Timer(0.3, press).start()
        return super().ask(question, *args, **more)


def with_model(assistant: Any) -> FakeBackend:
    return FakeBackend(assistant=assistant, chat_model=MODEL)


def test_a_pipe_gets_the_final_answer_alone(ogp) -> None:
    ran = ogp("ask", "What became of the bridges?", backend=with_model(WritingAssistant(0.01)))
    assert ran.code == 0 and ran.err == ""
    assert [ran.out.count(sentence) for sentence in SENTENCES] == [1, 1, 1]
    assert ran.out.endswith(
        "Written by the model openai:small from these quotations; 2 sentences did not pass the check"
        " · 812 tokens read, 64 written · cost 0.00042\n"
    )


def test_without_a_model_nothing_is_different(ogp) -> None:
    plain = ogp("ask", "What became of the bridges?")
    assert "model" not in plain.out and "Quotations only" not in plain.out
    assistant = WritingAssistant(0.01)
    assert "writing" not in ogp("ask", "x", backend=FakeBackend(assistant=assistant)).err


def test_notes_stand_once_before_the_sources(ogp) -> None:
    note = "The model did not answer in time; these are quotations."
    use = ModelUse("openai:small", "p", calls=3, fallback="timeout")

    class Failing(WritingAssistant):
        def ask(self, *args: Any, **more: Any) -> Answer:
            fallen = written(3, composer="extractive", model=use, notes=(note,))
            return Answer(**{**{n: getattr(fallen, n) for n in fallen.__slots__}, "text": f"{fallen.text}\n\n{note}"})

    out = ogp("ask", "x", backend=with_model(Failing())).out
    assert out.count(note) == 1 and out.index(SENTENCES[2]) < out.index(note) < out.index("Sources")
    assert out.endswith("\nQuotations only\n")


def test_json_has_all_of_it(ogp) -> None:
    data = json.loads(ogp("ask", "x", "--json", backend=with_model(WritingAssistant(0.01))).out)
    assert data["composer"] == "model" and data["model"]["dropped"] == 2 and data["model"]["input_tokens"] == 812
    assert data["notes"] == []


def test_ctrl_c_shows_what_had_passed_and_closes_the_call(ogp) -> None:
    assistant = Interrupting()
    ran = ogp("ask", "endless", backend=with_model(assistant))
    assert ran.code == 130 and assistant.left.is_set()
    assert SENTENCES[0] in ran.out and SENTENCES[1] not in ran.out
    assert "Interrupted" in ran.err and "Traceback" not in ran.err


@pytest.mark.parametrize("arguments", [("mute",), ("endless", "--json")])
def test_ctrl_c_shows_nothing_where_nothing_passed_and_no_half_json(ogp, arguments: tuple[str, ...]) -> None:
    assistant = Interrupting()
    ran = ogp("ask", *arguments, backend=with_model(assistant))
    assert ran.code == 130 and ran.out == "" and assistant.left.is_set()


def test_ctrl_c_in_a_batch_keeps_the_rows_that_are_done(ogp, tmp_path: Path) -> None:
    asked, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    asked.write_text('{"id": 1, "question": "x"}\n{"id": 2, "question": "endless"}\n', encoding="utf-8")

    class Later(WritingAssistant):
        def ask(self, question: str, *args: Any, **more: Any) -> Answer:
            if question == "endless":
                threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
            return super().ask(question, *args, **more)

    assistant = Later()
    ran = ogp("ask", "--batch", str(asked), "--out", str(out), backend=with_model(assistant))
    assert ran.code == 130 and assistant.left.is_set()
    (row,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert row["id"] == 1 and row["answer"]["model"]["name"] == "openai:small"


def test_errors_of_the_asking_thread_are_told_as_ever(ogp) -> None:
    ran = ogp("ask", "crash", backend=with_model(WritingAssistant()))
    assert ran.code == 1 and "RuntimeError" in ran.err and "Traceback" not in ran.err


def test_wrong_settings_of_the_model_are_said_and_the_answer_is_given(ogp) -> None:
    wrong = KindUnknown(kind="x", known="y")
    ran = ogp("ask", "What became of the bridges?", backend=FakeBackend(chat_model=wrong))
    assert ran.code == 0 and "two months late" in ran.out and "no document kind x" in ran.err


TERMINAL = """
import sys
sys.path.insert(0, {folder!r})
import ui_fakes
from ui.cli import main
ui_fakes.SENTENCES = {sentences!r}
backend = ui_fakes.FakeBackend(assistant=ui_fakes.WritingAssistant(0.4), chat_model=ui_fakes.MODEL)
sys.exit(main(["ask", "What became of the bridges?"], backend=backend))
"""


def on_a_terminal(root: Path, sentences: tuple[str, ...], kind: str = "xterm") -> str:
    """What a terminal of that kind receives."""
    pty = pytest.importorskip("pty")
    controller, terminal = pty.openpty()
    environ = {**os.environ, "PYTHONPATH": str(root), "OGP_LANG": "en", "TERM": kind, "COLUMNS": "90", "LINES": "30"}
    code = TERMINAL.format(folder=str(Path(__file__).parent.parent), sentences=sentences)
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal, env=environ
    )
    os.close(terminal)
    seen = b""
    try:
        while piece := os.read(controller, 65536):
            seen += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    finally:
        os.close(controller)
    assert process.wait(20) == 0
    return seen.decode()


def test_a_terminal_shows_each_statement_as_it_passes(root: Path) -> None:
    shown = on_a_terminal(root, SENTENCES)
    writing, first, second = (shown.index(text) for text in ("The model is writing", *SENTENCES[:2]))
    assert writing < first < second
    assert shown.rindex("The model is writing") < shown.index("Sources"), "gone when the answer is there"
    assert "cost 0.00042" in shown[shown.index("Sources") :]


def test_a_terminal_that_cannot_be_written_over_gets_the_answer_once(root: Path) -> None:
    shown = on_a_terminal(root, SENTENCES, "dumb")
    assert [shown.count(sentence) for sentence in SENTENCES] == [1, 1, 1]


def test_a_terminal_takes_no_orders_from_a_model(root: Path) -> None:
    evil = "[bold]x[/bold] [link=http://evil.example]y[/link] \x1b]8;;http://evil.example\x07z\x1b]8;;\x07 \x1b[5mb"
    shown = on_a_terminal(root, (evil, evil + " again", evil))
    assert "[bold]x[/bold] [link=http://evil.example]y[/link]" in shown.replace("\r\n", " ")
    assert "\x1b]8" not in shown and "\x1b[5m" not in shown
