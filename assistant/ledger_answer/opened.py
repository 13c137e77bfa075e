"""The ledger beside an open generation: read when it is first needed, kept as long as its Searcher is."""

from __future__ import annotations

import threading
from weakref import WeakKeyDictionary

from corpus.errors import OgpError
from corpus.ledger import Ledger, read_ledger
from index.ledger import FILE
from index.search import Searcher

_read: WeakKeyDictionary[Searcher, Ledger | None] = WeakKeyDictionary()
_lock = threading.Lock()


def ledger_of(searcher: Searcher) -> Ledger | None:
    """None for an index without a ledger (an older one), or with one that cannot be read. Safe from several threads."""
    with _lock:
        if searcher not in _read:
            path = searcher.folder / FILE
            try:
                _read[searcher] = read_ledger(path) if path.is_file() else None
            except OgpError:
                _read[searcher] = None
        return _read[searcher]
