"""Commands that other packages add to `ogp`."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
from ui_fakes import FakeBackend

from ui.cli import main
from ui.plugins import installed
from ui.wording import wording


def plugin(
    parent: Path, texts: str = '[brief]\ngreet = "{0}"\n[help]\ngreet = "{0}"\n[greet]\nhello = "{0}, {{home}}"\n'
) -> Any:
    package = f"texts_{parent.name}"
    folder = parent / package
    folder.mkdir(exist_ok=True)
    for language, word in (("es", "Hola"), ("en", "Hello")):
        (folder / f"{language}.toml").write_text(texts.format(word), encoding="utf-8")

    def command(session: Any) -> click.Command:
        @session.command("greet")
        def greet() -> None:
            session.console.show(session.texts("greet.hello", home=session.home().name))

        return greet

    return SimpleNamespace(TEXTS=package, command=command)


@pytest.mark.parametrize(("language", "word"), [("es", "Hola"), ("en", "Hello")])
def test_an_added_command_speaks_the_persons_language_and_knows_their_home(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    language: str,
    word: str,
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    backend: Any = FakeBackend(folder=tmp_path / "home")
    assert main(["--lang", language, "greet"], backend=backend, environ={}, more=[plugin(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{word}, home\n"
    assert main(["--lang", language, "--help"], backend=backend, environ={}, more=[plugin(tmp_path)]) == 0
    assert f"greet   {word}" in capsys.readouterr().out


def test_an_added_text_never_replaces_one_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    added = plugin(tmp_path, '[brief]\nask = "{0}"\n')
    with pytest.raises(ValueError, match=r"brief\.ask"):
        wording("en", added.TEXTS)


def test_the_evaluations_are_added() -> None:
    assert [module.__name__ for module in installed()] == ["evals.commands"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", ["run", "list", "compare", "report", "gate", "check"])
def test_every_evaluation_command_has_help_in_both_languages(
    capsys: pytest.CaptureFixture[str], language: str, name: str
) -> None:
    assert main(["--lang", language, "evals", name, "--help"], environ={}) == 0
    assert ("Uso:" if language == "es" else "Usage:") in capsys.readouterr().out
