"""Files are read by a child process with a limit on its memory and its time.

Whatever a file does, to this process it is a Document or a ReadError. One child reads many files, one after the other:
starting it takes about as long as reading ten pages. It is told nothing of the environment but where things are, and
answers in JSON, so that nothing it sends can run here.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus import errors
from corpus.errors import FileDamaged, FileTimeout, FileTooComplex, FileUnreadable, OgpError, ReadError
from corpus.model import Block, Document
from corpus.readers.exchange import AnswerTooLong, exchange
from corpus.readers.limits import Limits, limits
from corpus.structure.assemble import Body

_ROOT = Path(__file__).resolve().parents[2]
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TESSDATA_PREFIX", "SYSTEMROOT")
_STARTING = 60.0  # seconds
_RECYCLE_SHARE = 0.3  # of the memory limit: a child that has grown beyond it makes way for a new one


class Sandbox:
    """One child process, started when the first file comes and again whenever a file was its end.

    `peak_megabytes` is the most memory the child held so far, as it said with its last answer. Safe to use from
    several threads: files are read one after the other.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.peak_megabytes = 0.0
        self._child: subprocess.Popen[bytes] | None = None
        self._is_ready = False
        self._lock = threading.Lock()
        self._owner = os.getpid()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, reader: str, data: bytes, name: str) -> Body:
        """What `corpus.readers.<reader>` makes of the file; raises what it raises, FileTooComplex, FileTimeout."""
        return _body(self._answer({"reader": reader}, data, name))

    def document(self, data: bytes, name: str, stated: Mapping[str, str], *, infer: bool = True) -> Document:
        """As corpus.read.read_here, which the child calls; raises what it raises, FileTooComplex, FileTimeout."""
        return Document.from_json(self._answer({"stated": dict(stated), "infer": infer}, data, name))

    def _answer(self, wanted: dict[str, Any], data: bytes, name: str) -> dict[str, Any]:
        head = json.dumps({**wanted, "name": name, "size": len(data), "ocr": self.limits.ocr})
        with self._lock:
            try:
                answer = json.loads(self._ask(head.encode() + b"\n" + data, name))
            except ReadError:
                self.close()
                raise
            self.peak_megabytes = float(answer["megabytes"])
            if self.peak_megabytes > _RECYCLE_SHARE * self.limits.megabytes:
                self.close()
        if "error" in answer:
            raise _error(answer["error"], answer["values"])
        found: dict[str, Any] = answer["found"]
        return found

    def close(self) -> None:
        """End the child; the next file starts another."""
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                stream.close()
        child.wait()

    def _ask(self, request: bytes, name: str) -> bytes:
        child = self._started(name)
        try:
            if not self._is_ready:  # the time it takes to start is not the file's
                self._is_ready = exchange(child, b"", time.monotonic() + _STARTING) is not None
            answer = exchange(child, request, time.monotonic() + self.limits.seconds) if self._is_ready else None
        except TimeoutError as error:
            raise FileTimeout(file=name, seconds=f"{self.limits.seconds:g}") from error
        except AnswerTooLong as error:
            raise self._too_complex(name, "its text is too long") from error
        if answer is None:
            code = child.wait()
            reason = signal.Signals(-code).name if code < 0 else f"exit code {code}"
            raise self._too_complex(name, f"the reading process ended: {reason}")
        return answer

    def _too_complex(self, name: str, reason: str) -> FileTooComplex:
        return FileTooComplex(file=name, megabytes=f"{self.limits.megabytes:g}", reason=reason)

    def _started(self, name: str) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # after a fork the child belongs to the other process
            self._child, self._owner = None, os.getpid()
        if self._child is not None and self._child.poll() is not None:
            self.close()
        if self._child is None:
            self._is_ready = False
            try:
                self._child = subprocess.Popen(
                    [sys.executable, "-P", "-m", "corpus.readers.worker", *_arguments(self.limits)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=_environment(os.environ),
                    cwd=_ROOT,
                )
            except OSError as error:
                raise FileUnreadable(file=name, reason=error.strerror or str(error)) from error
        return self._child


_shared: Sandbox | None = None
_shared_lock = threading.Lock()


def document(data: bytes, name: str, stated: Mapping[str, str], *, infer: bool = True) -> Document:
    """As Sandbox.document, in the child that the whole process shares, under the limits that the environment sets."""
    global _shared
    wanted = limits()
    with _shared_lock:
        if _shared is None or _shared.limits != wanted:
            if _shared is not None:
                _shared.close()
            _shared = Sandbox(wanted)
            atexit.register(_shared.close)
        sandbox = _shared
    return sandbox.document(data, name, stated, infer=infer)


def _arguments(limits: Limits) -> list[str]:
    return [f"{limits.megabytes:g}", f"{limits.seconds:g}"]


def _environment(own: Mapping[str, str]) -> dict[str, str]:
    """Where programs and libraries are, and nothing that is nobody's business: no keys, no tokens."""
    kept = {key: own[key] for key in _PASSED_ON if key in own}
    path = [str(_ROOT), *filter(None, own.get("PYTHONPATH", "").split(os.pathsep))]
    return {**kept, "PYTHONPATH": os.pathsep.join(path), "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}


def _error(name: str, values: dict[str, Any]) -> OgpError:
    cls = getattr(errors, name, FileDamaged)
    return cls(**values) if issubclass(cls, OgpError) else FileDamaged(**values)


def _body(data: dict[str, Any]) -> Body:
    return Body(
        text=data["text"],
        blocks=tuple(Block.from_json(block) for block in data["blocks"]),
        page_offsets=tuple(data["page_offsets"]),
        title=data["title"],
        date=data["date"],
        notes=tuple((key, value) for key, value in data["notes"]),
        page_labels=tuple(data["page_labels"]),
    )
