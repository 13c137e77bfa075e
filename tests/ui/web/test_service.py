"""The assistant that all visitors share, and how the index stands."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from ui_fakes import FakeBackend

from index.errors import IndexDamaged, IndexMissing, RerankerUnavailable
from ui.web.conversation import begin
from ui.web.service import Service
from ui.web.stream import ActiveQuestion, follow


def test_who_asks_while_another_looks_at_the_index_does_not_wait() -> None:
    backend, go_on = FakeBackend(), threading.Event()
    service = Service(backend)
    first = service.standing()
    look = backend.index_status

    def slow(*given: Any) -> Any:
        assert go_on.wait(20)
        return look(*given)

    backend.index_status = slow  # type: ignore[method-assign]
    service._looked = -1e9
    one = threading.Thread(target=service.standing)
    one.start()
    try:
        within(lambda: service.standing() == first)
    finally:
        go_on.set()
        one.join()


def test_one_at_a_time_tries_to_open_an_index_that_cannot_be_opened() -> None:
    go_on, tries = threading.Event(), list[int]()

    def opening(home: Any) -> Any:
        tries.append(1)
        assert go_on.wait(20)
        raise IndexMissing(home="x")

    service = Service(FakeBackend())
    service.backend = SimpleNamespace(**{"home": lambda: "x", "open_assistant": opening})  # type: ignore[assignment]
    threads = [threading.Thread(target=service.not_ready) for _ in range(8)]
    threads[0].start()
    within(lambda: bool(tries))
    try:
        within(lambda: service.not_ready() is not None)
        for thread in threads[1:]:
            thread.start()
    finally:
        go_on.set()
        for thread in threads:
            thread.join()
    assert service.not_ready() == "IndexMissing" and len(tries) == 1


def within(done: Callable[[], bool], seconds: float = 5.0) -> None:
    """Until it is done; whatever takes longer waits for something it must not wait for."""
    result: list[bool] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        asking = threading.Thread(target=lambda: result.append(done()), daemon=True)
        asking.start()
        asking.join(max(0.0, until - time.monotonic()))
        if result and result[-1]:
            return
        time.sleep(0.01)
    raise AssertionError("it waits")


# Gradio's own bookkeeping uses an option of pandas that the newest pandas calls old.


def test_whoever_runs_the_page_hears_what_it_works_in_spite_of() -> None:
    backend = FakeBackend()
    backend.assistant.notices = (RerankerUnavailable(model="some-model", reason="not here"),)
    heard: list[Exception] = []
    Service(backend).warm_up(heard.append)
    assert heard == list(backend.assistant.notices)


def test_the_index_may_appear_later() -> None:
    backend = FakeBackend(failure=IndexMissing(home="/h"))
    service = Service(backend)
    service.warm_up()
    *_, (failed,) = filter(None, follow(service, begin([], "x"), ActiveQuestion("en")))
    assert failed.message and "no index" in failed.message
    backend.failure = None
    *_, (answered,) = filter(None, follow(service, begin([], "x"), ActiveQuestion("en")))
    assert answered.answer is not None and answered.message is None


def test_a_newer_index_that_is_damaged_does_not_take_the_open_one_away() -> None:
    backend = FakeBackend()
    heard: list[Exception] = []
    service = Service(backend)
    service.warm_up(heard.append)
    damaged = IndexDamaged(generation="newer", reason="x.bin")

    def refresh() -> bool:
        raise damaged

    backend.assistant.refresh = refresh  # type: ignore[method-assign]
    *_, (answered,) = filter(None, follow(service, begin([], "x"), ActiveQuestion("en")))
    assert answered.answer is not None and heard == [damaged]
