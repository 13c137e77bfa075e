"""The stages of one Apertium translation, kept open and joined by pipes.

The stages of a mode file (morphology, tagger, lexicon, transfer, generation) are started once, each with its NUL-flush
option. A text goes in, ended by a superblank with its number and NUL, and comes out translated one or two milliseconds
later; starting them for every text would cost a hundred times as much. Many texts go through back to back, so that the
stages work side by side. The number tells whether what comes out is still the text that is waited for: a stage that
dies cuts its last text short, and some swallow a text.

A text is always translated the same way, whatever went through before it: where the tagger has learned something, it
is started anew.
"""

from __future__ import annotations

import os
import re
import select
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from index.deadline import OutOfTime, check, left

# Characters with a meaning in Apertium's stream format travel as private-use ones. Escaping them with a backslash, as
# the format has it, is not enough: lrx-proc loses a text that is "\^" and nothing else, lt-proc -p drops every "~".
_SPECIAL = "[]{}^$/\\@<>*#~"
_HIDDEN = {ord(character): 0xE000 + number for number, character in enumerate(_SPECIAL)}
_SHOWN = {hidden: character for character, hidden in _HIDDEN.items()}
_END = re.compile(r"\[\]\[(\d+)\]")
_ESCAPED = re.compile(r"\\(.)")
_UNKNOWN_MARK = re.compile(r"(?<!\w)[*@#](?=\w)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\ue00f]+")
_RUN = re.compile(r"\S{200}(?=\S)")
_LOOKED_UP = re.compile(r"\^([^/^$]*)/([^$]*)\$")
_GIVE_UP = 3  # texts in a row that end the pipeline before the translator itself is taken to be broken
_NEW_AMBIGUITY = b"new ambiguity class"
_MAX_CHARS = 4000  # a longer text is translated in pieces: the stages hold a whole text in memory


class Pipeline:
    """One translation, by the stages of its mode file. Safe to share between threads.

    `timeout` is in seconds, for one text.
    """

    def __init__(self, stages: list[list[str]], timeout: float) -> None:
        self._stages = [_outspoken(stage) for stage in stages]
        self._timeout = timeout
        self._lock = threading.Lock()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._sent = 0  # texts sent so far: what is left of an earlier attempt never passes for an answer of this one
        self._tagger: int | None = None  # where it says that it has come upon something new

    def run(self, texts: Sequence[str]) -> list[str | None]:
        pieces = [_pieces(text) for text in texts]
        if not self._lock.acquire(timeout=left(threading.TIMEOUT_MAX)):
            raise OutOfTime
        try:
            flat = self._flat([piece for group in pieces for piece in group])
        finally:
            self._lock.release()
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
        singly = False
        while len(results) < len(pieces):
            check()
            rest = pieces[len(results) :]
            try:
                done, changed = self._attempt(rest[:1] if singly else rest)
            except OSError:  # it cannot be started: no memory, or its programs have gone
                self.close()
                return results + [None] * len(rest)
            results.extend(done)
            if changed:
                # which of the texts under way changed the tagger cannot be told: the next ones go one by one
                self.close()
                singly = not singly or len(done) < 1
            elif len(done) < (1 if singly else len(rest)):
                # the pipeline stalled or died at this text: leave it untranslated, go on with a new pipeline
                self.close()
                results.append(None)
                failures = 0 if done else failures + 1
                if failures == _GIVE_UP:
                    return results + [None] * (len(pieces) - len(results))
        return results

    def _attempt(self, pieces: list[str]) -> tuple[list[str], bool]:
        """The texts that came through, in order, and whether the tagger is another one now than it was.

        Only texts that it met as it was are given back.
        """
        if not self._processes:
            self._start()
        source, sink = self._processes[0].stdin, self._processes[-1].stdout
        assert source is not None and sink is not None
        first = self._sent
        self._sent += len(pieces)
        payload = "".join(f"{piece.translate(_HIDDEN)}[][{n}]\0" for n, piece in enumerate(pieces, first)).encode()
        writer = threading.Thread(target=_feed, args=(source, payload), daemon=True)
        writer.start()
        results: list[str] = []
        buffer = b""
        until = time.monotonic() + left(self._timeout)
        while len(results) < len(pieces):
            data = os.read(sink.fileno(), 1 << 16) if _ready(sink.fileno(), until - time.monotonic()) else b""
            if not data:
                break
            *whole, buffer = (buffer + data).split(b"\0")
            changed = self._tagger_changed() if whole else False
            for part in whole:
                result = _finished(part.decode("utf-8", "replace"), first + len(results))
                if result is None:
                    return results, False
                if changed and results:
                    return results, True
                results.append(result)
            if changed:
                return results, True
            if whole:
                until = time.monotonic() + left(self._timeout)
        if len(results) == len(pieces):
            writer.join()
        return results, False

    def _tagger_changed(self) -> bool:
        """Whether the tagger has met a kind of ambiguity it was not trained on since this was last asked.

        It takes such a kind in and tags differently from then on: what a text becomes would depend on those before it.
        It says so on stderr before it passes the text on.
        """
        said = b""
        while self._tagger is not None and _ready(self._tagger, 0):
            more = os.read(self._tagger, 1 << 16)
            if not more:
                break
            said += more
        return _NEW_AMBIGUITY in said

    def _start(self) -> None:
        previous = subprocess.PIPE
        for stage in self._stages:
            tags = _is_tagger(stage)
            process = subprocess.Popen(
                stage,
                stdin=previous,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE if tags else subprocess.DEVNULL,
                bufsize=0,
                env=_environment(),
            )
            if tags and process.stderr is not None:
                self._tagger = process.stderr.fileno()
            if self._processes:
                self._processes[-1].stdout.close()  # type: ignore[union-attr]  # the next stage holds it now
            self._processes.append(process)
            previous = process.stdout  # type: ignore[assignment]

    def close(self) -> None:
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.wait()
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream is not None and not stream.closed:
                    stream.close()
        self._processes = []
        self._tagger = None


def known_in(looked_up: str) -> frozenset[str]:
    """The words that a stage which only looks words up has found: it gives those with their readings (`<n><sg>`)."""
    return frozenset(word for word, readings in _LOOKED_UP.findall(looked_up) if "<" in readings)


def _is_tagger(stage: Sequence[str]) -> bool:
    return Path(stage[0]).name == "apertium-tagger"


def _outspoken(stage: list[str]) -> list[str]:
    """A tagger that says when it learns something, any other stage as it is."""
    return [stage[0], "-d", *stage[1:]] if _is_tagger(stage) else stage


def _environment() -> dict[str, str]:
    """A locale that every machine has: Apertium's stages abort where LANG names one that was never generated."""
    return {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "LANGUAGE": ""}


def _ready(file: int, seconds: float) -> bool:
    """Whether there is something to read within so many seconds. By poll: select knows no file above 1,023."""
    looked = select.poll()
    looked.register(file, select.POLLIN)
    return bool(looked.poll(max(0.0, seconds) * 1000))


def _feed(stream: object, payload: bytes) -> None:
    try:
        view = memoryview(payload)
        while view:
            view = view[stream.write(view) :]  # type: ignore[attr-defined]
    except (OSError, ValueError):
        pass  # the reader sees the pipeline end and says so


def _pieces(text: str) -> list[str]:
    """Pieces of at most `_MAX_CHARS` characters, cut at spaces; control characters folded to spaces. A run without a
    space that is longer than any word gets some: the time its stages take grows with the square of its length."""
    text = _RUN.sub(r"\g<0> ", _CONTROL.sub(" ", text).strip())
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
