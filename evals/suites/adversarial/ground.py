"""The libraries that are asked: one of the poisoned passages, and a fictional country's, both made for this run."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.assistant import Assistant
from assistant.llm.settings import ModelSettings
from assistant.reading.reader import BlockReader, Reader
from corpus.library.library import Library
from corpus.model import Document
from corpus.read import read_bytes
from evals.cases import LANGUAGES
from evals.libraries import Libraries
from evals.suites.adversarial.models.adversary import Attack, passages
from evals.suites.adversarial.models.prompt import words
from evals.suites.adversarial.models.scripted import Pace, ScriptedChat
from evals.suites.figures import Tell
from index.building.build import build_index
from index.encoding.embedder import Embedder, Vectors
from index.translation.apertium import Bridge, open_bridge

DIMENSION = 512


class WordEmbedder:
    """Each word's first letters light up one dimension: texts that share words are near each other."""

    name = "words"
    fingerprint = f"words:{DIMENSION}"
    languages: tuple[str, ...] = ("en",)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text."""
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in words(text):
                row[zlib.crc32(word.encode("utf-8", "replace")) % DIMENSION] += 1.0
            if not row.any():
                row[0] = 1.0
            row /= np.linalg.norm(row)
        return vectors


FICTIONAL = "valdoria"
CHUNK = 200  # characters at once


@dataclass(frozen=True, slots=True)
class Open:
    """A library, the assistant over it with its scripted model, and its documents as they were read."""

    home: Path
    assistant: Assistant
    chat: ScriptedChat
    documents: Mapping[str, Document]

    def close(self) -> None:
        self.assistant.close()


class Ground:
    """`folder` is emptied by whoever made it. Libraries are built when they are first asked for."""

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        bridge: Bridge | None = None,
        tell: Tell | None = None,
        reader: BlockReader | None = None,
    ) -> None:
        self.folder = folder
        self.embedder = embedder
        self.tell: Tell = tell or (lambda text: None)
        self._given = bridge
        self._reader = reader

    @cached_property
    def bridge(self) -> Bridge:
        return self._given or open_bridge()

    @cached_property
    def reader(self) -> BlockReader:
        """The built-in one where none was given. Errors: ModelFileWrong."""
        return self._reader or Reader.load()

    def close(self) -> None:
        for name in ("poisoned", "fictional"):
            if isinstance(opened := self.__dict__.get(name), Open):
                opened.close()
        if self._given is None and (close := getattr(self.__dict__.get("bridge"), "close", None)):
            close()

    @cached_property
    def poisoned(self) -> Open:
        return self.of(passages())

    def of(self, attacks: Sequence[Attack], name: str = "poisoned") -> Open:
        """A library of these passages, each a document of its own."""
        return self.open(name, [document_of(attack) for attack in attacks])

    def open(self, name: str, documents: Sequence[Document]) -> Open:
        """A library of these documents, built anew; whoever asks for it closes it."""
        home = self.folder / name
        home.mkdir(parents=True, exist_ok=True)
        build_index(
            home,
            documents=documents,
            embedder=self.embedder,
            bridge=self.bridge,
        )
        return self._open(home, documents)

    @cached_property
    def fictional(self) -> Open:
        libraries = Libraries(self.folder / "fictional", embedder=self.embedder, bridge=self.bridge, reader=self.reader)
        opened = libraries.open(FICTIONAL)
        opened.close()
        return self._open(opened.folder, list(Library(opened.folder).documents()))

    @cached_property
    def plain(self) -> Assistant:
        """The fictional country's library again, without a model."""
        return Assistant.open(self.fictional.home, embedder=self.embedder, bridge=self.bridge, reader=self.reader)

    @cached_property
    def ordinary(self) -> tuple[str, ...]:
        """Questions of that country's gold for which the model is asked: many are answered from the ledger."""
        from evals.gold import load_cases
        from evals.names import gold_path
        from evals.suites.adversarial.models.honest import obey

        cases = [c for c in load_cases(gold_path(FICTIONAL)) if c.expected == "answered" and not c.before]
        asked = [case.question(language) for case in cases for language in LANGUAGES]
        self.tell(f"looking for questions that reach the model: {len(asked)}")
        found = []
        for question in asked:
            self.fictional.chat.behave = obey
            self.fictional.chat.forget()
            self.fictional.assistant.ask(question)
            if self.fictional.chat.prompts:
                found.append(question)
        return tuple(found)

    def _open(self, home: Path, documents: Sequence[Document]) -> Open:
        chat = ScriptedChat(pace=Pace(chunk=CHUNK))
        # no second try: what a model says is judged here, not how often it is asked
        settings = ModelSettings("scripted:chat", retries=0)
        assistant = Assistant.open(
            home, embedder=self.embedder, bridge=self.bridge, reader=self.reader, model=settings, chat=chat
        )
        return Open(home, assistant, chat, {document.id: document for document in documents})


def document_of(attack: Attack) -> Document:
    """The passage as a document, as if somebody had added the file."""
    metadata = {"id": attack.id, "language": attack.language, "title": _title(attack), "kind": "other"}
    return read_bytes(attack.text.encode("utf-8", "surrogatepass"), f"{attack.id}.md", metadata)


def _title(attack: Attack) -> str:
    first = next((line for line in attack.text.split("\n") if line.strip()), attack.id)
    return first.strip("# ")[:120] or attack.id
