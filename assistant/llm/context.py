"""What a model is given: the question, and the passages that it may draw from, each under a key of this one request, as
many as it can read."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.prompts import load_prompt
from assistant.retrieval.candidate import Candidate
from assistant.texts import say
from assistant.verification.safety import Secrets, new_canary
from assistant.writing.render import Names
from corpus.model import Metadata
from index.search import Searcher
from index.store import StoredPassage

PASSAGES = 10  # given to a model; what comes after them answered next to no question of the development half
STATEMENTS = 6  # of an answer
WORDS = 180  # of an answer, with room for what stands around the statements
_SPARE = 160  # tokens for what a provider puts around messages
# Characters a token stands for, at least: Spanish in the vocabularies of small models. No tokeniser is asked, since
# theirs are fetched from the network.
PER_TOKEN = 3.0


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be answered, in which language, from which candidates (best first). `known` is what was found without
    the model: numbers on which documents disagree."""

    question: str
    language: str
    candidates: Sequence[Candidate]
    names: Names
    known: str = ""


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


@dataclass(frozen=True, slots=True)
class Context:
    """One request: `messages` as (role, text), the `sources` by their keys, what of it no answer may repeat, and the
    titles of the documents for whose passages there was no room."""

    messages: Sequence[tuple[str, str]]
    sources: Mapping[str, Source]
    secrets: Secrets
    left_out: tuple[str, ...] = ()


def prepare(searcher: Searcher, task: Task, room: int, reminder: str = "") -> Context:
    """A request of at most `room` tokens, with new keys and a new canary each time: nothing that one reply holds is
    worth anything in the next. `reminder` is said last."""
    canary = new_canary()

    def filled(sources: str) -> Sequence[tuple[str, str]]:
        return load_prompt("answer", task.language).fill(
            question=task.question,
            language_name=say(f"model_language.{task.language}", task.language),
            sources=sources,
            canary=canary,
            most=STATEMENTS,
            words=WORDS,
            known=task.known,
        )

    bare = filled("")
    around = sum(tokens(text) for _, text in bare) + tokens(reminder) + _SPARE
    packed = pack(task.candidates, task.names, room - around)
    titles = [task.names.plain(searcher.content.document(passage.document)) for passage in packed.left_out]
    instructions = "\n".join(text for role, text in bare if role == "system")
    hidden = Secrets(canary, frozenset(packed.by_key), instructions)
    messages = [*filled(packed.lines), *([("user", reminder)] if reminder else [])]
    return Context(messages, packed.by_key, hidden, tuple(dict.fromkeys(titles)))


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
