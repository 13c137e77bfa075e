"""Memory that is no longer used, given back to the system. Only glibc's allocator is known; others are left alone."""

from __future__ import annotations

import ctypes
import gc
from functools import cache
from typing import Any

_M_ARENA_MAX = -8  # of malloc.h
_ARENAS = 2  # each thread would get a heap of its own otherwise, and a question has a thread of its own


def few_heaps() -> None:
    """To be called before threads are started."""
    if (libc := _glibc()) is not None:
        libc.mallopt(_M_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """After much was let go of at once; takes some tenths of a second."""
    gc.collect()
    if (libc := _glibc()) is not None:
        libc.malloc_trim(0)


@cache
def _glibc() -> Any:
    try:
        libc = ctypes.CDLL(None)
        return libc if hasattr(libc, "malloc_trim") and hasattr(libc, "mallopt") else None
    except (OSError, TypeError):
        return None
