"""The checks of a chat model: its address is asked, and not waited for."""

from __future__ import annotations

import threading
import time
from typing import Any

from doctor_samples import SETTINGS, Patient

from ui.doctor.chat_model import model_checks
from ui.wording import wording


def test_an_address_that_drips_is_not_waited_for() -> None:
    class Slow(Patient):
        def model_status(self, settings: Any, timeout: float) -> Any:
            threading.Event().wait(20)

    began = time.monotonic()
    *_, (name, state, text, _) = model_checks(Slow(chat_model=SETTINGS), wording("en"), 0.1)
    assert (name, state) == ("address", "problem") and "did not answer" in text
    assert time.monotonic() - began < 3


def test_the_address_is_asked_for_five_seconds_and_only_where_a_model_is_set(ogp) -> None:
    without, with_one = Patient(), Patient(chat_model=SETTINGS)
    ogp("doctor", backend=without)
    ogp("doctor", backend=with_one)
    assert without.asked == [] and with_one.asked == [5.0]
