"""A question that hangs: the person is told, and the next one is answered."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from ui_fakes import FakeAssistant, FakeBackend

from assistant.answer import Answer
from ui import task
from ui.task import QuestionTask, TimedOut
from ui.web.conversation import begin, completed
from ui.wording import wording


class HangingAssistant(FakeAssistant):
    """Asked to "hang", never answers."""

    def ask(self, question: str, history: Any = (), language: str | None = None, **more: Any) -> Answer:
        if question == "hang":
            threading.Event().wait(20)
        return super().ask(question, history, language, **more)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_page_says_that_it_was_not_in_time(language: str) -> None:
    began = time.monotonic()
    hanging = QuestionTask(lambda listen, stop: HangingAssistant().ask("hang"), 0.3)
    for _ in hanging.progress(tick=0.05):
        pass
    turn = completed(begin([], "hang")[-1], hanging, language)
    assert turn.message == wording(language)("errors.TimedOut") and turn.finished
    assert time.monotonic() - began < 5


def test_what_is_late_is_no_error_of_ours() -> None:
    with pytest.raises(TimedOut):
        QuestionTask(lambda listen, stop: HangingAssistant().ask("hang"), 0.1).result()
    assert QuestionTask(lambda listen, stop: FakeAssistant().ask("x"), 5.0).result().statements


def test_a_batch_goes_on_with_the_next_line(ogp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.commands.ask.TIMEOUT", 0.3)
    assert task.TIMEOUT > 20  # the assistant itself gives up before
    lines, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [{"id": number, "question": question} for number, question in enumerate(["hang", "What became of it?"])]
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows))
    ran = ogp("ask", "--batch", str(lines), "--out", str(out), backend=FakeBackend(assistant=HangingAssistant()))
    late, answered = map(json.loads, out.read_text().splitlines())
    assert ran.code == 1 and "not ready in time" in late["error"] and answered["answer"]["statements"]
