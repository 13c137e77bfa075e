"""What a document was taken for is shown as inferred, asked about at a terminal, and corrected in one command."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ui_fakes import FakeBackend, citation

from ui.backend import Backend
from ui.views.citation import origin_text
from ui.wording import wording

CHAT = "# Chat of the forum\n\nThe IRM report is said to be late, once more, and the register is a failure.\n"
REPORT = (
    "# IRM Results Report: Uruguay 2021-2025\n\nIndependent Reporting Mechanism\n\nMay 2024\n\nTwelve people spoke.\n"
)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OGP_HOME", str(tmp_path / "home"))
    for name, text in (("chat.md", CHAT), ("irm.md", REPORT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(ogp: Callable[..., Any], *arguments: str) -> Any:
    return ogp(*arguments, backend=Backend())


def test_adding_says_what_was_inferred_and_what_is_in_doubt(ogp, files: Path) -> None:
    added = run(ogp, "corpus", "add", str(files / "chat.md"), str(files / "irm.md"))
    chat, irm = added.out.split("Added: ")[1:]
    assert "Other document, en — in doubt: kind" in chat and "ogp corpus set chat kind=…" in chat
    assert "What the document says" in chat
    assert "IRM report, UY, 2021-2025, 2024-05, en — inferred: kind, country, cycle, date" in irm
    assert "ogp corpus set irm kind=…" in irm and "in doubt" not in irm
    spanish = run(ogp, "--lang", "es", "corpus", "list").out
    assert "dudoso: tipo" in spanish and "deducido: tipo, país" in spanish


def test_adding_says_what_a_file_claims_of_itself(ogp, files: Path) -> None:
    column = files / "column\nAdded: other.md"
    column.write_text(
        "---\nkind: irm_report\ncountry: UY\n---\n# Opinion\n\nThe register is a failure.\n", encoding="utf-8"
    )
    added = run(ogp, "corpus", "add", str(column)).out
    assert "The file says this of itself: kind, country." in added
    assert added.count("\nAdded: ") == 0
    assert (
        "dice esto de sí mismo: tipo, país." in run(ogp, "--lang", "es", "corpus", "add", "--id", "b", str(column)).out
    )
    catalog = files / "catalog.toml"
    catalog.write_text('[[documents]]\nfile = "chat.md"\nkind = "other"\ncountry = "UY"\n', encoding="utf-8")
    assert "says this of itself" not in run(ogp, "corpus", "add", "--catalog", str(catalog), str(files / "chat.md")).out


def test_listing_and_showing_say_it_too(ogp, files: Path) -> None:
    run(ogp, "corpus", "add", str(files / "chat.md"), str(files / "irm.md"))
    listed = run(ogp, "corpus", "list").out
    assert "chat.md: Other document, en — in doubt: kind" in listed and "— inferred: kind, country" in listed
    chat, irm = (json.loads(line) for line in run(ogp, "corpus", "list", "--json").out.splitlines())
    assert chat["doubtful"] == ["kind"] and irm["doubtful"] == [] and "kind" in irm["inferred"]
    assert (irm["country"], irm["cycle"], irm["date"]) == ("UY", "2021-2025", "2024-05")
    assert "Kind: Other document (other)  (inferred, in doubt)" in run(ogp, "corpus", "show", "chat").out
    shown = json.loads(run(ogp, "corpus", "show", "irm", "--json").out)
    assert shown["kind"] == "irm_report" and "kind" in shown["inferred"]


def test_setting(ogp, files: Path) -> None:
    run(ogp, "corpus", "add", str(files / "chat.md"))
    ran = run(ogp, "corpus", "set", "chat", "kind=guide", "country=uy", "date=")
    assert ran.code == 0 and "chat: Kind is now Guide" in ran.out and "Country is now UY" in ran.out
    assert "Date is now not known" in ran.out and "ogp index build" in ran.err
    assert "in doubt" not in run(ogp, "corpus", "list").out
    assert run(ogp, "corpus", "add", str(files / "chat.md")).out.startswith("Unchanged")


@pytest.mark.parametrize(
    ("arguments", "code", "english", "spanish"),
    [
        (["chat", "kind"], 2, "not of the form FIELD=VALUE", "no tiene la forma CAMPO=VALOR"),
        (["chat", "kind=novel"], 1, "There is no document kind novel", "novel"),
        (["chat", "land=UY"], 1, "There is no field land", "No hay ningún campo land"),
        (["chat", "country=Uruguay"], 1, "country cannot be “URUGUAY”", "country no puede ser «URUGUAY»"),
        (["none", "kind=guide"], 1, "holds no document none", "none"),
    ],
)
def test_what_cannot_be_set_is_told(
    ogp, files: Path, arguments: list[str], code: int, english: str, spanish: str
) -> None:
    run(ogp, "corpus", "add", str(files / "chat.md"))
    for language, sentence in (("en", english), ("es", spanish)):
        ran = run(ogp, "--lang", language, "corpus", "set", *arguments)
        assert ran.code == code and sentence in ran.err


def test_two_files_of_one_name(ogp, files: Path) -> None:
    for town in ("norte", "sur"):
        (files / town).mkdir()
        (files / town / "plan.md").write_text(f"# Plan de Acción de Villa {town}\n\nTres metas.\n", encoding="utf-8")
        ran = run(ogp, "corpus", "add", str(files / town / "plan.md"))
    assert "(plan-2)" in ran.out and "plan comes from another file of that name" in ran.out
    assert "ogp corpus add --id plan" in ran.out
    assert "plan, plan-2" in run(ogp, "corpus", "show", "plan.md").err
    ran = run(ogp, "corpus", "add", "--id", "plan", str(files / "sur" / "plan.md"))
    assert ran.out.startswith("Updated") and "(plan)" in ran.out
    assert run(ogp, "corpus", "add", "--id", "plan", str(files / "sur"), str(files / "norte")).code == 2


def test_who_is_quoted_in_a_document() -> None:
    for language, words in (("en", "by: Public comment"), ("es", "sino: Public comment")):
        said = citation(1, voice="context", kind="irm_report", origin="Public comment")
        assert words in origin_text(said, wording(language))
    assert "fact sheet" in origin_text(citation(1, kind="fact_sheet", origin="Yearbook"), wording("en"))


def at_a_terminal(home: Path, keys: str, *arguments: str) -> str:
    """What a terminal shows when a person types these keys; nothing is stood in for."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    code = "import sys; from ui.cli import main; sys.exit(main())"
    environ = {**os.environ, "OGP_HOME": str(home), "OGP_LANG": "en", "TERM": "dumb"}
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environ,
        close_fds=True,
    )
    os.close(theirs)
    os.write(ours, keys.encode())
    shown, until = b"", time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                part = os.read(ours, 4096)
            except OSError:  # the program left
                break
            if not part:
                break
            shown += part
    process.wait(10)
    os.close(ours)
    return shown.decode(errors="replace")


def test_a_person_at_a_terminal_is_asked_where_the_kind_is_in_doubt(ogp, files: Path) -> None:
    shown = at_a_terminal(files / "home", "99\n9\n0\n", "corpus", "add", str(files / "chat.md"), str(files / "irm.md"))
    assert "What is chat (Chat of the forum)?" in shown and "What is irm" not in shown
    assert "Please write a number from 1 to 12" in shown and "chat: Kind is now Guide" in shown
    assert "in doubt" not in run(ogp, "corpus", "list").out


def test_what_a_person_leaves_open_stays_open(ogp, files: Path) -> None:
    at_a_terminal(files / "home", "\n\n", "corpus", "add", str(files / "chat.md"))
    assert "in doubt: kind" in run(ogp, "corpus", "list").out


@pytest.mark.parametrize(("said", "code"), [("Paraguay", "PY"), ("uy", "UY"), ("méxico", "MX")])
def test_the_country_is_asked_where_none_is_named(ogp, files: Path, said: str, code: str) -> None:
    keys = f"0\nNowhere\n{said}\n"
    shown = at_a_terminal(files / "home", keys, "corpus", "add", str(files / "chat.md"), str(files / "irm.md"))
    assert "Which country is chat" in shown and "Which country is irm" not in shown
    assert "name of a country or its code" in shown and f"chat: Country is now {code}" in shown
    chat, _ = (json.loads(line) for line in run(ogp, "corpus", "list", "--json").out.splitlines())
    assert chat["country"] == code
    assert run(ogp, "corpus", "set", "chat", "country=CL").code == 0


def test_that_no_country_is_named_is_said(ogp, files: Path) -> None:
    for language, words in (("en", "No country is named"), ("es", "no nombra ningún país")):
        for name, named in (("chat", False), ("irm", True)):
            (files / f"{language}-{name}.md").write_text((files / f"{name}.md").read_text("utf-8"), "utf-8")
            said = run(ogp, "--lang", language, "corpus", "add", str(files / f"{language}-{name}.md")).out
            assert (words in said) is not named


def test_nobody_is_asked_where_nobody_is(ogp, backend: FakeBackend, files: Path) -> None:
    ran = run(ogp, "corpus", "add", str(files / "chat.md"))
    assert ran.code == 0 and "What is chat" not in ran.err + ran.out


def test_adding_says_that_another_text_lies_there_now(ogp, files: Path) -> None:
    run(ogp, "corpus", "add", str(files / "irm.md"))
    run(ogp, "corpus", "set", "irm", "kind=irm_report", "country=MX")
    (files / "irm.md").write_text(CHAT, encoding="utf-8")
    added = run(ogp, "corpus", "add", str(files / "irm.md")).out
    assert "no longer holds: country, kind" in added and "in doubt: kind" in added


def test_nonsense_in_a_files_head_is_told_in_the_persons_language(ogp, files: Path) -> None:
    (files / "odd.md").write_text("---\ncountry: Atlantis\n---\n# Plan\n\nThe register is open.\n", encoding="utf-8")
    assert "no country has the name" in run(ogp, "corpus", "add", str(files / "odd.md")).err
    assert "ningún país tiene el nombre" in run(ogp, "--lang", "es", "corpus", "add", str(files / "odd.md")).err
