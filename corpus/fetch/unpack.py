"""Unpacking an answer that came packed although none was asked for: never more at a time than fits."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import httpx

_WINDOWS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


class PackedWrong(Exception):
    """What came cannot be unpacked; the message says why."""


def packing(headers: httpx.Headers) -> str:
    """How an answer is packed, "" if it is not."""
    stated = headers.get("content-encoding", "").strip().casefold()
    return "" if stated == "identity" else stated


def unpacked(chunks: Iterable[bytes], how: str, piece: int) -> Iterator[bytes]:
    """The content in pieces of at most `piece` bytes, so that a small answer cannot fill the memory; raises
    PackedWrong.
    """
    if not how:
        yield from chunks
        return
    if how not in _WINDOWS:
        raise PackedWrong(f"packed as {how[:40]}")
    engine = zlib.decompressobj(_WINDOWS[how])
    try:
        for chunk in chunks:
            rest = chunk
            while rest and not engine.eof:
                yield engine.decompress(rest, piece)
                rest = engine.unconsumed_tail
        while not engine.eof and (more := engine.decompress(engine.unconsumed_tail, piece)):
            yield more
    except zlib.error as error:
        raise PackedWrong(str(error)) from error
    if not engine.eof:
        raise PackedWrong("it ends too early")
