"""The generation that an assistant answers from, and the change to the next one."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexFault, ModelFileWrong
from index.generation import current_generation
from index.search import Searcher
from index.translation.apertium import Bridge, NoBridge


class InUse:
    """Counts who uses an open generation: whoever made this is the first. Safe from several threads."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self._lock = threading.Lock()
        self._users = 1

    def take(self) -> InUse:
        """One more user. Only while there is one."""
        with self._lock:
            self._users += 1
        return self

    def let_go(self) -> None:
        """One user less; after the last one the generation is closed."""
        with self._lock:
            self._users -= 1
            last = self._users == 0
        if last:
            self.searcher.close()

    @contextmanager
    def used(self) -> Iterator[Searcher]:
        """The generation, for somebody who took it; let go of at the end."""
        try:
            yield self.searcher
        finally:
            self.let_go()


LOOK_AGAIN = 30.0  # seconds after which a generation that could not be opened is tried once more


class Generations:
    """Safe from several threads. `bridge`: the translator of all of them (None: that of the first)."""

    def __init__(self, home: Path, open_one: InUse, bridge: Bridge | None) -> None:
        self._home = home
        self._held = open_one
        self._bridge = bridge
        self._swapping = threading.Lock()  # held for a moment: to take the open generation, or to put another there
        self._refreshing = threading.Lock()  # held while another generation is opened, which takes a second
        self._tried: tuple[str, float] = ("", 0.0)  # the one that could not be opened, and until when it is left
        self.fault: IndexFault | None = None  # why the newest one is not in use

    @property
    def searcher(self) -> Searcher:
        """The open generation, for those who never refresh."""
        return self._held.searcher

    @contextmanager
    def for_a_question(self) -> Iterator[Searcher]:
        """The open generation, which stays open until the block ends."""
        with self._swapping:
            held = self._held.take()
        with held.used() as searcher:
            yield searcher

    def shared(self) -> Generations:
        """The same generation for somebody else, who goes over to the next one by themselves."""
        with self._swapping:
            return Generations(self._home, self._held.take(), self._bridge)

    def close(self) -> None:
        self._held.let_go()

    def refresh(self) -> bool:
        """Open the generation that serves now, if it is another one; True if it was.

        Errors: those of `index.Searcher.open`, and not again for LOOK_AGAIN seconds; the open one stays in use then,
        and `fault` says why."""
        if not self._refreshing.acquire(blocking=False):
            return False  # somebody is at it: until then the open one answers
        try:
            return self._opened_anew()
        finally:
            self._refreshing.release()

    def _opened_anew(self) -> bool:
        name, before = "", self.searcher
        try:
            name = current_generation(self._home)
            if name == before.manifest.id:
                self.fault = None
                return False
            if self._tried[0] == name and time.monotonic() < self._tried[1]:
                return False
            searcher = self._next(before)
        except IndexFault as error:
            if self._tried[0] == name and time.monotonic() < self._tried[1]:
                return False
            self.fault, self._tried = error, (name, time.monotonic() + LOOK_AGAIN)
            raise
        with self._swapping:
            old, self._held = self._held, InUse(searcher)
        self.fault = None
        old.let_go()
        return True

    def _next(self, before: Searcher) -> Searcher:
        """With all that the one before it had open already."""
        damaged = any(isinstance(notice, ModelFileWrong) for notice in before.notices)  # it may be whole again
        bridge = self._bridge or before.bridge.translator
        return Searcher.open(
            self._home,
            embedder=None if damaged else before.embedder,
            bridge=None if isinstance(bridge, NoBridge) else bridge,  # it may be installed by now
            weights=before.weights,
        )
