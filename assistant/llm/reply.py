"""The claims in a model's reply, each as soon as it is whole. How models name the fields stands in reply.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from assistant.llm.json_stream import Container, JsonStream
from corpus.text.normalize import clean, comparable, squeeze, without_marks_of_direction

_FENCE = regex.compile(r"```\w*|~~~\w*")
_AROUND_KEY = " \t\n\"'`“”‘’[](){}<>#:."
_READ, _CLAIMS, _NESTING, _PROSE = 200_000, 64, 24, 4000  # characters, claims, levels, characters around the JSON
_DECLINING = regex.compile(
    r"\b(?:i(?:'m| am) (?:sorry|afraid|unable|not able|not allowed)"
    r"|i (?:apologi[sz]e|must decline|have to decline|can ?not|can't|won't|will not|do(?: not|n't) feel comfortable)"
    r"|as an? (?:ai|artificial intelligence|language model|assistant)"
    r"|(?:against|violates?) (?:my|our|the) (?:guidelines|polic(?:y|ies)|rules)"
    r"|lo siento|disculp[ae]|lamento|me temo"
    r"|no (?:puedo|podre|me es posible|me esta permitido|estoy autorizad[oa]|soy capaz|tengo permitido)"
    r"|como (?:un |una )?(?:ia|inteligencia artificial|modelo de lenguaje|asistente)"
    r"|(?:viola|infringe|va en contra de|contrari[oa] a) (?:mis|las|nuestras|mi|la|nuestra)"
    r" (?:directrices|normas|politicas?|reglas))\b"
)
_FIELD = regex.compile(r"[^\p{L}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a claim rests on, and the key of the source they are said to be from ("": none was given)."""

    key: str
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of a reply, on one line and without invisible characters, with what it is said to rest on. Nothing of
    it has been checked."""

    text: str
    quotes: tuple[Quote, ...]


class ClaimReader:
    """Reads one reply that arrives in pieces. Never raises, whatever comes."""

    def __init__(self) -> None:
        self._json = JsonStream(_READ, _NESTING, _PROSE)
        self._seen: dict[Claim, None] = {}
        self._text = self._whole = self._none = self._bare_none = False
        self._strings: list[str] = []

    def feed(self, chunk: str) -> list[Claim]:
        """The claims that end in this piece of the reply."""
        self._text = self._text or bool(chunk.strip())
        return [claim for closed in self._json.feed(chunk) for claim in self._new(closed)]

    def close(self) -> list[Claim]:
        """What the end of the reply leaves: also a claim that is cut off behind its text and a quotation."""
        return [claim for closed in self._json.close() for claim in self._new(closed)]

    @property
    def claims(self) -> int:
        """How many claims there were so far."""
        return len(self._seen)

    @property
    def complete(self) -> bool:
        """Did the reply's JSON hold a list of claims, or say that there are none, and was it closed?"""
        return not self._json.open and (self._whole or self._says_none)

    @property
    def malformed(self) -> bool:
        """Text came, and neither a claim nor an empty list of them could be read. A refusal is malformed too."""
        return self._text and not self._seen and not self._says_none

    @property
    def empty(self) -> bool:
        """Came nothing but blank space?"""
        return not self._text

    @property
    def refusal(self) -> bool:
        """Is the reply no list of claims, but words that decline?"""
        return self.malformed and declines(" ".join([self._json.prose, *self._strings]))

    @property
    def fault(self) -> str | None:
        """What is wrong with a reply that has come to its end: a kind of `ModelFailed`, None where nothing is."""
        faults = {"empty": self.empty, "declined": self.refusal, "malformed": self.malformed, "cut": not self.complete}
        return next((kind for kind, found in faults.items() if found), None)

    @property
    def _says_none(self) -> bool:
        # two brackets in the middle of prose are no answer
        return self._none or (self._bare_none and not _FENCE.sub("", self._json.prose).strip())

    def _new(self, closed: Container) -> Iterator[Claim]:
        names = [_plain(name) for name in closed.path]
        if isinstance(closed.value, list):
            self._note_list(closed, names)
        elif (found := _claim(closed, names)) and found not in self._seen and len(self._seen) < _CLAIMS:
            self._seen[found] = None
            yield found
        if closed.outermost:
            self._note_whole(closed)

    def _note_list(self, closed: Container, names: list[str]) -> None:
        if not closed.value and not closed.cut:
            self._none = self._none or bool(names and names[-1] in _names("statements"))
            self._bare_none = self._bare_none or closed.outermost

    def _note_whole(self, closed: Container) -> None:
        self._whole = not closed.cut and bool(self._seen)
        if isinstance(closed.value, dict) and not closed.cut:
            fields = _fields(closed.value)
            self._none = self._none or any(fields.get(name, "") is None for name in _names("statements"))
            self._strings += [value for value in fields.values() if isinstance(value, str)]


def declines(text: str) -> bool:
    """Are these words with which a model says that it will not answer?"""
    return _DECLINING.search(comparable(text).replace("’", "'")) is not None


def _claim(closed: Container, names: list[str]) -> Claim | None:
    """The claim that an object is, None where it is something else: a quotation, or what holds the claims."""
    assert isinstance(closed.value, dict)
    fields = _fields(closed.value)
    if any(name in _names("quotes") for name in names) or any(
        isinstance(fields.get(name), (list, dict)) for name in _names("statements")
    ):
        return None
    text = squeeze(clean(without_marks_of_direction(next(iter(_strings(fields, "text")), ""))))
    quotes = tuple(dict.fromkeys(_quotes(fields)))
    listed = closed.in_list and (not names or names[-1] in _names("statements"))
    said = quotes or any(name in fields for name in _names("quotes")) or listed
    return Claim(text, quotes) if text and said and (quotes or not closed.cut) else None


def _quotes(fields: Mapping[str, Any]) -> Iterator[Quote]:
    for name in _names("quotes"):
        if isinstance(fields.get(name), (list, dict)):
            yield from _listed(fields[name])
    if any(isinstance(fields.get(name), str) for name in _names("key")):  # one quotation, beside the text
        yield from _one({name: value for name, value in fields.items() if name not in _names("text")})


def _listed(value: Any) -> Iterator[Quote]:
    """Quotations as a list of objects, as one object, or as words under each key."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield from _listed(item)
    elif isinstance(value, dict):
        fields = _fields(value)
        if any(True for _ in _strings(fields, "quote")):
            yield from _one(fields)
        elif not any(name in fields for name in _names("key")):
            for key, words in value.items():
                for told in words if isinstance(words, list) else [words]:
                    if type(told) is str and told.strip():
                        yield Quote(key.strip(_AROUND_KEY), told)


def _one(fields: Mapping[str, Any]) -> Iterator[Quote]:
    key = next((value for name in _names("key") if isinstance(value := fields.get(name), str)), "")
    return (Quote(key.strip(_AROUND_KEY), words) for words in _strings(fields, "quote"))


def _strings(fields: Mapping[str, Any], kind: str) -> Iterator[str]:
    """The texts under the first name of that kind that has some. What stood there without quotes is none."""
    for name in _names(kind):
        value = fields.get(name)
        found = [told for told in (value if isinstance(value, list) else [value]) if type(told) is str and told.strip()]
        if found:
            yield from found
            return


def _fields(value: Mapping[str, Any]) -> dict[str, Any]:
    return {_plain(name): told for name, told in value.items()}


def _plain(name: str) -> str:
    return _FIELD.sub("_", comparable(name)).strip("_")


@cache
def _names(kind: str) -> tuple[str, ...]:
    data = tomllib.loads((files("assistant.llm") / "reply.toml").read_text(encoding="utf-8"))
    return tuple(data[kind].split())
