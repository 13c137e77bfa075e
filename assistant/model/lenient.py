"""JSON as models write it, read while it arrives.

Around it there may be prose, fences and thinking aloud; in it trailing or missing commas, comments, Python's quotes and
words, names without quotes, line breaks and unescaped quotation marks inside of strings, brackets left open or closed
twice. Each object and list is handed out as soon as it closes, and every character is read once: LangChain's
`parse_partial_json` reads all that has come again with each piece, and takes neither prose nor comments.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import regex

from assistant.model import json_forms as forms


@dataclass(frozen=True, slots=True)
class Closed:
    """An object or list that has been closed. `path` are the names that lead to it from the outermost one (lists add
    none), `in_list` whether it stands in a list; `cut` that the text ended before it was closed."""

    value: dict[str, Any] | list[Any]
    path: tuple[str, ...]
    in_list: bool
    outermost: bool
    cut: bool


@dataclass(slots=True)
class _Frame:
    value: dict[str, Any] | list[Any]
    path: tuple[str, ...]
    in_list: bool
    name: str | None = None  # of the value to come
    word: str | None = None  # what may turn out to be a name

    def put(self, value: Any) -> None:
        if isinstance(self.value, list):
            self.value.append(value)
        elif self.name is not None:
            self.value[self.name], self.name = value, None
        elif isinstance(value, str):
            self.word = value


class LenientJson:
    """Reads one text. `thinking` are the elements that are passed over, `most` the characters that are read, `nesting`
    the levels, `prose` the characters that are kept of what stands around the JSON. Never raises."""

    def __init__(self, thinking: Iterable[str], most: int, nesting: int, prose: int) -> None:
        self.stopped = False
        self._left, self._nesting, self._prose_left = most, nesting, prose
        self._tag = regex.compile(rf"<(/?)({'|'.join(map(regex.escape, thinking))})>", regex.IGNORECASE)
        self._text, self._at, self._final = "", 0, False
        self._frames: list[_Frame] = []
        self._closed: list[Closed] = []
        self._prose: list[str] = []
        self._until = ""  # what ends the comment or the thinking that is being passed over
        self._string: list[str] | None = None
        self._end = ""

    @property
    def open(self) -> bool:
        """Is something open that has not been closed?"""
        return bool(self._frames) or self._string is not None

    @property
    def prose(self) -> str:
        """The beginning of what stands around the JSON."""
        return "".join(self._prose)

    def feed(self, chunk: str) -> list[Closed]:
        """What the next piece of the text closes, from the inside out."""
        chunk = chunk[: self._left]
        self._left -= len(chunk)
        # what is left of the last piece is short: all that is read moves on at once
        self._text, self._at = self._text[self._at :] + chunk, 0
        return self._steps()

    def close(self) -> list[Closed]:
        """What the end of the text closes, and then what it cuts off."""
        self._final = True
        found = self._steps()
        self.stopped, self._string = True, None
        while self._frames:
            self._pop(cut=True)
        return found + self._taken()

    def _steps(self) -> list[Closed]:
        while self._at < len(self._text) and not self.stopped:
            if self._until:
                moved = self._pass_over()
            elif self._string is not None:
                moved = self._in_string(self._string)
            elif self._frames:
                moved = self._inside(self._frames[-1])
            else:
                moved = self._outside()
            if not moved:
                if not self._final:
                    break
                self._at += 1  # nothing more comes: what waited for it is passed by
        return self._taken()

    def _taken(self) -> list[Closed]:
        found, self._closed = self._closed, []
        return found

    def _pass_over(self) -> bool:
        found = self._text.find(self._until, self._at)
        if found >= 0:
            self._at, self._until = found + len(self._until), ""
            return True
        self._at = max(self._at, len(self._text) - len(self._until) + 1)
        return False

    def _outside(self) -> bool:
        text, at = self._text, self._at
        found = forms.SPECIAL.search(text, at)
        if not found or found.start() > at:
            self._at = found.start() if found else len(text)
            self._tell(text[at : self._at])
            return True
        pattern = self._tag if text[at] == "<" else forms.OPENING
        match = pattern.match(text, at, partial=not self._final)
        if match is None:
            self._tell(text[at])
            self._at += 1
            return True
        if match.partial:
            return False
        if text[at] != "<":
            return self._push({} if text[at] == "{" else [])
        self._at = match.end()
        if match[1]:  # thinking that began before the reply did
            self._prose.clear()
        else:
            self._until = f"</{match[2]}>"
        return True

    def _tell(self, prose: str) -> None:
        kept = prose[: self._prose_left]
        self._prose_left -= len(kept)
        self._prose.append(kept)

    def _inside(self, frame: _Frame) -> bool:
        text, at = self._text, self._at
        if blank := forms.BETWEEN.match(text, at):
            self._at = blank.end()
            return True
        char = text[at]
        if char in "{[":
            return self._push({} if char == "{" else [])
        if char in "}]":
            return self._shut(dict if char == "}" else list)
        if char in forms.CLOSING:
            self._string, self._end = [], forms.CLOSING[char]
        elif char == ":":
            if frame.word is not None:
                frame.name, frame.word = frame.word, None
        elif char == ",":
            frame.name = frame.word = None
        elif char in "/#":
            return self._comment(char)
        else:
            return self._word(frame)
        self._at += 1
        return True

    def _comment(self, char: str) -> bool:
        begins = char if char == "#" else self._text[self._at : self._at + 2]
        if begins == "/" and not self._final:
            return False
        self._until = {"//": "\n", "#": "\n", "/*": "*/"}.get(begins, "")
        self._at += len(begins) if self._until else 1
        return True

    def _word(self, frame: _Frame) -> bool:
        match = forms.WORD.match(self._text, self._at)
        if match is None:  # a character that nothing begins with
            self._at += 1
            return True
        if match.end() == len(self._text) and len(match[0]) < forms.LONGEST_WORD and not self._final:
            return False
        frame.put(None if match[0] in forms.NULL and frame.name is not None else forms.Bare(match[0]))
        self._at = match.end()
        return True

    def _in_string(self, parts: list[str]) -> bool:
        text = self._text
        if run := forms.RUN[self._end].match(text, self._at):
            parts.append(run[0])
            self._at = run.end()
            return True
        if text[self._at] == "\\":
            if self._at + 1 == len(text) and not self._final:
                return False
            parts.append(text[self._at : self._at + 2])
            self._at += 2
            return True
        frame = self._frames[-1]
        if isinstance(frame.value, list) or frame.name is not None:
            if self._undecided():
                return False
            match = forms.ENDS[type(frame.value)].match(text, self._at, partial=not self._final)
            last = self._final and not text[self._at + 1 :].strip()
            if match is None and not last:
                parts.append(text[self._at])
                self._at += 1
                return True
            if match is not None and match.partial:
                return False
        frame.put(forms.unescaped("".join(parts)))
        self._string = None
        self._at += 1
        return True

    def _undecided(self) -> bool:
        """Has nothing come behind the quotation mark yet that tells? Asked first, since models can go on with blank
        space for long and the pattern would be tried with each."""
        behind = self._text[self._at + 1 : self._at + 1 + forms.WAITED]
        return not self._final and len(behind) < forms.WAITED and not behind.strip(" \n\r\t,")

    def _push(self, value: dict[str, Any] | list[Any]) -> bool:
        if len(self._frames) == self._nesting:
            self.stopped = True
            return True
        above = self._frames[-1] if self._frames else None
        in_list = above is not None and isinstance(above.value, list)
        named = () if above is None or in_list else (above.name or "",)
        self._frames.append(_Frame(value, (*above.path, *named) if above else (), in_list))
        self._at += 1
        return True

    def _shut(self, kind: type) -> bool:
        """Closes the nearest object or list of that kind, and with it what was left open inside; one bracket too many
        closes nothing."""
        self._at += 1
        if any(isinstance(frame.value, kind) for frame in self._frames):
            while not isinstance(self._frames[-1].value, kind):
                self._pop()
            self._pop()
        return True

    def _pop(self, cut: bool = False) -> None:
        frame = self._frames.pop()
        if self._frames:
            self._frames[-1].put(frame.value)
        self._closed.append(Closed(frame.value, frame.path, frame.in_list, not self._frames, cut))
