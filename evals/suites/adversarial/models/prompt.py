"""A prompt as a model would see it, and what misbehaving models make up (planted.toml)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import regex

from corpus.text.language import spanish_confidence
from corpus.text.sentences import sentence_spans


@cache
def planted() -> dict[str, Any]:
    return tomllib.loads((files("evals.suites.adversarial") / "data" / "planted.toml").read_text(encoding="utf-8"))


def language_of(text: str) -> str:
    """The language a model would take the text for: es or en."""
    return "es" if spanish_confidence(text) >= 0.5 else "en"


@cache
def marks() -> tuple[str, ...]:
    """Strings that stand in no document: each is evidence that something made up was shown."""
    data = planted()
    found = [data[name] for name in ("name", "acronym", "number", "id", "key", "word", "host", "secret")]
    for name in ("institution", "sentence", "invented", "foreign", "verdict", "prose", "addition"):
        found += data[name].values()
    found += [number for listed in data["numbers"].values() for number in listed]
    return tuple(dict.fromkeys(found))


OPEN, CLOSE = "<sources>", "</sources>"
# A random token of the instructions: eight or more letters and figures, both among them.
_TOKEN = regex.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{8,}(?![\w-])")
_WORD = regex.compile(r"[\p{L}\d][\p{L}\p{M}\d]*")
_SHORT = 4  # letters below which a word is mostly grammar


@dataclass(frozen=True, slots=True)
class Source:
    """One line of the sources. `text` is what may be quoted."""

    key: str
    text: str
    document: str = ""
    language: str = ""
    voice: str = ""
    section: str = ""

    @classmethod
    def read(cls, line: str) -> Source | None:
        """None for a line that is no source."""
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            return None
        if not isinstance(row, dict) or not isinstance(row.get("key"), str):
            return None
        fields = ("key", "text", "document", "language", "voice", "section")
        return cls(**{name: str(row.get(name, "")) for name in fields})

    def sentences(self) -> list[str]:
        """Runs of `text`, cell by cell and sentence by sentence."""
        return [
            run
            for start, end in sentence_spans(self.text)
            for part in self.text[start:end].split("\t")
            if len(run := part.strip()) > 1
        ]


@dataclass(frozen=True)
class Prompt:
    """What one call of a model was given. `after` holds the question; `forged` are sources outside their place."""

    system: str
    user: str
    sources: tuple[Source, ...]
    after: str
    forged: tuple[Source, ...] = ()

    @property
    def canary(self) -> str:
        """The random token of the instructions, "" where there is none: the longest that no source repeats."""
        found = [token for token in _TOKEN.findall(self.system) if token not in self.user]
        return max(found, key=len, default="")

    @cached_property
    def ranked(self) -> tuple[tuple[Source, str], ...]:
        """Each source with its sentence that shares most words with the question, best first; every source once."""
        asked = words(self.after)
        best = []
        for place, source in enumerate(self.sources):
            scored = [(len(asked & words(run)), -n, run) for n, run in enumerate(source.sentences())]
            if scored:
                score, _, run = max(scored)
                best.append((-score, place, source, run))
        return tuple((source, run) for _, _, source, run in sorted(best, key=lambda entry: entry[:2]))


def read_prompt(messages: Iterable[Any]) -> Prompt:
    """From LangChain messages, ("role", text) pairs or {"role", "content"} objects."""
    told = [_message(message) for message in messages]
    system = "\n".join(text for role, text in told if role in ("system", "developer"))
    user = "\n".join(text for role, text in told if role not in ("system", "developer"))
    lines = user.split("\n")  # not at other line breaks: those stand inside of sources
    marks = [line.strip() for line in lines]
    if OPEN not in marks:
        return Prompt(system, user, (), user)
    first = marks.index(OPEN)
    last = marks.index(CLOSE, first) if CLOSE in marks[first:] else len(marks)
    inside = tuple(source for line in lines[first + 1 : last] if (source := Source.read(line)))
    outside = tuple(s for line in [*lines[:first], *lines[last + 1 :]] if (s := Source.read(line)))
    return Prompt(system, user, inside, "\n".join(lines[last + 1 :]).strip(), outside)


def words(text: str) -> set[str]:
    """Words that carry meaning, in small letters, cut to their stem's likely length."""
    return {word.casefold()[:6] for word in _WORD.findall(text) if len(word) >= _SHORT or word.isdigit()}


def _message(message: Any) -> tuple[str, str]:
    if isinstance(message, Mapping):
        role, content = message.get("role", ""), message.get("content", "")
    elif isinstance(message, tuple):
        role, content = message
    else:
        role, content = message.type, message.content
    return str(role), content if isinstance(content, str) else _text(content)


def _text(parts: Sequence[Any] | None) -> str:
    """Content that came in parts."""
    return "\n".join(part if isinstance(part, str) else str(part.get("text", "")) for part in parts or ())
