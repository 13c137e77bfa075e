"""The questions of ../shared/cases/reading.jsonl, asked over their documents with the real models.

`checks.toml` says of each what a right answer holds (`all` of these texts, `any` of those, in the answer or its
quotations) and what it must not (`none`), and the status where it matters. One library for each folder, built once.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer
from assistant.assistant import Assistant
from assistant.reading.reader import Reader
from corpus.library.catalog import load_catalog
from corpus.library.library import Library
from index.building.build import build_index
from index.encoding.embedder import open_embedder
from index.translation.apertium import open_bridge

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
CHECKS: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "checks.toml").read_text(encoding="utf-8"))
Open = Callable[[str], Assistant]


@cache
def rows() -> dict[str, dict[str, Any]]:
    lines = (CASES / "reading.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    if not CASES.is_dir():
        pytest.skip("needs ../shared/cases, which is not here")
    bridge = open_bridge()
    if not bridge.translates("es", "en"):
        pytest.skip("needs the translator Apertium, which is not installed")
    embedder, reader = open_embedder(), Reader.load()
    found: dict[str, Assistant] = {}

    def open_(folder: str) -> Assistant:
        if folder not in found:
            home, source = tmp_path_factory.mktemp(folder), CASES / "reading" / folder
            catalog = source / "catalog.toml"
            files = [path for path in sorted(source.iterdir()) if path != catalog]
            Library(home).add(files, load_catalog(catalog) if catalog.is_file() else None)
            build_index(home, embedder=embedder, bridge=bridge)
            found[folder] = Assistant.open(home, embedder=embedder, bridge=bridge, reader=reader)
        return found[folder]

    yield open_
    for assistant in found.values():
        assistant.close()
    getattr(bridge, "close", lambda: None)()


def told(answer: Answer) -> str:
    """What a person reads, and the quotations behind it."""
    return "\n".join([answer.text, *(citation.quote for citation in answer.citations)])


def asked(opened: Open, case: str) -> Answer:
    if not CASES.is_dir():
        pytest.skip("needs ../shared/cases, which is not here")
    row = rows()[case]
    return opened(row["folder"]).ask(row["question"], row["history"])


def marked(case: str) -> Any:
    fails = CHECKS[case].get("fails")
    return pytest.param(case, marks=pytest.mark.xfail(reason=fails, strict=False)) if fails else case


@pytest.mark.parametrize("case", [marked(case) for case in CHECKS])
def test_a_case_is_answered_as_its_page_says(opened: Open, case: str) -> None:
    check = CHECKS[case]
    answer = asked(opened, case)
    text = told(answer)
    assert all(one in text for one in check.get("all", ())), text
    assert not check.get("any") or any(one in text for one in check["any"]), text
    assert not any(one in text for one in check.get("none", ())), text
    assert answer.status in check.get("status", ["answered", "partial"]), text
