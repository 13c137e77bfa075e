"""The child process of the sandbox: `python -m corpus.readers.worker MEGABYTES SECONDS`.

Once it has started it writes an empty answer. It reads requests from its standard input until that ends: a line of JSON
(reader or stated, name, size, ocr), then the file's bytes. To each it writes the length of the answer in eight bytes,
then the answer in JSON: what was found (with a reader its Body, else the Document) or the error, and the most memory it
has held so far.
"""

from __future__ import annotations

import errno
import json
import math
import os
import re
import signal
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from corpus.errors import FileDamaged, FileTooComplex, OgpError
from corpus.read import TOO_DEEP, read_here
from corpus.readers import reader_for

_MEMORY = re.compile(r"memory allocation|out of memory|not enough memory|cannot allocate memory", re.I)
_MOST = 0.6  # of the memory that a file may take
_GRACE = 5  # seconds; who asked ends this process at the limit, and if it is gone, the alarm does


def main(megabytes: float, seconds: float) -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    _limit_memory(megabytes)
    spent = _Spent(megabytes, _megabytes("VmPeak"))
    _write(answers, b"")  # ready
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        data = sys.stdin.buffer.read(request["size"])
        signal.alarm(math.ceil(seconds) + _GRACE)
        answer = _answer(request, data, spent)
        signal.alarm(0)
        del data
        _write(answers, answer)


def _write(answers: BinaryIO, answer: bytes) -> None:
    answers.write(len(answer).to_bytes(8, "big") + answer)
    answers.flush()


@dataclass(frozen=True, slots=True)
class _Spent:
    """The limit, and what was reserved before the first file came, in megabytes."""

    limit: float
    start: float

    def most(self) -> bool:
        """Whether so much was reserved that what failed most likely failed for want of memory."""
        return _megabytes("VmPeak") - self.start > _MOST * (self.limit - self.start)


def _answer(request: dict[str, Any], data: bytes, spent: _Spent) -> bytes:
    name = request["name"]
    try:
        found: dict[str, Any] = {"found": _read(request, data)}
    except OgpError as error:
        told = is_memory(error) or (isinstance(error, FileDamaged) and spent.most())
        found = _memory(name, spent.limit) if told else _error(error)
    except RecursionError:
        found = _error(FileDamaged(file=name, reason=TOO_DEEP))
    except Exception as error:  # a reader's own slip on a strange file must not stop the rest
        slip = FileDamaged(file=name, reason=f"{type(error).__name__}: {error}")
        found = _memory(name, spent.limit) if is_memory(error) or spent.most() else _error(slip)
    return json.dumps({**found, "megabytes": _megabytes("VmHWM")}, default=str).encode()


def _error(error: OgpError) -> dict[str, Any]:
    return {"error": type(error).__name__, "values": error.values}


def _memory(name: str, megabytes: float) -> dict[str, Any]:
    return _error(FileTooComplex(file=name, megabytes=f"{megabytes:g}", reason="out of memory"))


def is_memory(error: BaseException | None) -> bool:
    """Whether memory ran out beneath an error: libraries tell it in their own words ("Memory allocation failed")."""
    while error is not None:
        if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
            return True
        if _MEMORY.search(str(error)):
            return True
        error = error.__cause__ or error.__context__
    return False


def _read(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    name, ocr = request["name"], request["ocr"]
    if "stated" in request:
        return read_here(data, name, request["stated"], infer=request["infer"], ocr=ocr).to_json()
    options = {"ocr": ocr} if request["reader"] == "pdf" and ocr else {}
    return asdict(reader_for(request["reader"])(data, name, **options))


def _limit_memory(megabytes: float) -> None:
    try:
        import resource
    except ImportError:  # not a Unix: only time is limited
        return
    most = int(megabytes * 1_000_000)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _megabytes(name: str) -> float:
    """The most memory this process held (VmHWM) or reserved (VmPeak); 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        return 0.0
    # Not getrusage: its figure is handed down from the process that started this one.
    found = re.search(rf"^{name}:\s*(\d+) kB", status, re.MULTILINE)
    return int(found[1]) * 1024 / 1e6 if found else 0.0


if __name__ == "__main__":
    main(float(sys.argv[1]), float(sys.argv[2]))
