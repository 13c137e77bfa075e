"""A backend without models or disk. The documents, people and figures in it are invented."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from assistant.answer import Answer, Citation, Conflict, ModelUse, Side, Statement
from corpus.errors import DocumentUnknown, FileEmpty, OgpError, VersionUnknown
from corpus.fetch import FetchOutcome, Source, choose
from corpus.fetch.errors import FetchForbidden
from corpus.library.corrections import checked, corrected
from corpus.model import Block, Document, Metadata
from ui.backend import Backend

EVIL = "<img src=x onerror=alert(1)> ![x](http://evil.example/x.png) [c](javascript:alert(2)) **b** `c` </pre>"


def citation(number: int = 1, **changes: Any) -> Citation:
    marked = (30, 38) if "quote" not in changes else None  # "en marzo"
    quote = changes.pop("quote", "El puente peatonal se terminó en marzo, dos meses después de lo previsto.")
    values: dict[str, Any] = {
        "number": number,
        "document": "freedonia-informe",
        "source": "informe_freedonia.pdf",
        "title": "Informe de resultados de Freedonia 2030",
        "kind": "irm_report",
        "publisher": "Mecanismo de Revisión Independiente",
        "date": "2031-05",
        "url": "https://docs.example.org/freedonia",
        "section": ("Resultados", "Compromiso 4: Puentes abiertos"),
        "page": 12,
        "commitment": "FR0004",
        "voice": "assessed",
        "language": "es",
        "quote": quote,
        "translation": "The footbridge was finished in March, two months later than planned.",
        "start": 10,
        "end": 10 + len(quote),
        "answer": marked,
    }
    return Citation(**{**values, **changes})


def answer(question: str = "What became of the bridges?", **changes: Any) -> Answer:
    values: dict[str, Any] = {
        "question": question,
        "language": "en",
        "status": "partial",
        "text": "The footbridge was finished in March. [1]\n\nThe government reports eleven bridges. [2]",
        "statements": (
            Statement("The footbridge was finished in March, two months late.", (1,), "assessed", translated=True),
            Statement("The government reports that eleven bridges were opened.", (2,), "self_reported"),
        ),
        "citations": (
            citation(1),
            citation(
                2,
                document="freedonia-gov",
                source="gov.txt",
                title="Self-assessment of the government of Freedonia",
                kind="self_assessment",
                publisher="Government of Freedonia",
                voice="self_reported",
                language="en",
                quote="Eleven bridges were opened to the public during the period.",
                translation=None,
                page=None,
                url="javascript:alert(1)",
                origin="Freedonia yearbook, chapter 2",
            ),
        ),
        "conflicts": (Conflict("Number of bridges opened", (Side("9", 1), Side("11", 2))),),
        "missing": ("No document says what the bridges cost.",),
        "seconds": 0.1,
    }
    return Answer(**{**values, **changes})


class FakeAssistant:
    """Answers every question alike; "fail" raises an error of ours, "crash" one of nobody's."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[Any, ...], str | None]] = []
        self.refreshed = 0
        self.notices: tuple[Exception, ...] = ()

    def ask(
        self, question: str, history: Any = (), language: str | None = None, *, listen: Any = None, stop: Any = None
    ) -> Answer:
        self.asked.append((question, tuple(history), language))
        if question == "fail":
            raise FileEmpty(file="x.txt")
        if question == "crash":
            raise RuntimeError("secret detail")
        if not question.strip():
            return Answer(question, language or "en", "clarify", "Please write a question.")
        return answer(question)

    def refresh(self) -> bool:
        self.refreshed += 1
        return False


class PatientAssistant(FakeAssistant):
    """Answers only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()

    def ask(self, question: str, history: Any = (), language: str | None = None, **more: Any) -> Answer:
        assert self.go_on.wait(30)
        return super().ask(question, history, language, **more)


MODEL = SimpleNamespace(
    name="openai:small", url="http://user:secret@models.example.org:8080/v1?key=secret", context=8192
)
SENTENCES = (
    "The footbridge was finished in March, two months late.",
    "The government reports that eleven bridges were opened.",
    "Nobody says what they cost.",
)


def written(count: int, question: str = "What became of the bridges?", **changes: Any) -> Answer:
    """The answer of a model of which so many statements have passed; all of them: with what the model took."""
    statements = tuple(Statement(text, (1,), "assessed") for text in SENTENCES[:count])
    text = "\n\n".join(f"{statement.text} [1]" for statement in statements)
    use = ModelUse("openai:small", "answer.en:0123456789ab", 812, 64, 0.00042, 1.5, 1, dropped=2)
    values: dict[str, Any] = {
        "status": "answered",
        "text": text,
        "statements": statements,
        "citations": (citation(1),),
        "conflicts": (),
        "missing": (),
        "composer": "model",
        "model": use if count == len(SENTENCES) else None,
    }
    return answer(question, **{**values, **changes})


class WritingAssistant(FakeAssistant):
    """Writes as a model does: a statement every `pause` seconds. Asked to be "endless", it stalls after the first one,
    and asked to be "mute" before it; both until they are stopped. `left` is set when it has heard that it is."""

    def __init__(self, pause: float = 0.05) -> None:
        super().__init__()
        self.pause = pause
        self.left = threading.Event()
        self.begun = threading.Event()

    def ask(
        self, question: str, history: Any = (), language: str | None = None, *, listen: Any = None, stop: Any = None
    ) -> Answer:
        self.asked.append((question, tuple(history), language))
        if question == "crash":
            raise RuntimeError("secret detail")
        for count in range(1, len(SENTENCES) + 1):
            stalls = (question == "endless" and count == 2) or question == "mute"
            if not self._wait(60.0 if stalls else self.pause, stop):
                return written(count - 1, question, composer="model" if count > 1 else "extractive")
            if listen is not None:
                listen(written(count, question, model=None))
            self.begun.set()
        return written(len(SENTENCES), question)

    def _wait(self, seconds: float, stop: Any) -> bool:
        """False as soon as it is stopped."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if stop is not None and stop():
                self.left.set()
                return False
            time.sleep(0.01)
        return True


def document(id: str = "freedonia-plan") -> Document:
    text = "Plan de Freedonia\n\nCompromiso 4\n\nSe abrirán nueve puentes."
    return Document(
        metadata=Metadata(
            id=id,
            source="plan.txt",
            title="Plan de Freedonia",
            kind="action_plan",
            language="es",
            country="FD",
            inferred=("title", "language"),
        ),
        text=text,
        blocks=(
            Block("heading", 0, 17, level=1),
            Block("heading", 19, 31, section=("Plan de Freedonia",), level=2),
            Block("paragraph", 33, len(text), section=("Plan de Freedonia", "Compromiso 4")),
        ),
    )


class FakeLibrary:
    def __init__(self, documents: list[Document], superseded: dict[str, str] | None = None) -> None:
        self._documents = {document.id: document for document in documents}
        self._superseded = superseded or {}

    @property
    def is_empty(self) -> bool:
        return not self._documents

    def documents(self) -> list[Document]:
        return list(self._documents.values())

    kept = documents

    def damaged(self) -> list[OgpError]:
        return []

    def superseded(self) -> dict[str, str]:
        return self._superseded

    def removed(self) -> list[Any]:
        return [
            SimpleNamespace(
                id="freedonia-old",
                title="Plan viejo",
                removed="2031-02-03T10:00:00+00:00",
                sha256="ab" * 32,
                source="o.txt",
                url="",
            )
        ]

    def versions(self, id: str) -> list[Any]:
        newest = SimpleNamespace(
            sha256="cd" * 32, title=self.get(id).metadata.title, source="plan.txt", added="2031-02-01", replaced=""
        )
        return [newest, SimpleNamespace(**{**vars(newest), "sha256": "ef" * 32, "added": "", "replaced": "2031-02-01"})]

    def version(self, id: str, sha256: str) -> Document:
        if not ("ef" * 32).startswith(sha256):
            raise VersionUnknown(id=id, sha256=sha256)
        return self.get(id)

    def get(self, id: str) -> Document:
        if id not in self._documents:
            raise DocumentUnknown(id=id)
        return self._documents[id]

    def remove(self, id: str) -> None:
        self.get(id)
        del self._documents[id]

    def add_starter(self) -> list[Any]:
        return [outcome("sheet.md", "added")]

    def correct(self, id: str, values: dict[str, str]) -> Document:
        document = self.get(id)
        changed = replace(document, metadata=corrected(document.metadata, checked(values)))
        self._documents[id] = changed
        return changed

    def add(
        self,
        paths: list[Path],
        catalog: Any = None,
        progress: Any = None,
        *,
        as_id: str | None = None,
        replace: bool = False,
    ) -> list[Any]:
        if progress:
            progress(len(paths), len(paths), "x")
        return [outcome(path, "failed" if "bad" in str(path) else "added") for path in paths]


class FakeFetching:
    """Lists two documents; one that is called "bad" fails, one called "gone" was removed."""

    def sources(self, catalog: Any, names: Any = (), country: str | None = None) -> list[Any]:
        known = [source("freedonia-plan", "FD"), source("bad", "FD"), source("gone", "SY")]
        return choose([one for one in known if not catalog or one.id != "bad"], names, country)

    def fetch(self, sources: list[Any], progress: Any = None, *, again: bool = False) -> list[Any]:
        if progress:
            progress(len(sources), len(sources), "x")
        return [fetch_outcome(one, again) for one in sources]


def source(id: str, country: str) -> Source:
    url = f"https://docs.example.org/{id}.pdf"
    stated = {
        "id": id,
        "title": f"Title of {id}",
        "kind": "irm_report",
        "country": country,
        "language": "en",
        "url": url,
    }
    return Source(id, url, f"{id}.pdf", stated)


def fetch_outcome(one: Source, again: bool) -> Any:
    if one.id == "bad":
        return FetchOutcome(one, "failed", error=FetchForbidden(name="bad", host="docs.example.org", url=one.url))
    if one.id == "gone" and not again:
        return FetchOutcome(one, "removed")
    return FetchOutcome(one, "fetched", bytes=1_500_000, resumed=True, added=outcome(f"{one.id}.pdf", "added"))


def outcome(path: object, status: str) -> Any:
    error: OgpError | None = FileEmpty(file=str(path)) if status == "failed" else None
    id = None if error else "an-id"
    return SimpleNamespace(
        path=Path(str(path)), document_id=id, status=status, error=error, notes=(), metadata=None, namesake=None
    )


@dataclass
class FakeBackend(Backend):
    """Set `status`, `problems` or `failure` to try what the screens do with them."""

    folder: Path = Path("home")
    assistant: FakeAssistant = field(default_factory=FakeAssistant)
    documents: list[Document] = field(default_factory=lambda: [document()])
    status: dict[str, Any] = field(default_factory=dict)
    problems: tuple[OgpError, ...] = ()
    failure: BaseException | None = None
    superseded: dict[str, str] = field(default_factory=dict)
    chat_model: Any = None

    def home(self) -> Path:
        return self.folder

    def library(self, home: Path) -> Any:
        return FakeLibrary(self.documents, self.superseded)

    def fetching(self, home: Path) -> Any:
        return FakeFetching()

    def load_catalog(self, path: Path) -> Any:
        return {}

    def kind_label(self, kind: str, language: str) -> str:
        return {"es": "Informe", "en": "Report"}[language] if kind == "irm_report" else kind

    def build_index(self, home: Path, progress: Any) -> Any:
        self._fail()
        if progress:
            progress("read", 1, 2)
            progress("read", 2, 2)
            progress("embed", 5, 5)
        return SimpleNamespace(
            documents=2, passages=5, embedded=4, reused=1, seconds=0.5, warnings=(("no_bridge", ""),)
        )

    def index_status(self, home: Path) -> Any:
        values = {
            "exists": True,
            "generation": "g1",
            "built_at": "2031-01-01",
            "embedder": "mini",
            "documents": 3,
            "passages": 9,
            "bridge": True,
            "starter": False,
            "stale": False,
            "bytes": 1_500_000,
            "warnings": (),
            "problem": None,
        }
        return SimpleNamespace(**{**values, **self.status})

    def verify_index(self, home: Path) -> tuple[OgpError, ...]:
        return self.problems

    def open_searcher(self, home: Path) -> Any:
        self._fail()
        return SimpleNamespace(search=lambda question, k=10: [hit(rank) for rank in range(1, k + 1)], notices=())

    def model(self) -> Any:
        if isinstance(self.chat_model, Exception):
            raise self.chat_model
        return self.chat_model

    def open_assistant(self, home: Path) -> Any:
        self._fail()
        return self.assistant

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure


def hit(rank: int) -> Any:
    return SimpleNamespace(
        rank=rank,
        score=1.0 / rank,
        document="freedonia-plan",
        source="plan.txt",
        title="Plan de Freedonia",
        passage=f"freedonia-plan:{rank}",
        text="Se abrirán nueve puentes.",
        section=("Compromiso 4",),
        page=None,
        page_label=None,
        ocr=False,
        language="es",
    )
