"""docs/settings.md has every environment variable of the project, with the files that read it and its default."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from pathlib import Path

from assistant.llm.settings import ModelSettings
from corpus.read import DEFAULT_MAX_MB
from corpus.readers.limits import LANGUAGES, MEGABYTES, SECONDS, SECONDS_WITH_OCR
from index.encoding.reranker import TOP
from scripts import tree
from scripts.settings import ROW, VARIABLE, page, read_by


def defaults(root: Path) -> dict[str, list[str]]:
    """Variable → what its default column has in code marks."""
    text = (root / "docs/settings.md").read_text(encoding="utf-8")
    return {name: re.findall(r"`([^`]+)`", default) for name, _, default, _, _ in ROW.findall(text)}


def test_every_variable_is_in_the_table_and_no_other(root: Path) -> None:
    text = (root / "docs/settings.md").read_text(encoding="utf-8")
    names = [name for name, *_ in ROW.findall(text)]
    assert sorted(names) == sorted(read_by())
    assert len(names) == text.count("\n| `"), "a row that is not read as one"


def test_the_table_says_which_files_read_it(root: Path) -> None:
    assert (root / "docs/settings.md").read_text(encoding="utf-8") == page(), "run `make pages`"


def test_no_name_of_a_variable_is_put_together_where_it_is_read() -> None:
    """Else neither this test nor a search would find it."""
    for module in tree.modules().values():
        strings = [ast.unparse(node) for node in ast.walk(module.tree) if isinstance(node, ast.JoinedStr)]
        assert not [one for one in strings if "OGP_{" in one or "OGP_MODEL_{" in one], module.name


def test_defaults_are_those_of_the_code(root: Path) -> None:
    told, model = defaults(root), {one.name: one.default for one in fields(ModelSettings)}
    for field in ("seconds", "retries", "context", "output"):
        assert told[f"OGP_MODEL_{field.upper()}"] == [f"{model[field]:g}"]
    assert told["OGP_MAX_FILE_MB"] == [f"{DEFAULT_MAX_MB:g}"]
    assert told["OGP_READ_SECONDS"] == [f"{SECONDS:g}", f"{SECONDS_WITH_OCR:g}"]
    assert told["OGP_READ_MEMORY_MB"] == [f"{MEGABYTES:g}"]
    assert told["OGP_OCR_LANGUAGES"] == [LANGUAGES]
    assert told["OGP_RERANKER_TOP"] == [f"{TOP:g}"]


def test_what_readmes_name_is_in_the_table(root: Path) -> None:
    for readme in ("README.md", "README.es.md"):
        assert set(VARIABLE.findall((root / readme).read_text(encoding="utf-8"))) <= defaults(root).keys()
