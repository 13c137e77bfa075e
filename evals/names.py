"""The names a person may give on the command line, where nothing heavy may be loaded to know them."""

from __future__ import annotations

import tomllib
from pathlib import Path

SUITES = ("retrieval", "answers", "xquad", "robustness")
SEARCHING = ("retrieval", "xquad")  # suites that ask for places, which a chat service does not tell
SYSTEMS = ("assistant", "model", "baseline", "bm25", "dense", "endpoint")
LIBRARIES = tuple(tomllib.loads((Path(__file__).parent / "libraries.toml").read_text(encoding="utf-8")))
