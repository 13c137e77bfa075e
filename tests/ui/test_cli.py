"""The command: languages, exit codes, what it loads."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from ui_fakes import FakeBackend


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
        (["nada"], "No existe el comando"),
        (["ask", "--nada"], "No existe la opción"),
        (["ask"], "Dé una pregunta"),
        (["corpus", "show"], "Falta el argumento"),
        (["corpus", "add"], "Indique al menos"),
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


def test_interruption(ogp) -> None:
    ran = ogp("--lang", "es", "ask", "x", backend=FakeBackend(failure=KeyboardInterrupt()))
    assert ran.code == 130 and "Interrumpido" in ran.err


def test_undecodable_arguments_are_shown_and_asked(ogp, backend: FakeBackend) -> None:
    ran = ogp("corpus", "show", "plan\udcff")
    assert ran.code == 1 and "plan\\udcff" in ran.err
    assert ogp("ask", "x\udcff", "--json").code == 0


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
