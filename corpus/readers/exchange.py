"""A request to the child process of the sandbox, and its answer."""

from __future__ import annotations

import os
import selectors
import subprocess
import time

_CHUNK = 1 << 16


_LONGEST_ANSWER = 400_000_000  # bytes


class AnswerTooLong(Exception):
    pass


def exchange(child: subprocess.Popen[bytes], request: bytes, deadline: float) -> bytes | None:
    """Send the request, wait for the answer (its length in eight bytes, then as many); None if the child ends first."""
    assert child.stdin is not None and child.stdout is not None
    unsent, answer = memoryview(request), bytearray()
    os.set_blocking(child.stdin.fileno(), False)
    with selectors.DefaultSelector() as ready:
        if request:
            ready.register(child.stdin, selectors.EVENT_WRITE)
        ready.register(child.stdout, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            events = ready.select(left) if left > 0 else []
            if not events and time.monotonic() >= deadline:
                raise TimeoutError
            for key, _ in events:
                if key.fileobj is child.stdin:
                    try:
                        unsent = unsent[os.write(key.fd, unsent[:_CHUNK]) :]
                    except BrokenPipeError:
                        unsent = unsent[:0]  # what it has said before it ended is still to be read
                    if not unsent:
                        ready.unregister(child.stdin)
                    continue
                received = os.read(key.fd, _CHUNK)
                if not received:
                    return None
                answer += received
                size = int.from_bytes(answer[:8], "big") if len(answer) >= 8 else None
                if size is not None and size > _LONGEST_ANSWER:
                    raise AnswerTooLong
                if size is not None and len(answer) >= 8 + size:
                    return bytes(answer[8 : 8 + size])
