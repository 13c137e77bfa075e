"""A question to propose that the collection can answer."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from corpus.model import Metadata


def example_for(documents: Mapping[int, Metadata], language: str, number: int | None = None) -> str:
    """A question about a commitment that is there (`number`), else about a kind of document, else about any one."""
    if number is not None:
        return _examples()[language]["commitment"].format(number=number)
    kinds = {metadata.kind for metadata in documents.values()}
    proposals = _examples()[language]
    title = next(iter(documents.values())).title if documents else ""
    for kind, question in proposals.items():
        if kind in kinds and kind not in {"commitment", "other"}:
            return question.format(title=title)
    return proposals["other"].format(title=title)


@cache
def _examples() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("assistant") / "examples.toml").read_text(encoding="utf-8"))
