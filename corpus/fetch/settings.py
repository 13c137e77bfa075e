"""How documents are fetched (fetch.toml), and under which name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from corpus.data import table
from corpus.read import max_file_bytes


@dataclass(frozen=True, slots=True)
class Settings:
    """Times in seconds, sizes in bytes. `max_bytes` limits one document, unpacked."""

    agent: str
    user_agent: str
    seconds_between: float
    longest_delay: float
    longest_wait: float
    attempts: int
    redirects: int
    connect_seconds: float
    read_seconds: float
    seconds_per_answer: float
    robots_bytes: int
    robots_seconds: float
    chunk_bytes: int
    max_bytes: int

    @classmethod
    def load(cls) -> Settings:
        """What fetch.toml says, with the contact of `OGP_CONTACT` and the size limit of `OGP_MAX_FILE_MB`."""
        manners = dict(data()["manners"])
        stated = " ".join(filter(str.isprintable, os.environ.get("OGP_CONTACT", "").split()))
        contact = stated if stated.isascii() and stated else manners["contact"]
        manners["user_agent"] = f"{manners['agent']}/{_version()} (+{contact})"
        del manners["contact"]
        return cls(**manners, **data()["limits"], max_bytes=max_file_bytes())


def data() -> dict[str, Any]:
    return table("corpus.fetch", "fetch")


def _version() -> str:
    try:
        return version("ogp-assistant")
    except PackageNotFoundError:
        return "0"
