"""Commands, options and arguments in the person's language."""

from __future__ import annotations

import click
import pytest
from ui_fakes import FakeBackend

from ui.terminal.session import Session
from ui.wording import wording


@pytest.mark.parametrize(("language", "metavar"), [("en", "QUESTION"), ("es", "PREGUNTA")])
def test_a_command_is_built_of_texts(language: str, metavar: str) -> None:
    session = Session(wording(language), FakeBackend())

    @session.command("search")
    @session.argument("question", "question")
    @session.option("-k", "k", help="search_k", metavar="N")
    def search(question: str, k: str) -> None:
        session.console.show(question)

    shown = search.get_help(click.Context(search, info_name="search"))
    assert metavar in shown and "-k N" in shown and "--lang [es|en]" in shown
    assert " ".join(session.texts("help.search_k").split())[:30] in " ".join(shown.split())


def test_an_unknown_text_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        Session(wording("en"), FakeBackend()).option("--x", help="no_such_help")
