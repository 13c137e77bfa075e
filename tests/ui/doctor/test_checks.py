"""`ogp doctor`: every check has plain words in both languages, and says what to do; keys are never shown."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from doctor_samples import SECRET, SETTINGS, Patient

from index.encoding.encoder import NAME
from index.encoding.model_files import reason
from index.errors import EmbedderMismatch, IndexDamaged, IndexMissing, ModelFileWrong

MISSING = ModelFileWrong(file="/f/model.onnx", reason=reason("model_file_unread"))


ALTERED = ModelFileWrong(file="/f/model.onnx", reason=reason("model_file_other", found="01", expected="02"))


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
    ({"here": False}, "embedder", "ok", 0),  # it came along
    ({"faults": {NAME: MISSING}}, "embedder", "problem", 1),
    ({"faults": {NAME: ALTERED}}, "embedder", "problem", 1),
    ({"faults": {NAME: ALTERED}}, "reader", "ok", 1),
    ({"model_name": "mini", "faults": {NAME: ALTERED}}, "embedder", "ok", 0),  # another one is set
    ({"model_name": "mini", "here": False}, "embedder", "missing", 1),
    ({}, "reader", "ok", 0),
    ({"faults": {"reader": MISSING}}, "reader", "problem", 1),
    ({"faults": {"reader": ALTERED}}, "reader", "problem", 1),
    ({"mismatch": EmbedderMismatch(built="other", configured="mini")}, "match", "problem", 1),
    ({}, "reranker", "off", 0),
    ({"reorders": RERANKER}, "reranker", "ok", 0),
    ({"reorders": RERANKER, "here": False}, "reranker", "missing", 1),
    ({"apertium": False}, "translator", "missing", 0),
    ({"status": {"bridge": False}}, "translator", "ok", 0),  # the index needs none
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


@pytest.mark.parametrize(
    ("language", "damaged", "lost"),
    [
        (
            "en",
            ("/f/model.onnx", "SHA-256 is 01, and should be 02", "git checkout", "make setup"),
            "by their words alone",
        ),
        (
            "es",
            ("/f/model.onnx", "SHA-256 es 01 y debería ser 02", "git checkout", "make setup"),
            "solo por sus palabras",
        ),
    ],
)
def test_a_damaged_model_is_told_with_how_to_get_it_back_and_what_is_lost(
    ogp, language: str, damaged: tuple[str, ...], lost: str
) -> None:
    ran = ogp("--lang", language, "doctor", backend=Patient(faults={NAME: ALTERED, "reader": ALTERED}))
    lines = [line for line in ran.out.splitlines() if "/f/model.onnx" in line]
    assert len(lines) == 2 and ran.code == 1
    assert all(words in line for line in lines for words in damaged)
    assert lost in lines[0] and ("caution" if language == "en" else "advertencia") in lines[1]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "by their meaning alone, not by their words"),
        ("es", "solo por su significado y no también por sus palabras"),
    ],
)
def test_without_a_translator_it_says_what_the_other_language_loses(ogp, language: str, words: str) -> None:
    out = ogp("--lang", language, "doctor", backend=Patient(apertium=False)).out
    assert words in out and "apertium-eng-spa" in out


def test_a_check_that_fails_itself_is_a_problem_and_the_others_go_on(ogp) -> None:
    class Broken(Patient):
        def translates(self) -> bool:
            raise RuntimeError("it broke")

    ran = ogp("doctor", backend=Broken())
    assert ran.code == 1 and "it broke" in ran.out and "Chat model" in ran.out and "Traceback" not in ran.err
