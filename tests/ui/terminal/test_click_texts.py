"""Click's own words in Spanish, and in English again afterwards."""

from __future__ import annotations

import ast
import inspect

import click
import pytest
from ui_texts import placeholders

from ui.terminal import click_texts


def test_spanish_has_every_message_of_the_installed_click() -> None:
    known = click_texts.messages("es")
    missing = set()
    for module in click_texts.MODULES:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                literal = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                missing |= {text for text in literal if text not in known}
    # Messages for whoever writes a click program, never for whoever runs it.
    assert {text for text in missing if not is_for_programmers(text)} == set()


def is_for_programmers(text: str) -> bool:
    return any(
        words in text
        for words in (
            "DeprecationWarning",
            "declaration",
            "defined twice",
            "same flag for true/false",
            "No options defined",
        )
    )


@pytest.mark.parametrize("message", [m for m in click_texts.messages("es") if m != "%(prog)s, version %(version)s"])
def test_click_messages_keep_their_placeholders(message: str) -> None:
    assert placeholders(click_texts.messages("es")[message]) == placeholders(message)


def test_click_speaks_english_again_afterwards() -> None:
    with click_texts.speaking("es"):
        assert click.core._("Options") == "Opciones"  # type: ignore[attr-defined]
    assert click.core._("Options") == "Options"  # type: ignore[attr-defined]
