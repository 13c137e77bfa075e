"""`ogp doctor`: every check has plain words in both languages, and says what to do; keys are never shown."""

from __future__ import annotations

import json
import socket
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ui_fakes import FakeBackend

from assistant.model.settings import ModelSettings
from assistant.model.status import ModelStatus
from corpus.errors import OgpError
from index.errors import EmbedderMismatch, IndexDamaged, IndexMissing
from ui.backend import Backend
from ui.doctor_model import model_checks
from ui.wording import wording

SECRET = "sk-very-secret"
SETTINGS = ModelSettings("openai:small", url=f"http://user:{SECRET}@models.example.org:8080/v1?k={SECRET}", key=SECRET)


@dataclass
class Patient(FakeBackend):
    """All is well; set what is not."""

    free: int | None = 5_000_000_000
    changed: tuple[OgpError, ...] = ()
    here: bool = True
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
        return SimpleNamespace(model="mini", languages=("en", "pt"))

    def embedder_here(self, settings: Any) -> bool:
        return self.here

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


RERANKER = SimpleNamespace(model="cross", languages=("es", "en"), top=30)

CASES: list[tuple[dict[str, Any], str, str, int]] = [
    ({}, "index", "ok", 0),
    ({"free": None}, "home", "problem", 1),
    ({"free": 10_000_000}, "home", "problem", 1),
    ({"documents": []}, "documents", "missing", 1),
    ({"status": {"exists": False, "problem": IndexMissing(home="/h")}}, "index", "missing", 1),
    ({"status": {"problem": IndexDamaged(generation="g", reason="x.bin")}}, "index", "problem", 1),
    ({"changed": (IndexDamaged(generation="g", reason="y.bin has changed"),)}, "index", "problem", 1),
    ({"status": {"stale": True}}, "fresh", "problem", 0),
    ({"here": False}, "embedder", "missing", 1),
    ({"mismatch": EmbedderMismatch(built="other", configured="mini")}, "match", "problem", 1),
    ({}, "reranker", "off", 0),
    ({"reorders": RERANKER}, "reranker", "ok", 0),
    ({"reorders": RERANKER, "here": False}, "reranker", "missing", 1),
    ({"apertium": False}, "translator", "missing", 0),
    ({"status": {"bridge": False}}, "translator", "problem", 0),
    ({}, "ocr", "off", 0),
    ({"recognises": ("", frozenset())}, "ocr", "missing", 0),
    ({"recognises": ("spa+eng", frozenset({"eng"}))}, "ocr", "problem", 1),
    ({"recognises": ("spa+eng", frozenset({"spa", "eng"}))}, "ocr", "ok", 0),
    ({}, "model", "off", 0),
    ({"chat_model": IndexMissing(home="stands for a setting that is wrong")}, "model", "problem", 1),
    ({"chat_model": SETTINGS}, "model", "ok", 0),
    ({"chat_model": SETTINGS, "model_found": {"package": False}}, "package", "missing", 1),
    ({"chat_model": SETTINGS, "model_found": {"package": False, "extra": ""}}, "package", "missing", 1),
    ({"chat_model": SETTINGS, "model_found": {"key": False, "reachable": None}}, "key", "missing", 1),
    ({"chat_model": SETTINGS, "model_found": {"key": None}}, "key", "ok", 0),
    ({"chat_model": SETTINGS, "model_found": {"reachable": None}}, "address", "off", 0),
    ({"chat_model": SETTINGS, "model_found": {"reachable": False}}, "address", "problem", 1),
    *(
        ({"chat_model": SETTINGS, "model_found": {"reachable": True, "reason": reason}}, "address", "problem", 1)
        for reason in ("timeout", "unreachable", "key", "server", "not_listed", "something new")
    ),
]  # fmt: skip


@pytest.mark.parametrize(("state", "name", "expected", "code"), CASES)
@pytest.mark.parametrize("language", ["es", "en"])
def test_each_state_of_each_check(
    ogp, tmp_path: Path, language: str, state: dict[str, Any], name: str, expected: str, code: int
) -> None:
    patient = Patient(folder=tmp_path, **state)
    ran = ogp("--lang", language, "doctor", "--json", backend=patient)
    told = json.loads(ran.out)
    found = {check["name"]: check for check in told["checks"]}
    assert found[name]["state"] == expected and found[name]["text"]
    assert ran.code == code and told["ok"] is (code == 0) and ran.err == ""
    assert SECRET not in ran.out
    plain = ogp("--lang", language, "doctor", backend=patient)
    assert plain.code == code and found[name]["text"] in plain.out and SECRET not in plain.out


def test_one_line_each_with_a_sign_and_what_to_do(ogp) -> None:
    patient = Patient(chat_model=SETTINGS, apertium=False, model_found={"package": False, "key": False})
    lines = ogp("doctor", backend=patient).out.splitlines()
    assert all(line.startswith(("[ok]", "[missing]", "[problem]", "[off]")) for line in lines[:-1])
    whole = "\n".join(lines)
    for words in (
        "[missing] Translator: ", "apertium-eng-spa", 'pip install "ogp-assistant[openai]"', "OPENAI_API_KEY",
        "models.example.org:8080 answers", "reads at most 8192 tokens", "reads English, Portuguese",
    ):  # fmt: skip
        assert words in whole
    assert lines[-1].startswith("2 things that should work do not")
    spanish = ogp("--lang", "es", "doctor", backend=patient).out
    assert "[falta]" in spanish and "[bien]" in spanish and "clave" in spanish


def test_a_check_that_fails_itself_is_a_problem_and_the_others_go_on(ogp) -> None:
    class Broken(Patient):
        def translates(self) -> bool:
            raise RuntimeError("it broke")

    ran = ogp("doctor", backend=Broken())
    assert ran.code == 1 and "it broke" in ran.out and "Chat model" in ran.out and "Traceback" not in ran.err


def test_an_address_that_drips_is_not_waited_for() -> None:
    class Slow(Patient):
        def model_status(self, settings: Any, timeout: float) -> Any:
            threading.Event().wait(20)

    began = time.monotonic()
    *_, (name, state, text, _) = model_checks(Slow(chat_model=SETTINGS), wording("en"), 0.1)
    assert (name, state) == ("address", "problem") and "did not answer" in text
    assert time.monotonic() - began < 3


def test_the_address_is_asked_for_five_seconds_and_only_where_a_model_is_set(ogp) -> None:
    without, with_one = Patient(), Patient(chat_model=SETTINGS)
    ogp("doctor", backend=without)
    ogp("doctor", backend=with_one)
    assert without.asked == [] and with_one.asked == [5.0]


def test_on_this_very_machine(ogp, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real backend, with an address where nobody listens. Nothing is made in the home that it looks at."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    monkeypatch.setenv("OGP_MODEL", "openai:small")
    monkeypatch.setenv("OGP_MODEL_URL", f"http://127.0.0.1:{port}/v1")
    monkeypatch.setenv("OGP_MODEL_KEY", SECRET)
    ran = ogp("doctor", backend=Backend())
    assert ran.code == 1  # no index has been built here
    for words in ("Python", "fact sheets that come along", "all-MiniLM-L6-v2, on this machine", "OGP_MODEL_KEY"):
        assert words in ran.out
    assert f"127.0.0.1:{port} cannot be reached" in ran.out
    assert SECRET not in ran.out + ran.err
    assert list(home.iterdir()) == []
