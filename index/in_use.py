"""An open generation that several share: it is closed with the last of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from index.search import Searcher


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
