"""Generations on disk: where they are, which one serves, whether it is whole.

OGP_HOME/index/CURRENT                   the id of the generation that serves; replaced by one atomic rename
OGP_HOME/index/generations/ID/           one complete index, never changed after it is in place
    manifest.json  content.sqlite  ledger.sqlite  words.json  sayings.json  passages.npy  units.npy
    lexical/{es,en,grams}/  chroma/
OGP_HOME/index/cache.sqlite              what was computed before, by hash of its text
OGP_HOME/index/build.lock                held by the process that builds
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import OgpError
from index.errors import IndexDamaged, IndexMissing, IndexPointerLost

FORMAT = 6
# The manifest carries its own seal. Chroma writes to its SQLite file even when it is only opened, so what that holds
# is compared instead (index.status); its other files stay as they were written (index.vectors).
_UNSTABLE = {"manifest.json", *(f"chroma/chroma.sqlite3{end}" for end in ("", "-journal", "-shm", "-wal"))}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself. `files` maps relative paths to SHA-256."""

    format: int
    id: str
    built_at: str
    embedder: str
    embedder_fingerprint: str
    embedder_languages: tuple[str, ...]
    dimension: int
    bridge: bool
    corpus_fingerprint: str
    starter: bool
    documents: int
    passages: int
    units: int
    sentinels: tuple[tuple[str, str], ...]
    warnings: tuple[tuple[str, str], ...]
    files: dict[str, str]


def index_folder(home: Path) -> Path:
    return home / "index"


def generation_folder(home: Path, generation: str) -> Path:
    return index_folder(home) / "generations" / generation


def current_generation(home: Path) -> str:
    """The id of the generation that serves. Errors: IndexMissing where nothing was built; IndexPointerLost where there
    are generations and nothing says which of them serves."""
    try:
        name = (index_folder(home) / "CURRENT").read_text(encoding="utf-8").strip()
    except OSError:
        if not written_generations(home):
            raise IndexMissing(home=str(home)) from None
        name = ""
    except UnicodeDecodeError:
        name = ""
    if not name or "/" in name or "\0" in name or name.startswith(".") or not generation_folder(home, name).is_dir():
        raise IndexPointerLost(generation=name[:40] or "?", reason="CURRENT names no generation that is there")
    return name


def written_generations(home: Path) -> set[str]:
    """Ids of those that a build wrote to the end; what a broken off one left has no manifest yet."""
    return {path.parent.name for path in (index_folder(home) / "generations").glob("*/manifest.json")}


def put_in_place(home: Path, generation: str) -> None:
    """Make `generation` the one that serves: a new CURRENT, renamed over the old one."""
    new = index_folder(home) / "CURRENT.new"
    with new.open("w", encoding="utf-8") as stream:
        stream.write(generation + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(new, index_folder(home) / "CURRENT")


def remove_others(home: Path, keep: set[str]) -> None:
    """Remove generations that neither serve nor served just before (a reader may still hold that one)."""
    folder = index_folder(home) / "generations"
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)


def read_manifest(folder: Path) -> Manifest:
    """Errors: IndexDamaged."""
    try:
        data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if data.get("format") != FORMAT:
            raise IndexDamaged(generation=folder.name, reason=f"format {data.get('format')} is not {FORMAT}")
        if data.pop("seal") != _seal(data):
            raise IndexDamaged(generation=folder.name, reason="manifest.json has changed")
        pairs = {key: tuple(tuple(pair) for pair in data[key]) for key in ("sentinels", "warnings")}
        languages = tuple(data["embedder_languages"])
        return Manifest(**{**data, **pairs, "embedder_languages": languages})
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexDamaged(generation=folder.name, reason="manifest.json cannot be read") from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    data = asdict(manifest)
    text = json.dumps({"seal": _seal(data), **data}, ensure_ascii=False, indent=1)
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def _seal(data: dict[str, object]) -> str:
    """SHA-256 of what a manifest says, however it is laid out."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of every file of a generation that does not change when it is read."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in _UNSTABLE:
            found[name] = digest_of_file(path)
    return found


def digest_of_file(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def missing_or_changed(folder: Path, manifest: Manifest) -> list[OgpError]:
    """One IndexDamaged for every file that is not as it was written."""
    found = checksums(folder)
    problems: list[OgpError] = []
    for name, digest in manifest.files.items():
        if name not in found:
            problems.append(IndexDamaged(generation=manifest.id, reason=f"{name} is missing"))
        elif found[name] != digest:
            problems.append(IndexDamaged(generation=manifest.id, reason=f"{name} has changed"))
    return problems


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
