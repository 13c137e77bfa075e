"""A catalog file: what the documents beside it are (TOML, one [[document]] table each)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import CatalogError
from corpus.kinds import all_kinds
from corpus.readers.front_matter import KEYS

REQUIRED = ("file", "id", "title", "kind")
# What a catalog may say of an address: what was seen of it, and when it last answered. No part of the metadata.
ABOUT_ADDRESS = ("evidence", "checked")
_ALLOWED = {"file", *KEYS, *ABOUT_ADDRESS}


@dataclass(frozen=True, slots=True)
class Catalog:
    """Metadata by file. `path` is the catalog's own file."""

    path: Path
    entries: Mapping[Path, Mapping[str, str]] = field(default_factory=dict)

    def entry_for(self, path: str | Path) -> dict[str, str] | None:
        """The metadata (without `file`) of the file at `path`; None where the catalog does not list it."""
        entry = self.entries.get(resolved(Path(path)))
        return dict(entry) if entry is not None else None

    def files(self) -> list[Path]:
        """Every file it lists, in its order."""
        return list(self.entries)


def load_catalog(path: str | Path) -> Catalog:
    """Read a catalog; raises CatalogError naming the file, the entry and what is wrong with it."""
    path = Path(path)
    entries: dict[Path, dict[str, str]] = {}
    for number, checked in enumerate(read_entries(path), 1):
        file = resolved(resolved(path).parent / checked.pop("file"))
        if file in entries:
            raise CatalogError(catalog=path.name, entry=_name(checked, number), reason="the file is listed twice")
        entries[file] = {key: value for key, value in checked.items() if key not in ABOUT_ADDRESS}
    return Catalog(path, entries)


def read_entries(path: Path, required: Sequence[str] = REQUIRED) -> list[dict[str, str]]:
    """The entries of a catalog file as they are written, each with `required` and an id of its own.

    Raises CatalogError.
    """
    documents = _load(path).get("document", [])
    if not isinstance(documents, list):
        raise CatalogError(catalog=path.name, entry="document", reason="entries are written [[document]]")
    entries: list[dict[str, str]] = []
    ids: dict[str, str] = {}
    for number, entry in enumerate(documents, 1):
        name = _name(entry, number)
        checked = _check(path, entry, name, required)
        if checked["id"] in ids:
            reason = f"the id “{checked['id']}” is that of {ids[checked['id']]} too"
            raise CatalogError(catalog=path.name, entry=name, reason=reason)
        ids[checked["id"]] = name
        entries.append(checked)
    return entries


def resolved(path: Path) -> Path:
    """The file a path stands for, so that two ways to it are one file; the path as it is where there is none."""
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):  # a null byte, a loop of links: read_file says what is wrong
        return path.absolute()


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise CatalogError(catalog=str(path), entry="file", reason="there is no such file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CatalogError(catalog=path.name, entry="file", reason=str(error)) from error


def _name(entry: Any, number: int) -> str:
    named = (entry.get("id") or entry.get("file")) if isinstance(entry, dict) else None
    return f"entry {number} ({named})" if named else f"entry {number}"


def _check(path: Path, entry: Any, name: str, required: Sequence[str]) -> dict[str, str]:
    def wrong(reason: str) -> CatalogError:
        return CatalogError(catalog=path.name, entry=name, reason=reason)

    if not isinstance(entry, dict):
        raise wrong("is not a table")
    for key in required:
        if not str(entry.get(key, "")).strip():
            raise wrong(f"“{key}” is missing")
    unknown = sorted(set(entry) - _ALLOWED)
    if unknown:
        raise wrong(f"unknown field “{unknown[0]}”; known: {', '.join(sorted(_ALLOWED))}")
    for key, value in entry.items():
        if isinstance(value, (list, dict, bool)):
            raise wrong(f"“{key}” must be a text")
    if entry["kind"] not in all_kinds():
        raise wrong(f"unknown kind “{entry['kind']}”; known: {', '.join(all_kinds())}")
    return {key: str(value).strip() for key, value in entry.items() if str(value).strip()}
