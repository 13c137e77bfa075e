"""Spanish ↔ English through the rule-based translator Apertium, kept open as one pipeline.

The stages of Apertium's mode file (morphology, tagger, lexicon, transfer, generation) are started once, each with its
NUL-flush option, and joined by pipes. A text goes in, ended by a superblank with its number and NUL, and comes out
translated one or two milliseconds later; starting them for every text would cost a hundred times as much. Many texts
go through the same pipeline back to back, so that its stages work side by side. The number tells whether what comes
out is still the text that is waited for: a stage that dies cuts its last text short, and some swallow a text.

Source of the mode files: Debian package `apertium-eng-spa`.
"""

from __future__ import annotations

import os
import re
import select
import subprocess
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from index.modes import can_run, stages_of

MODES = Path("/usr/share/apertium/modes")
PAIRS = {("es", "en"): "spa-eng", ("en", "es"): "eng-spa"}
PACKAGE = "apertium-eng-spa"

# Characters with a meaning in Apertium's stream format travel as private-use ones. Escaping them with a backslash, as
# the format has it, is not enough: lrx-proc loses a text that is "\^" and nothing else, lt-proc -p drops every "~".
_SPECIAL = "[]{}^$/\\@<>*#~"
_HIDDEN = {ord(character): 0xE000 + number for number, character in enumerate(_SPECIAL)}
_SHOWN = {hidden: character for character, hidden in _HIDDEN.items()}
_END = re.compile(r"\[\]\[(\d+)\]")
_ESCAPED = re.compile(r"\\(.)")
_UNKNOWN_MARK = re.compile(r"(?<!\w)[*@#](?=\w)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\ue00f]+")
_GIVE_UP = 3  # texts in a row that end the pipeline before the translator itself is taken to be broken
_MAX_CHARS = 4000  # a longer text is translated in pieces: the stages hold a whole text in memory


class Bridge(Protocol):
    """What the index and the assistant need of a translator."""

    def translates(self, source: str, target: str) -> bool: ...

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        """Translations in order; None where a text could not be translated."""
        ...


class NoBridge:
    """The translator of a machine that has none: says so, translates nothing."""

    def translates(self, source: str, target: str) -> bool:
        return source == target

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        return [text if source == target else None for text in texts]


class Apertium:
    """A `Bridge` over Debian's Apertium. Pipelines start on first use and are safe to share between threads."""

    def __init__(self, modes: Path = MODES, timeout: float = 20.0) -> None:
        self._modes = modes
        self._timeout = timeout
        self._pipelines: dict[tuple[str, str], _Pipeline] = {}
        self._lock = threading.Lock()

    def translates(self, source: str, target: str) -> bool:
        if source == target:
            return True
        name = PAIRS.get((source, target))
        return name is not None and can_run(self._modes / f"{name}.mode")

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        if source == target:
            return list(texts)
        if not self.translates(source, target):
            return [None] * len(texts)
        with self._lock:
            pipeline = self._pipelines.get((source, target))
            if pipeline is None:
                stages = stages_of(self._modes / f"{PAIRS[source, target]}.mode")
                pipeline = self._pipelines[source, target] = _Pipeline(stages, self._timeout)
        return pipeline.run(texts)

    def close(self) -> None:
        with self._lock:
            for pipeline in self._pipelines.values():
                pipeline.close()
            self._pipelines.clear()


def open_bridge(bridge: Bridge | None = None) -> Bridge:
    """The machine's translator, or `NoBridge` where it is not installed or does not get a word across."""
    bridge = bridge or Apertium()
    for source, target, word in (("es", "en", "agua"), ("en", "es", "water")):
        if not bridge.translates(source, target) or not any(bridge.translate([word], source, target)):
            return NoBridge()
    if isinstance(bridge, Apertium):
        bridge.close()  # it starts again on first use, in the thread and at the time that needs it
    return bridge


class _Pipeline:
    def __init__(self, stages: list[list[str]], timeout: float) -> None:
        self._stages = stages
        self._timeout = timeout
        self._lock = threading.Lock()
        self._processes: list[subprocess.Popen[bytes]] = []

    def run(self, texts: Sequence[str]) -> list[str | None]:
        pieces = [_pieces(text) for text in texts]
        with self._lock:
            flat = self._flat([piece for group in pieces for piece in group])
        results: list[str | None] = []
        at = 0
        for text, group in zip(texts, pieces, strict=True):
            done = flat[at : at + len(group)]
            at += len(group)
            missing = any(piece is None for piece in done)
            results.append(None if missing else _tidy(text, " ".join(p for p in done if p)))
        return results

    def _flat(self, pieces: list[str]) -> list[str | None]:
        results: list[str | None] = []
        failures = 0  # in a row, without one text getting through
        while len(results) < len(pieces):
            rest = pieces[len(results) :]
            try:
                done = self._attempt(rest)
            except OSError:  # it cannot be started: no memory, or its programs have gone
                self.close()
                return results + [None] * len(rest)
            results.extend(done)
            if len(done) < len(rest):
                # the pipeline stalled or died at this text: leave it untranslated, go on with a new pipeline
                self.close()
                results.append(None)
                failures = 0 if done else failures + 1
                if failures == _GIVE_UP:
                    return results + [None] * (len(pieces) - len(results))
        return results

    def _attempt(self, pieces: list[str]) -> list[str]:
        if not self._processes:
            self._start()
        source, sink = self._processes[0].stdin, self._processes[-1].stdout
        assert source is not None and sink is not None
        payload = "".join(f"{piece.translate(_HIDDEN)}[][{n}]\0" for n, piece in enumerate(pieces)).encode()
        writer = threading.Thread(target=_feed, args=(source, payload), daemon=True)
        writer.start()
        results: list[str] = []
        buffer = b""
        deadline = time.monotonic() + self._timeout
        while len(results) < len(pieces):
            ready, _, _ = select.select([sink], [], [], max(0.0, deadline - time.monotonic()))
            data = os.read(sink.fileno(), 1 << 16) if ready else b""
            if not data:
                break
            *whole, buffer = (buffer + data).split(b"\0")
            for part in whole:
                result = _finished(part.decode("utf-8", "replace"), len(results))
                if result is None:
                    return results
                results.append(result)
            if whole:
                deadline = time.monotonic() + self._timeout
        if len(results) == len(pieces):
            writer.join()
        return results

    def _start(self) -> None:
        previous = subprocess.PIPE
        for stage in self._stages:
            process = subprocess.Popen(
                stage, stdin=previous, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0, env=_environment()
            )
            if self._processes:
                self._processes[-1].stdout.close()  # type: ignore[union-attr]  # the next stage holds it now
            self._processes.append(process)
            previous = process.stdout  # type: ignore[assignment]

    def close(self) -> None:
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None and not stream.closed:
                    stream.close()
        self._processes = []


def _environment() -> dict[str, str]:
    """A locale that every machine has: Apertium's stages abort where LANG names one that was never generated."""
    return {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "LANGUAGE": ""}


def _feed(stream: object, payload: bytes) -> None:
    try:
        view = memoryview(payload)
        while view:
            view = view[stream.write(view) :]  # type: ignore[attr-defined]
    except (OSError, ValueError):
        pass  # the reader sees the pipeline end and says so


def _pieces(text: str) -> list[str]:
    """Pieces of at most `_MAX_CHARS` characters, cut at spaces; control characters folded to spaces."""
    text = _CONTROL.sub(" ", text).strip()
    pieces = []
    while len(text) > _MAX_CHARS:
        cut = text.rfind(" ", 1, _MAX_CHARS)
        cut = cut if cut > 0 else _MAX_CHARS
        pieces.append(text[:cut])
        text = text[cut:].lstrip()
    return [*pieces, text]


def _finished(text: str, number: int) -> str | None:
    """What a stream gave for the text of that number; None where it is another one or not whole."""
    ends = _END.findall(text)
    if ends != [str(number)]:
        return None
    text = _UNKNOWN_MARK.sub("", _END.sub("", text))
    return _ESCAPED.sub(r"\1", text).translate(_SHOWN).strip()


def _tidy(source: str, translation: str) -> str:
    """The capital at the start that the source has: transfer rules sometimes move the first word."""
    if source[:1].isupper() and translation[:1].islower():
        return translation[0].upper() + translation[1:]
    return translation


def translate_all(
    bridge: Bridge, texts: Iterable[str], source: str, target: str, batch: int = 200
) -> Iterable[str | None]:
    """Translate a long series in batches, lazily, so that a caller can show how far it has come."""
    queue: list[str] = []
    for text in texts:
        queue.append(text)
        if len(queue) == batch:
            yield from bridge.translate(queue, source, target)
            queue = []
    if queue:
        yield from bridge.translate(queue, source, target)
