"""Reasons inside an error, which have wordings in both languages (the section [reasons] of evals/texts)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from corpus.errors import Reason


def reason(key: str, **values: object) -> Reason:
    """The English wording, which screens replace by their own. Errors: KeyError for an unknown key."""
    return Reason(_english()[key].format_map(values), key, values)


@cache
def _english() -> dict[str, str]:
    text = (Path(__file__).parent / "texts" / "en.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["reasons"])
