"""A computer for `ogp doctor` on which every state can be set."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ui_fakes import FakeBackend

from assistant.llm.settings import ModelSettings
from assistant.llm.status import ModelStatus
from corpus.errors import OgpError
from index.encoding.encoder import NAME

SECRET = "sk-very-secret"


SETTINGS = ModelSettings("openai:small", url=f"http://user:{SECRET}@models.example.org:8080/v1?k={SECRET}", key=SECRET)


@dataclass
class Patient(FakeBackend):
    """All is well; set what is not."""

    free: int | None = 5_000_000_000
    changed: tuple[OgpError, ...] = ()
    model_name: str = NAME
    here: bool = True
    faults: dict[str, OgpError] = field(default_factory=dict)
    mismatch: OgpError | None = None
    reorders: Any = None
    apertium: bool = True
    recognises: tuple[str, frozenset[str]] = ("", frozenset({"spa", "eng"}))
    model_found: dict[str, Any] = field(default_factory=dict)
    asked: list[float] = field(default_factory=list)

    def free_space(self, home: Path) -> int | None:
        return self.free

    def changed_files(self, home: Path) -> tuple[OgpError, ...]:
        return self.changed

    def embedder(self) -> Any:
        return SimpleNamespace(model=self.model_name, languages=("en", "pt"))

    def embedder_here(self, settings: Any) -> bool:
        return self.here

    def own_models(self) -> dict[str, OgpError | None]:
        return {name: self.faults.get(name) for name in (NAME, "reader")}

    def embedder_mismatch(self, home: Path, settings: Any) -> OgpError | None:
        return self.mismatch

    def reranker(self) -> Any:
        return self.reorders

    def reranker_here(self, settings: Any) -> bool:
        return self.here

    def translates(self) -> bool:
        return self.apertium

    def ocr(self) -> tuple[str, frozenset[str]]:
        return self.recognises

    def model_status(self, settings: Any, timeout: float) -> Any:
        self.asked.append(timeout)
        known = {"package": True, "extra": "openai", "key": True, "key_variable": "OPENAI_API_KEY", "reachable": True}
        return ModelStatus(settings.name, settings.url, **{**known, "reason": None, **self.model_found})
