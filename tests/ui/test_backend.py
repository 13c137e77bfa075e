"""What the screens ask of the other packages, where the answer is not theirs alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.errors import KindUnknown
from ui.backend import Backend


class WrongSettings(Backend):
    def __init__(self, error: Exception) -> None:
        self.error = error

    def model(self) -> Any:
        raise self.error


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    models: list[Any] = []
    monkeypatch.setattr("assistant.assistant.Assistant.open", lambda home, model=None: models.append(model))
    return models


def test_a_model_that_cannot_be_used_never_stands_in_the_way(tmp_path: Path, opened: list[Any]) -> None:
    WrongSettings(KindUnknown(kind="x", known="y")).open_assistant(tmp_path)
    assert opened == [None]


def test_a_mistake_of_ours_is_not_passed_over(tmp_path: Path, opened: list[Any]) -> None:
    with pytest.raises(ZeroDivisionError):
        WrongSettings(ZeroDivisionError()).open_assistant(tmp_path)
    assert not opened


def test_a_kind_that_nobody_described_has_its_key_as_name() -> None:
    assert Backend().kind_label("letter_of_the_moon", "es") == "letter_of_the_moon"
    assert Backend().kind_label("action_plan", "es") != "action_plan"
