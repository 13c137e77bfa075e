"""Both languages say the same things."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import string
from pathlib import Path

import click
import pytest

import ui
from corpus.errors import FileWrongType, OgpError
from corpus.read import read_bytes
from ui.plugins import installed, text_packages
from ui.terminal import click_texts
from ui.views.errors import explain
from ui.wording import wording

PACKAGES_OF_TEXTS = text_packages(installed())  # of the commands that other packages add
ES, EN = wording("es", *PACKAGES_OF_TEXTS), wording("en", *PACKAGES_OF_TEXTS)
PACKAGES = ("corpus", "index", "assistant", "evals")
# Texts that are shown as they are, with braces that are no placeholders.
LITERAL = {key for key in EN.names() if key.startswith("batch.") and '{"id"' in EN(key)} | {
    "batch.history_type",
    "help.ask_batch",
    "help.search_batch",
}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def error_classes() -> list[type[OgpError]]:
    for package_name in PACKAGES:
        package = importlib.import_module(package_name)
        for module in pkgutil.walk_packages(package.__path__, f"{package_name}."):
            if "error" in module.name:
                importlib.import_module(module.name)
    found: list[type[OgpError]] = [OgpError]
    for cls in found:
        found += [sub for sub in cls.__subclasses__() if sub.__module__.split(".")[0] in PACKAGES]
    return found


def test_same_keys_in_the_same_order() -> None:
    assert ES.names() == EN.names()


@pytest.mark.parametrize("key", [key for key in EN.names() if key not in LITERAL])
def test_same_placeholders(key: str) -> None:
    assert placeholders(ES(key)) == placeholders(EN(key))


@pytest.mark.parametrize("key", EN.names())
def test_no_text_is_empty_in_one_language_only(key: str) -> None:
    assert bool(ES(key).strip()) == bool(EN(key).strip())


@pytest.mark.parametrize("error", error_classes(), ids=lambda cls: cls.__name__)
def test_every_error_has_a_text_in_both_languages(error: type[OgpError]) -> None:
    for texts in (ES, EN):
        text = texts(f"errors.{error.__name__}")
        assert placeholders(text) == placeholders(error.template)


CONTENTS = {
    b"%PDF-1.7": "PDF",
    b"PK\x03\x04word/": "documento de Word",
    b"PK\x03\x04xl/workbook": "libro de Excel",
    b"PK\x03\x04ppt/presentation": "presentación de PowerPoint",
    b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument": "documento de OpenDocument",
    b"PK\x03\x04": "archivo comprimido zip",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "documento de Office antiguo o cifrado",
    b"\x89PNG": "imagen PNG",
    b"\xff\xd8\xff": "imagen JPEG",
    b"GIF8": "imagen GIF",
    b"II*\x00": "imagen TIFF",
    b"{\\rtf": "documento RTF",
    b"\x1f\x8b": "archivo comprimido gzip",
    b"Rar!": "archivo comprimido RAR",
    b"7z\xbc\xaf": "archivo comprimido 7-Zip",
    b"\x7fELF": "programa",
    b"SQLite format 3": "base de datos",
    b"\0\1\2\3": "datos binarios",
    b"<!doctype html>": "página HTML",
    b"Only words": "texto simple",
}


@pytest.mark.parametrize("head", CONTENTS, ids=CONTENTS.get)
def test_what_a_file_holds_is_named_in_the_persons_language(head: bytes) -> None:
    name = "a.pdf" if CONTENTS[head] != "PDF" else "a.html"
    with pytest.raises(FileWrongType) as caught:
        read_bytes(head * 50, name)
    expected = "PDF" if name == "a.pdf" else "página HTML"
    assert f"el nombre dice {expected}, pero el contenido parece {CONTENTS[head]}." in explain(caught.value, ES)
    assert str(caught.value).rstrip(".") in explain(caught.value, EN)


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
