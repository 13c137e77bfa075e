"""Putting many questions to one system, several at a time where it allows that."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue

from evals.errors import EndpointRefused, EndpointUnreachable, SystemFailed
from evals.runs.run import Row
from evals.suites.base import Task

LOST = 3  # questions in a row without any reply, before the service is taken to be gone
_FINAL = {401, 403, 404}  # HTTP: no such key, not for you, no such address or model


def ask_all(
    perform: Callable[[Task], Row],
    failed: Callable[[Task, SystemFailed], Row],
    tasks: Sequence[Task],
    at_once: int,
    keep: Callable[[Row], None],
) -> None:
    """`keep` is given each row as it is done, also that of a question the system failed on (made by `failed`).

    Errors: EndpointUnreachable when three questions in a row got no reply (one alone may be more than a service can
    bear); EndpointRefused when no other question would fare better. What was answered until then is kept, at an
    interruption too; nothing waits for replies that are still to come.
    """
    replies = _Replies(perform, tasks, at_once)
    lost: list[Row] = []
    try:
        for task, reply in replies:
            if isinstance(reply, EndpointUnreachable):
                lost.append(failed(task, reply))
                if len(lost) == LOST:
                    raise reply
                continue
            for row in lost:
                keep(row)
            lost.clear()
            if isinstance(reply, SystemFailed) and _is_final(reply):
                raise reply
            keep(failed(task, reply) if isinstance(reply, SystemFailed) else reply)
    except BaseException:
        for row in replies.stop():
            keep(row)
        raise
    for row in lost:
        keep(row)


def _is_final(error: SystemFailed) -> bool:
    return isinstance(error, EndpointRefused) and error.values.get("status") in _FINAL


class _Replies:
    """Each task with its row, or with how the system failed; in the order in which they are done."""

    def __init__(self, perform: Callable[[Task], Row], tasks: Sequence[Task], at_once: int) -> None:
        self._perform = perform
        self._tasks = iter(tasks)
        self._at_once = at_once
        self._lock = threading.Lock()
        self._done: SimpleQueue[tuple[Task, Row | BaseException] | None] = SimpleQueue()
        self._stopped = threading.Event()

    def __iter__(self) -> Iterator[tuple[Task, Row | SystemFailed]]:
        if self._at_once == 1:
            for task in self._tasks:
                yield self._try(task)
            return
        for _ in range(self._at_once):
            # daemons: a service that hangs must not keep the program from ending
            threading.Thread(target=self._work, daemon=True).start()
        left = self._at_once
        while left:
            done = self._done.get()
            if done is None:
                left -= 1
                continue
            task, reply = done
            if not isinstance(reply, Row | SystemFailed):
                raise reply
            yield task, reply

    def stop(self) -> list[Row]:
        """Take up no further task; the rows that are done and were not handed out yet."""
        self._stopped.set()
        rows: list[Row] = []
        while True:
            try:
                done = self._done.get_nowait()
            except Empty:
                return rows
            if done is not None and isinstance(done[1], Row):
                rows.append(done[1])

    def _work(self) -> None:
        while not self._stopped.is_set():
            with self._lock:
                task = next(self._tasks, None)
            if task is None:
                break
            try:
                self._done.put(self._try(task))
            except BaseException as error:  # a fault of ours: raised where the rows are waited for
                self._done.put((task, error))
        self._done.put(None)

    def _try(self, task: Task) -> tuple[Task, Row | SystemFailed]:
        try:
            return task, self._perform(task)
        except SystemFailed as error:
            return task, error
