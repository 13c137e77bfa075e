"""What a run depends on, as SHA-256: code, prompts, documents and gold questions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_LENGTH = 16  # of the 64 digits, to compare by eye


@cache
def of_code(*packages: str) -> str:
    """Of these files of the project, and of every file in these folders but for what Python leaves behind."""
    digest = hashlib.sha256()
    for package in packages:
        place = ROOT / package
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:_LENGTH]


def of_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:_LENGTH]


def of_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def of_files(paths: Iterable[Path]) -> str:
    """Of these files, and of all files in the folders among them, with their names."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:_LENGTH]
