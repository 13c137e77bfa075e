"""`ogp corpus list`, `set` and `remove`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from file_samples import run
from ui_fakes import FakeBackend


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
