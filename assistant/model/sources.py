"""The passages that a model may draw from: each under a key of this one request, as many as it can read."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.retrieval.retrieve import Candidate
from assistant.writing.render import Names
from corpus.model import Metadata
from index.content import StoredPassage

PASSAGES = 10  # given to a model; what comes after them answered next to no question of the development half
# Characters a token stands for, at least: Spanish in the vocabularies of small models. No tokeniser is asked, since
# theirs are fetched from the network.
PER_TOKEN = 3.0


@dataclass(frozen=True, slots=True)
class Source:
    """A passage under its key, with the best of its units that were judged."""

    key: str
    passage: StoredPassage
    metadata: Metadata
    best: Candidate

    def line(self, names: Names) -> str:
        """As the prompt gives it: one JSON object on one line, which no text inside can close."""
        told = {
            "key": self.key,
            "document": names.plain(self.metadata),
            "voice": self.best.default_voice,
            "section": " › ".join(self.passage.section),
            "language": self.passage.language,
            "text": self.passage.text,
        }
        return json.dumps(told, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Packed:
    """`by_key` are the sources given, best first; `lines` how the prompt gives them; `left_out` those for which there
    was no room."""

    by_key: Mapping[str, Source]
    lines: str
    left_out: tuple[StoredPassage, ...]


def tokens(text: str) -> int:
    """How many tokens a text may come to, rather too many than too few."""
    return int(len(text) / PER_TOKEN) + 1


def pack(candidates: Sequence[Candidate], names: Names, room: int, most: int = PASSAGES) -> Packed:
    """The passages of the candidates (best first), at most so many, that fit into `room` tokens. One that is too long
    leaves its place to those after it."""
    best: dict[int, Candidate] = {}
    for candidate in candidates:
        best.setdefault(candidate.passage.n, candidate)
    given: dict[str, Source] = {}
    lines: list[str] = []
    left_out: list[StoredPassage] = []
    for candidate in list(best.values())[:most]:
        source = Source(_key(given), candidate.passage, candidate.metadata, candidate)
        line = source.line(names)
        if tokens(line) > room:
            left_out.append(candidate.passage)
            continue
        room -= tokens(line)
        given[source.key] = source
        lines.append(line)
    return Packed(given, "\n".join(lines), tuple(left_out))


def _key(taken: Mapping[str, Source]) -> str:
    while (key := f"k{secrets.token_hex(3)}") in taken:
        pass
    return key
