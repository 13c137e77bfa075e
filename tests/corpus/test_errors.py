"""Errors, kinds and what is imported when."""

from __future__ import annotations

import ast
import pickle
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import corpus
from corpus import errors
from corpus.errors import FileTooLarge, KindUnknown, OgpError
from corpus.fetch import errors as fetch_errors
from corpus.kinds import all_kinds, kind


def subclasses(cls: type[OgpError]) -> list[type[OgpError]]:
    return [found for child in cls.__subclasses__() for found in (child, *subclasses(child))]


@pytest.mark.parametrize("module", [errors, fetch_errors], ids=lambda module: str(module.__name__))
def test_the_tree_in_the_docstring_is_complete(module: ModuleType) -> None:
    drawn = {word for line in (module.__doc__ or "").splitlines() for word in line.split() if word[:1].isupper()}
    own = [cls for cls in subclasses(OgpError) if cls.__module__ == module.__name__]
    assert own and {cls.__name__ for cls in own} <= drawn


def test_an_error_tells_its_values() -> None:
    error = FileTooLarge(file="a.pdf", megabytes="61.0", limit="50")
    assert str(error) == "a.pdf: the file has 61.0 MB; the limit is 50 MB."
    assert (error.key, error.values["file"]) == ("FileTooLarge", "a.pdf")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    assert "{limit}" in str(FileTooLarge(file="a.pdf", megabytes=1)), "a missing value must not raise"


def test_kinds() -> None:
    assert kind("irm_report").voice == "assessed" and kind("irm_cocreation_brief").voice == "recommended"
    for entry in all_kinds().values():
        assert set(entry.label) == {"es", "en"} and all(entry.label.values())
    with pytest.raises(KindUnknown, match="novel"):
        kind("novel")


def test_every_public_name_is_there() -> None:
    for name in corpus.__all__:
        assert getattr(corpus, name) is not None


def test_importing_the_package_loads_no_reader() -> None:
    heavy = ("pypdf", "docx", "openpyxl", "pptx", "lxml", "lingua", "babel")
    code = f"import sys, corpus; print([name for name in {heavy} if name in sys.modules])"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert ast.literal_eval(done.stdout) == []
