"""What a run depends on, as SHA-256: code, prompts, documents and gold questions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path

from corpus.model import Document

ROOT = Path(__file__).resolve().parents[1]
_LENGTH = 16  # of the 64 digits, to compare by eye


@cache
def of_code(*packages: str) -> str:
    """Of every file of these packages, data files too, but for what Python leaves behind."""
    digest = hashlib.sha256()
    for package in packages:
        for path in sorted((ROOT / package).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:_LENGTH]


def of_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:_LENGTH]


def of_documents(documents: Iterable[Document]) -> str:
    """Of texts, structure and metadata, in the order given."""
    digest = hashlib.sha256()
    for document in documents:
        digest.update(json.dumps(asdict(document), ensure_ascii=False, sort_keys=True, default=str).encode())
    return digest.hexdigest()[:_LENGTH]
