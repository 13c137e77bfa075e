"""Errors in both languages: what happened and what to do, without tracebacks."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from ui_fakes import FakeBackend
from ui_texts import EN, ES, placeholders

from corpus.errors import FileWrongType, OgpError
from corpus.read import read_bytes
from index.errors import IndexMissing
from ui.views.errors import explain


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


PACKAGES = ("corpus", "index", "assistant", "evals")


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
