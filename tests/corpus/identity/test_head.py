"""What a document is, concluded from its head alone: a measured suite of invented heads (heads.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from makers import read_text

from corpus.kinds import kind

HEADS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "heads.toml").read_text("utf-8"))["head"]
FIELDS = ("kind", "country", "cycle", "date", "title")


def wrong(tmp_path: Path, head: dict[str, Any]) -> dict[str, tuple[object, object]]:
    """The fields of a head that are not as they should be: what came, and what was right."""
    metadata = read_text(tmp_path, head["text"].lstrip(), head.get("name", "a.md")).metadata
    right = {name: head.get(name) for name in FIELDS} | {"kind": head.get("kind", "other")}
    found = {name: (getattr(metadata, name), right[name]) for name in FIELDS}
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def test_the_suite_is_large_enough_and_tells_what_it_tries() -> None:
    assert len(HEADS) >= 40 and len({head["about"] for head in HEADS}) == len(HEADS)


def test_no_head_is_given_the_voice_of_somebody_else(tmp_path: Path) -> None:
    """Doubt is allowed anywhere, another's voice nowhere."""
    found = {head["about"]: pair for head in HEADS if (pair := wrong(tmp_path, head).get("kind"))}
    assert not {about for about, (came, _) in found.items() if kind(str(came)).voice != "context"}


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head["about"])
def test_heads(tmp_path: Path, head: dict[str, Any]) -> None:
    assert not wrong(tmp_path, head)


def test_what_no_head_says_is_doubtful_and_named(tmp_path: Path) -> None:
    metadata = read_text(tmp_path, "# Chat of the forum\n\nThe IRM report is said to be late, once more.\n").metadata
    assert metadata.kind == "other" and "kind" in metadata.inferred and "kind" in metadata.doubtful
    clear = read_text(tmp_path, "# IRM Results Report: Chile 2020-2022\n\nIt was written by two people.\n").metadata
    assert "kind" in clear.inferred and "kind" not in clear.doubtful


def test_what_is_stated_is_not_doubtful(tmp_path: Path) -> None:
    metadata = read_text(tmp_path, "---\nkind: other\ntitle: Notes\n---\nThe IRM report is late.\n").metadata
    assert "kind" not in metadata.inferred and not {"kind", "title"} & set(metadata.doubtful)


BODY = ["words of the body that fill the line up to its end, or nearly so, and go on in the next one"] * 4
