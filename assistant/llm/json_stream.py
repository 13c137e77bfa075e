"""JSON as models write it, read while it arrives.

Around it there may be prose, fences and thinking aloud; in it trailing or missing commas, comments, Python's quotes and
words, names without quotes, line breaks and unescaped quotation marks inside of strings, brackets left open or closed
twice. Each object and list is handed out as soon as it closes, and every character is read once; why no parser of
partial JSON does it: docs/decisions/composing.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.llm import json_tokens as tokens


@dataclass(slots=True)
class Container:
    """An object or list. `path` are the names that lead to it from the outermost one (lists add none), `in_list` tells
    whether it stands in a list, `cut` that the text ended before it was closed."""

    value: dict[str, Any] | list[Any]
    path: tuple[str, ...] = ()
    in_list: bool = False
    outermost: bool = True
    cut: bool = False
    name: str | None = None  # of the value to come, while it is open
    word: str | None = None  # what may turn out to be a name

    def put(self, value: Any) -> None:
        if isinstance(self.value, list):
            self.value.append(value)
        elif self.name is not None:
            self.value[self.name], self.name = value, None
        elif isinstance(value, str):
            self.word = value


class JsonStream:
    """Reads one text, `most` characters of it and `nesting` levels at most; of what stands around the JSON so many
    characters of `prose` are kept. Never raises."""

    def __init__(self, most: int, nesting: int, prose: int) -> None:
        self._stopped, self._final = False, False
        self._left, self._nesting, self._kept = most, nesting, prose
        self._text, self._at = "", 0
        self._open: list[Container] = []
        self._closed: list[Container] = []
        self.prose = ""  # the beginning of what stands around the JSON
        self._until = ""  # what ends the comment or the thinking that is being passed over
        self._string: list[str] | None = None
        self._end = ""

    @property
    def open(self) -> bool:
        """Is something open that has not been closed?"""
        return bool(self._open) or self._string is not None

    def feed(self, chunk: str) -> list[Container]:
        """What the next piece of the text closes, from the inside out."""
        chunk = chunk[: self._left]
        self._left -= len(chunk)
        # what is left of the last piece is short: all that is read moves on at once
        self._text, self._at = self._text[self._at :] + chunk, 0
        while self._at < len(self._text) and not self._stopped:
            if not self._step():
                if not self._final:
                    break
                self._at += 1  # nothing more comes: what waited for it is passed by
        found, self._closed = self._closed, []
        return found

    def close(self) -> list[Container]:
        """What the end of the text closes, and then what it cuts off."""
        self._final = True
        found = self.feed("")
        self._stopped, self._string = True, None
        while self._open:
            self._pop(cut=True)
        return found + self._closed

    def _step(self) -> bool:
        """Read on; False where it takes more text to know how."""
        if self._until:
            found = self._text.find(self._until, self._at)
            if found < 0:
                self._at = max(self._at, len(self._text) - len(self._until) + 1)
                return False
            self._at, self._until = found + len(self._until), ""
            return True
        if self._string is not None:
            return self._in_string(self._string, self._open[-1])
        return self._inside(self._open[-1]) if self._open else self._outside()

    def _outside(self) -> bool:
        match = tokens.SPECIAL.search(self._text, self._at, partial=not self._final)
        end = match.start() if match else len(self._text)
        self.prose, self._at = (self.prose + self._text[self._at : end])[: self._kept], end
        if match is None:
            return True
        if match.partial:
            return False
        if match["element"] is None:
            return self._push()
        self._at = match.end()
        if match["closes"]:  # thinking that began before the reply did
            self.prose = ""
        else:
            self._until = f"</{match['element']}>"
        return True

    def _inside(self, frame: Container) -> bool:
        match = tokens.TOKEN.match(self._text, self._at)
        assert match is not None  # it takes any character
        kind, told = match.lastgroup, match[0]
        goes_on = told == "/" or (kind == "word" and len(told) < tokens.LONGEST_WORD)
        if goes_on and match.end() == len(self._text) and not self._final:
            return False
        if kind == "open":
            return self._push()
        self._at = match.end()
        if kind == "shut":
            self._shut(dict if told == "}" else list)
        elif kind == "mark":
            self._string, self._end = [], tokens.CLOSING[told]
        elif kind == "comment":
            self._until = tokens.COMMENTS[told]
        elif kind == "word":
            frame.put(None if told in tokens.NULL and frame.name is not None else tokens.Bare(told))
        elif told == ",":
            frame.name = frame.word = None
        elif told == ":" and frame.word is not None:
            frame.name, frame.word = frame.word, None
        return True

    def _in_string(self, parts: list[str], frame: Container) -> bool:
        text, at = self._text, self._at
        if run := tokens.RUN[self._end].match(text, at):
            parts.append(run[0])
            self._at = run.end()
            return True
        if text[at] == "\\":
            if at + 1 == len(text) and not self._final:
                return False
            parts.append(text[at : at + 2])
            self._at += 2
            return True
        if isinstance(frame.value, list) or frame.name is not None:
            # asked first, since models can go on with blank space for long and the pattern would be tried with each
            behind = text[at + 1 : at + 1 + tokens.WAITED]
            if not self._final and len(behind) < tokens.WAITED and not behind.strip(" \n\r\t,"):
                return False
            match = tokens.ENDS[type(frame.value)].match(text, at, partial=not self._final)
            if match is None and not (self._final and not text[at + 1 :].strip()):
                parts.append(text[at])
                self._at += 1
                return True
            if match is not None and match.partial:
                return False
        frame.put(tokens.unescaped("".join(parts)))
        self._string = None
        self._at += 1
        return True

    def _push(self) -> bool:
        if len(self._open) == self._nesting:
            self._stopped = True
            return True
        above = self._open[-1] if self._open else None
        in_list = above is not None and isinstance(above.value, list)
        path = () if above is None else above.path if in_list else (*above.path, above.name or "")
        value: dict[str, Any] | list[Any] = {} if self._text[self._at] == "{" else []
        self._open.append(Container(value, path, in_list, outermost=above is None))
        self._at += 1
        return True

    def _shut(self, kind: type) -> None:
        """Closes the nearest object or list of that kind, and with it what was left open inside; one bracket too many
        closes nothing."""
        if any(isinstance(frame.value, kind) for frame in self._open):
            while not isinstance(self._pop().value, kind):
                pass

    def _pop(self, cut: bool = False) -> Container:
        frame = self._open.pop()
        frame.cut = cut
        if self._open:
            self._open[-1].put(frame.value)
        self._closed.append(frame)
        return frame
