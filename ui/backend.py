"""The packages on the left, each brought in when it is first needed: `ogp --help` must not wait for torch.

Commands and the web page reach corpus, index and assistant only through here, and tests put another object
in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ui.doctor.installation import Installation
from ui.views.errors import ogp_error

if TYPE_CHECKING:
    from assistant.answer import Answer
    from corpus.errors import OgpError

Progress = Callable[[str, int, int], None]


class Answering(Protocol):
    """What `assistant.Assistant` is to us."""

    def ask(
        self,
        question: str,
        history: Sequence[Mapping[str, Any] | str] = (),
        language: str | None = None,
        *,
        listen: Callable[[Answer], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Answer:
        """`listen` is called, in the asking thread, with the answer so far each time a statement of a model has passed
        the checks; `stop` is asked now and then: True closes the call to the model, and the answer is what had passed.
        """
        ...

    def refresh(self) -> object: ...

    @property
    def notices(self) -> Sequence[Exception]:
        """What it works in spite of."""
        ...


class Backend(Installation):
    """Everything the screens can ask of the other packages. `home` is the folder that holds documents and
    index.
    """

    def home(self) -> Path:
        from corpus.home import home_dir

        return home_dir()

    def library(self, home: Path) -> Any:
        from corpus.library.library import Library

        return Library(home)

    def load_catalog(self, path: Path) -> Any:
        from corpus.library.catalog import load_catalog

        return load_catalog(path)

    def fetching(self, home: Path) -> Any:
        """What can be fetched and what fetches it: `corpus.fetch.Fetcher`."""
        from corpus.fetch import Fetcher

        return Fetcher(home)

    def kinds(self) -> list[str]:
        """The keys of all kinds of documents."""
        from corpus.kinds import all_kinds

        return list(all_kinds())

    def kind_label(self, kind: str, language: str) -> str:
        """The kind's name on screen; the key itself for a kind nobody has described."""
        from corpus.kinds import kind as describe

        try:
            return str(describe(kind).label.get(language, kind))
        except Exception:  # a label is never a reason to lose an answer
            return kind

    def unread(self, document: Any) -> Mapping[str, int]:
        """How many things of each kind were not read of a document's file."""
        from corpus.library.unread import unread_of

        return unread_of(document.notes)

    def country_code(self, said: str) -> str | None:
        """The code of the country that a person names; None for none."""
        from corpus.text.countries import code_of

        return code_of(said)

    def build_index(self, home: Path, progress: Progress | None) -> Any:
        from index.building.build import build_index

        return build_index(home, progress=progress)

    def index_status(self, home: Path) -> Any:
        from index.status import index_status

        return index_status(home)

    def verify_index(self, home: Path) -> tuple[OgpError, ...]:
        from index.status import verify_index

        return verify_index(home)

    def ledger(self, home: Path) -> tuple[Any, Mapping[str, Any]]:
        """The ledger of the index that serves, and its documents' metadata by id."""
        from index.ledger import open_ledger

        ledger = open_ledger(home)
        return ledger, {document.id: document.metadata for document in self.library(home).documents()}

    def open_searcher(self, home: Path) -> Any:
        from index.search import Searcher

        return Searcher.open(home)

    def model(self) -> Any:
        """The chat model that the environment asks for (`assistant.llm.settings.ModelSettings`), None without one.

        Errors: ModelSettingWrong.
        """
        from assistant.llm.settings import ModelSettings

        return ModelSettings.from_environment()

    def open_assistant(self, home: Path) -> Answering:
        """With the chat model of the environment, without one where its settings are wrong: a model that cannot be used
        never stands in the way of an answer. Who opens it says what is wrong (`model`)."""
        from assistant.assistant import Assistant

        try:
            model = self.model()
        except Exception as error:
            if ogp_error(error) is None:
                raise
            model = None
        return Assistant.open(home, model=model)
