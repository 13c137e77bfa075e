"""The packages on the left, each brought in when it is first needed: `ogp --help` must not wait for torch.

Commands and the web page reach corpus, index and assistant only through here, and tests put another object
in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from assistant.answer import Answer
    from corpus.errors import OgpError

Progress = Callable[[str, int, int], None]


class Answering(Protocol):
    """What `assistant.Assistant` is to us."""

    def ask(
        self, question: str, history: Sequence[Mapping[str, Any] | str] = (), language: str | None = None
    ) -> Answer: ...

    def refresh(self) -> object: ...


class Backend:
    """Everything the screens can ask of the other packages. `home` is the folder that holds documents and
    index.
    """

    def home(self) -> Path:
        from corpus.home import home_dir

        return home_dir()

    def library(self, home: Path) -> Any:
        from corpus import Library

        return Library(home)

    def load_catalog(self, path: Path) -> Any:
        from corpus import load_catalog

        return load_catalog(path)

    def fetching(self, home: Path) -> Any:
        """What can be fetched and what fetches it: `corpus.fetch.Fetcher`."""
        from corpus.fetch import Fetcher

        return Fetcher(home)

    def kind_label(self, kind: str, language: str) -> str:
        """The kind's name on screen; the key itself for a kind nobody has described."""
        from corpus import kind as describe

        try:
            return str(describe(kind).label.get(language, kind))
        except Exception:  # a label is never a reason to lose an answer
            return kind

    def build_index(self, home: Path, progress: Progress | None) -> Any:
        from index import build_index

        return build_index(home, progress=progress)

    def index_status(self, home: Path) -> Any:
        from index import index_status

        return index_status(home)

    def verify_index(self, home: Path) -> tuple[OgpError, ...]:
        from index import verify_index

        return verify_index(home)

    def ledger(self, home: Path) -> tuple[Any, Mapping[str, Any]]:
        """The ledger of the index that serves, and its documents' metadata by id."""
        from index import open_ledger

        ledger = open_ledger(home)
        return ledger, {document.id: document.metadata for document in self.library(home).documents()}

    def open_searcher(self, home: Path) -> Any:
        from index import Searcher

        return Searcher.open(home)

    def open_assistant(self, home: Path) -> Answering:
        from assistant import Assistant

        return Assistant.open(home)
