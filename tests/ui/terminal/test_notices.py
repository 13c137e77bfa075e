"""What an index works in spite of is said beside the result, and stops nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fakes import valdoria
from ui_fakes import FakeBackend

from corpus.ledger import build_ledger
from ui.views.documents import warning_text
from ui.wording import wording


def test_a_stale_index_is_announced_but_serves(ogp) -> None:
    stale = FakeBackend(status={"stale": True})
    for command in ("ask", "search"):
        ran = ogp(command, "x", backend=stale)
        assert ran.code == 0 and "ogp index build" in ran.err and ran.out


def told(why: str, missing: tuple[int, ...] = (), stated: int | None = None) -> tuple[str, str]:
    facts = {"source": "plan.pdf", "found": 6, "stated": stated, "missing": missing}
    return f"ledger_{why}", json.dumps(facts)


class GapsBackend(FakeBackend):
    def ledger(self, home: Path) -> tuple[Any, dict[str, Any]]:
        return build_ledger(valdoria()), {}

    def build_index(self, home: Path, progress: Any) -> Any:
        counts = {"documents": 3, "passages": 9, "embedded": 9, "reused": 0, "seconds": 1.0}
        return SimpleNamespace(**counts, warnings=self.status["warnings"])


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(
    ("warning", "words"),
    [
        (told("none"), ()),
        (told("gap", (3, 7, 8, 9)), ("6", "3, 7–9")),
        (told("total", (3, 7, 8), 9), ("6", "9", "3, 7–8")),
        (told("total", (), 12), ("6", "12")),
    ],
)
def test_each_is_a_sentence(language: str, warning: tuple[str, str], words: tuple[str, ...]) -> None:
    sentence = warning_text(warning, wording(language))
    assert "plan.pdf" in sentence and all(word in sentence for word in words)
    assert "None" not in sentence and "{" not in sentence


@pytest.mark.parametrize("command", [("index", "build"), ("ledger", "list"), ("ledger", "list", "--format", "csv")])
def test_it_is_said_beside_the_result_and_does_not_fail(
    ogp: Callable[..., Any], tmp_path: Path, command: tuple[str, ...]
) -> None:
    backend = GapsBackend(folder=tmp_path / "home", status={"warnings": (told("gap", (3,)), ("no_bridge", ""))})
    ran = ogp(*command, backend=backend)
    assert ran.code == 0 and "plan.pdf" in ran.err and "plan.pdf" not in ran.out
    if command[0] == "ledger":
        assert "Apertium" not in ran.err  # that is about the search


@pytest.mark.parametrize("command", ["list", "export"])
@pytest.mark.parametrize(
    ("options", "said"),
    [((), True), (("--country", "xv"), True), (("--country", "zz"), False), (("--cycle", "1999"), False)],
)
def test_it_is_not_said_of_documents_of_another_country_or_plan(
    ogp: Callable[..., Any], tmp_path: Path, command: str, options: tuple[str, ...], said: bool
) -> None:
    plan = next(document.metadata for document in valdoria() if document.metadata.cycle)
    facts = {"source": plan.source, "found": 6, "stated": None, "missing": (3,)}

    class Stated(GapsBackend):
        def ledger(self, home: Path) -> tuple[Any, dict[str, Any]]:
            return build_ledger(valdoria()), {plan.id: plan}

    backend = Stated(folder=tmp_path / "home", status={"warnings": (("ledger_gap", json.dumps(facts)),)})
    ran = ogp("ledger", command, *options, backend=backend)
    assert ran.code == 0 and (plan.source in ran.err) == said
