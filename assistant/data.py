"""The data files of this package: word lists, patterns and figures that stand beside the code that uses them."""

from __future__ import annotations

from functools import cache
from typing import Any

import corpus.data


@cache
def table(name: str) -> dict[str, Any]:
    """A data file by its name without ending."""
    return corpus.data.table("assistant", name)
