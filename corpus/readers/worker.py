"""The child process of the sandbox: `python -m corpus.readers.worker MEGABYTES SECONDS`.

It reads requests from its standard input until that ends: a line of JSON (reader, name, size, ocr), then the file's
bytes. To each it writes the length of the answer in eight bytes and the answer in JSON: the body or the error, and the
most memory it has held so far.
"""

from __future__ import annotations

import json
import math
import os
import re
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.errors import FileDamaged, FileTooComplex, ReadError
from corpus.readers import reader_for

_GRACE = 5  # seconds; who asked ends this process at the limit, and if it is gone, the alarm does


def main(megabytes: float, seconds: float) -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    _limit_memory(megabytes)
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        data = sys.stdin.buffer.read(request["size"])
        signal.alarm(math.ceil(seconds) + _GRACE)
        answer = _answer(request, data, megabytes)
        signal.alarm(0)
        del data
        answers.write(len(answer).to_bytes(8, "big") + answer)
        answers.flush()


def _answer(request: dict[str, Any], data: bytes, megabytes: float) -> bytes:
    name = request["name"]
    try:
        found: dict[str, Any] = {"body": _read(request, data)}
    except ReadError as error:
        found = {"error": type(error).__name__, "values": error.values}
    except MemoryError:
        values = {"file": name, "megabytes": f"{megabytes:g}", "reason": "out of memory"}
        found = {"error": FileTooComplex.__name__, "values": values}
    except RecursionError:
        values = {"file": name, "reason": "its parts are nested too deeply"}
        found = {"error": FileDamaged.__name__, "values": values}
    except Exception as error:  # a reader's own slip on a strange file must not stop the rest
        values = {"file": name, "reason": f"{type(error).__name__}: {error}"}
        found = {"error": FileDamaged.__name__, "values": values}
    return json.dumps({**found, "megabytes": _peak_megabytes()}, default=str).encode()


def _read(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    options = {"ocr": request["ocr"]} if request["reader"] == "pdf" and request["ocr"] else {}
    return asdict(reader_for(request["reader"])(data, request["name"], **options))


def _limit_memory(megabytes: float) -> None:
    try:
        import resource
    except ImportError:  # not a Unix: only time is limited
        return
    most = int(megabytes * 1_000_000)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _peak_megabytes() -> float:
    """The most memory this process held; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        return 0.0
    # Not getrusage: its figure is handed down from the process that started this one.
    found = re.search(r"^VmHWM:\s*(\d+) kB", status, re.MULTILINE)
    return int(found[1]) * 1024 / 1e6 if found else 0.0


if __name__ == "__main__":
    main(float(sys.argv[1]), float(sys.argv[2]))
