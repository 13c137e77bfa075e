"""The command: languages, exit codes, messages without tracebacks."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from ui_fakes import FakeBackend, document

from index.errors import IndexDamaged, IndexMissing, RerankerUnavailable
from ui.backend import Backend
from ui.views.text import printable


def test_help_in_both_languages(ogp) -> None:
    english, spanish = ogp("--help"), ogp("--lang", "es", "--help")
    assert english.code == spanish.code == 0
    assert "Usage:" in english.out and "Exit codes" in english.out
    assert "Uso:" in spanish.out and "Códigos de salida" in spanish.out
    for word in ("Usage", "Options", "Commands", "Show this", "COMMAND"):
        assert word not in spanish.out


COMMANDS = [
    ["corpus"], ["corpus", "add"], ["corpus", "fetch"], ["corpus", "list"], ["corpus", "show"],
    ["corpus", "set"], ["corpus", "remove"],
    ["index"], ["index", "build"], ["index", "status"], ["index", "verify"], ["search"], ["ask"], ["serve"], ["doctor"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_in_the_persons_language(ogp, command: list[str]) -> None:
    ran = ogp(*command, "--help", "--lang", "es")
    assert ran.code == 0
    assert "Uso: ogp" in ran.out and "Muestra esta ayuda" in ran.out
    assert not re.search(r"\b(Usage|Options|default|TEXT|FILE|INTEGER|PATH)\b", ran.out)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["nada"], "No existe la orden"),
        (["ask", "--nada"], "No existe la opción"),
        (["ask"], "Dé una pregunta"),
        (["corpus", "show"], "Falta el argumento"),
        (["corpus", "add"], "Nombre al menos"),
        (["search", "-k", "0", "x"], "fuera del intervalo"),
        (["search", "-k", "x", "x"], "no es un número"),
        (["ask", "uno", "dos"], "Sobra"),
        (["ask", "--batch", "no-such-file", "--out", "o"], "No existe"),
        (["--lang", "es", "--lang", "fr", "ask", "x"], "no es ninguno"),
    ],
)
def test_wrong_usage_is_2_and_said_in_spanish(ogp, arguments: list[str], word: str) -> None:
    ran = ogp(*arguments, environ={"OGP_LANG": "es"})
    assert ran.code == 2
    assert word in ran.err and "Traceback" not in ran.err
    assert ran.out == ""


def test_version(ogp) -> None:
    ran = ogp("--version")
    assert ran.code == 0 and ran.out.startswith("ogp ")


def test_ask_shows_answer_and_sources(ogp) -> None:
    ran = ogp("ask", "What became of the bridges?")
    assert ran.code == 0
    assert "two months late. [1]" in ran.out
    assert "[1] Informe de resultados de Freedonia 2030 — Report — Resultados › Compromiso 4" in ran.out
    assert "p. 12" in ran.out and "Assessed by the IRM" in ran.out
    assert "«El puente peatonal se terminó en marzo, dos meses después de lo previsto.»" in ran.out
    assert "“Eleven bridges were opened" in ran.out
    assert "Machine translation: “The footbridge" in ran.out
    assert "- Assessed by the IRM: 9 [1]" in ran.out and "- Self-reported: 11 [2]" in ran.out
    assert "No document says what the bridges cost." in ran.out


def test_ask_says_what_it_works_in_spite_of(ogp, backend) -> None:
    backend.assistant.notices = (RerankerUnavailable(model="some-model", reason="not here"),)
    ran = ogp("ask", "What became of the bridges?")
    assert ran.code == 0 and "some-model" in ran.err and "two months late" in ran.out


def test_ask_json_is_the_contract(ogp) -> None:
    ran = ogp("ask", "--json", "¿Qué pasó?")
    data = json.loads(ran.out)
    assert data["question"] == "¿Qué pasó?" and data["citations"][0]["number"] == 1
    assert "¿Qué pasó?" in ran.out


def test_search(ogp) -> None:
    ran = ogp("search", "puentes", "-k", "2", "--json")
    hits = json.loads(ran.out)["hits"]
    assert [hit["rank"] for hit in hits] == [1, 2]
    assert set(hits[0]) == {
        "source", "document", "passage", "text", "score", "rank", "title", "section", "page",
        "page_label", "ocr",
    }  # fmt: skip
    assert "Se abrirán nueve puentes" in ogp("search", "puentes").out


def test_a_stale_index_is_announced_but_serves(ogp) -> None:
    stale = FakeBackend(status={"stale": True})
    for command in ("ask", "search"):
        ran = ogp(command, "x", backend=stale)
        assert ran.code == 0 and "ogp index build" in ran.err and ran.out


@pytest.mark.parametrize("command", [["ask", "x"], ["search", "x"], ["index", "build"]])
def test_our_errors_are_told_in_both_languages(ogp, command: list[str]) -> None:
    broken = FakeBackend(failure=IndexMissing(home="/somewhere"))
    english, spanish = ogp(*command, backend=broken), ogp("--lang", "es", *command, backend=broken)
    assert english.code == spanish.code == 1
    assert "There is no index yet in /somewhere" in english.err
    assert "Aún no hay un índice en /somewhere" in spanish.err


def test_unexpected_errors_have_a_sentence_and_no_traceback(ogp, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = FakeBackend(failure=ZeroDivisionError("division by zero"))
    ran = ogp("ask", "x", backend=broken)
    assert ran.code == 1 and "ZeroDivisionError: division by zero" in ran.err and "OGP_DEBUG=1" in ran.err
    assert "Traceback" not in ran.err
    monkeypatch.setenv("OGP_DEBUG", "1")
    assert "Traceback" in ogp("ask", "x", backend=broken).err


def test_refusals_of_the_system_have_a_sentence(ogp) -> None:
    broken = FakeBackend(failure=PermissionError(13, "Permission denied", "/root/x"))
    ran = ogp("ask", "x", backend=broken)
    assert ran.code == 1 and "Permission denied: /root/x" in ran.err


def test_interruption(ogp) -> None:
    ran = ogp("--lang", "es", "ask", "x", backend=FakeBackend(failure=KeyboardInterrupt()))
    assert ran.code == 130 and "Interrumpido" in ran.err


def test_undecodable_arguments_are_shown_and_asked(ogp, backend: FakeBackend) -> None:
    ran = ogp("corpus", "show", "plan\udcff")
    assert ran.code == 1 and "plan\\udcff" in ran.err
    assert ogp("ask", "x\udcff", "--json").code == 0


def test_corpus(ogp) -> None:
    added = ogp("corpus", "add", "good.txt", "bad.txt")
    assert added.code == 1
    assert "good.txt (an-id)" in added.out and "bad.txt: the file is empty" in added.err
    assert ogp("corpus", "add", "--starter").code == 0
    listed = ogp("corpus", "list")
    assert "freedonia-plan" in listed.out and "1 document." in listed.err
    shown = ogp("corpus", "show", "freedonia-plan")
    assert "Title: Plan de Freedonia  (inferred from the text)" in shown.out
    assert "  Plan de Freedonia\n    Compromiso 4\n" in shown.out
    assert "Kind: action_plan" in shown.out and "inferred" not in shown.out.split("Kind:")[1].split("\n")[0]
    removed = ogp("corpus", "remove", "freedonia-plan", "nothing")
    assert removed.code == 1 and "Removed: freedonia-plan" in removed.out and "nothing" in removed.err


def test_sections_are_shown_with_the_page_as_it_is_printed(ogp) -> None:
    labelled = replace(document(), page_offsets=(0, 19), page_labels=("iv", "2"))
    backend = FakeBackend(documents=[labelled])
    shown = ogp("corpus", "show", "freedonia-plan", backend=backend).out
    assert "Plan de Freedonia  (p. iv (sheet 1 of the file))\n" in shown and "Compromiso 4  (p. 2)\n" in shown
    assert "p. iv (hoja 1 del archivo)" in ogp("--lang", "es", "corpus", "show", "freedonia-plan", backend=backend).out


def test_corpus_fetch(ogp) -> None:
    ran = ogp("corpus", "fetch", "freedonia-plan")
    assert ran.code == 0
    assert "Fetched: freedonia-plan (1500 kB, going on from where it broke off)" in ran.out
    assert "Documents here: 1. Not fetched: 0." in ran.err and "ogp index build" in ran.err


def test_corpus_fetch_says_what_became_of_each(ogp) -> None:
    ran = ogp("corpus", "fetch", "--lang", "es")
    assert ran.code == 1 and "Descargado: freedonia-plan" in ran.out
    assert "No se descargó: bad: docs.example.org pide a los programas no descargar" in ran.err
    assert "Se omitió: gone" in ran.err and "Traceback" not in ran.err
    assert ogp("corpus", "fetch", "--country", "SY").code == 0
    assert "Fetched: gone" in ogp("corpus", "fetch", "gone").out, "named, so fetched again"


def test_corpus_fetch_lists_without_fetching(ogp, tmp_path: Path) -> None:
    ran = ogp("corpus", "fetch", "--list", "--country", "fd")
    assert ran.code == 0 and ran.out.count("https://docs.example.org/") == 2 and "Title of bad" in ran.out
    assert "2 documents." in ran.err
    (tmp_path / "catalog.toml").write_text("", encoding="utf-8")
    assert "bad" not in ogp("corpus", "fetch", "--list", "--catalog", str(tmp_path / "catalog.toml")).out
    ran = ogp("corpus", "fetch", "nothing")
    assert ran.code == 1 and "lists no document nothing" in ran.err


def test_official_documents_are_listed(ogp) -> None:
    ran = ogp("corpus", "fetch", "--list", "--country", "MX", backend=Backend())
    assert ran.code == 0 and "mx0087-ogp" in ran.out and "gb-nap5" not in ran.out


def test_corpus_versions_drafts_and_what_was_removed(ogp, backend: FakeBackend) -> None:
    ran = ogp("corpus", "list", "--removed")
    assert "freedonia-old" in ran.out and "Removed 2031-02-03" in ran.out and "ab" * 32 in ran.out
    assert json.loads(ogp("corpus", "list", "--removed", "--json").out)["id"] == "freedonia-old"
    ran = ogp("corpus", "show", "freedonia-plan", "--versions")
    assert ran.out.index("cd" * 32) < ran.out.index("ef" * 32) and "Replaced: 2031-02-01" in ran.out
    assert "Compromiso 4" in ogp("corpus", "show", "freedonia-plan", "--version", "efef").out
    assert ogp("corpus", "show", "freedonia-plan", "--version", "0000").code == 1
    assert ogp("corpus", "show", "freedonia-plan", "--text").out.startswith("Plan de Freedonia\n\nCompromiso 4")
    backend.superseded = {"freedonia-plan": "freedonia-final"}
    for command in (["list"], ["show", "freedonia-plan"]):
        assert "freedonia-plan is a draft of freedonia-final" in ogp("corpus", *command).out
    assert json.loads(ogp("corpus", "list", "--json").out)["superseded_by"] == "freedonia-final"
    backend.superseded = {"an-id": "freedonia-plan"}
    assert "an-id is a draft of freedonia-plan" in ogp("corpus", "add", "a.txt").out


def test_index(ogp) -> None:
    built = ogp("index", "build")
    assert built.code == 0 and "2 documents, 5 passages" in built.out
    assert "Reading documents…\nComputing vectors…" in built.err and "apertium-eng-spa" in built.err
    status = ogp(
        "index",
        "status",
        backend=FakeBackend(status={"stale": True, "warnings": (("language_unread", "pt"),)}),
    )
    assert status.code == 0 and "1.5 MB" in status.out and "Portuguese" in status.out
    assert "changed since" in status.out
    assert ogp("index", "status", backend=FakeBackend(status={"exists": False})).code == 1
    damaged = IndexDamaged(generation="g1", reason="x.bin has changed")
    assert ogp("index", "status", backend=FakeBackend(status={"problem": damaged})).code == 1
    nothing_known = {"generation": None, "built_at": None, "embedder": None, "documents": 0, "passages": 0, "bytes": 0}
    unreadable = ogp("index", "status", backend=FakeBackend(status={**nothing_known, "problem": damaged}))
    assert unreadable.code == 1 and "x.bin has changed" in unreadable.out
    assert "None" not in unreadable.out and "Passages" not in unreadable.out
    assert ogp("index", "verify").code == 0
    verified = ogp("index", "verify", backend=FakeBackend(problems=(damaged,)))
    assert verified.code == 1 and "x.bin has changed" in verified.err


def test_serve_says_when_the_port_is_taken(ogp) -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        ran = ogp("serve", "--port", str(other.getsockname()[1]))
    assert ran.code == 1 and "in use" in ran.err


def test_what_is_printed_cannot_drive_the_terminal(ogp) -> None:
    evil = document("x")
    object.__setattr__(evil.metadata, "title", "\x1b[2Jgone\u202e\x07")
    ran = ogp("corpus", "list", backend=FakeBackend(documents=[evil]))
    assert "\x1b" not in ran.out and "\u202e" not in ran.out and "[2Jgone" in ran.out
    assert printable("a\tb\nc\x85") == "a\tb\nc"


def test_starting_brings_in_nothing_heavy(root: Path) -> None:
    code = (
        "import sys; from ui.cli import main; code = main(['--help']);"
        "heavy = {'torch', 'gradio', 'chromadb', 'sentence_transformers', 'fastapi', 'numpy', 'rich'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    environ = {**os.environ, "PYTHONPATH": str(root), "OGP_LANG": "es"}
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environ,
        check=False,
    )
    assert ran.returncode == 0 and ran.stderr.strip() == "[]"
    assert "Uso:" in ran.stdout
