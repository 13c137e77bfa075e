"""Both languages say the same things."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from ui_texts import EN, ES, placeholders

import ui

# Texts that are shown as they are, with braces that are no placeholders.
LITERAL = {key for key in EN.names() if key.startswith("batch.") and '{"id"' in EN(key)} | {
    "batch.history_type",
    "help.ask_batch",
    "help.search_batch",
}


def test_same_keys_in_the_same_order() -> None:
    assert ES.names() == EN.names()


@pytest.mark.parametrize("key", [key for key in EN.names() if key not in LITERAL])
def test_same_placeholders(key: str) -> None:
    assert placeholders(ES(key)) == placeholders(EN(key))


@pytest.mark.parametrize("key", EN.names())
def test_no_text_is_empty_in_one_language_only(key: str) -> None:
    assert bool(ES(key).strip()) == bool(EN(key).strip())


def test_every_key_named_in_the_code_exists() -> None:
    missing = []
    for path in Path(ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            called = ast.unparse(node.func)
            key = node.args[0].value
            if called in ("texts", "session.texts", "self.texts", "self._texts") and key not in EN:
                missing.append((path.name, key))
            if called.endswith("texts.count") and f"{key}.one" not in EN:
                missing.append((path.name, key))
    assert not missing
