"""Which files a list of paths stands for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from corpus.library.catalog import Catalog, resolved

# What lies beside documents without being one.
_SIDECARS = frozenset({".toml", ".json", ".yaml", ".yml", ".lock", ".sha256", ".ini", ".log"})
_SIDECAR_NAMES = frozenset({"thumbs.db", "desktop.ini"})


def leads_out(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a file that was found in one of the folders is a link to one that lies in none of them."""
    return path.is_symlink() and not any(resolved(path).is_relative_to(resolved(folder)) for folder in folders)


def candidates(paths: Iterable[str | Path], catalog: Catalog | None = None) -> list[Path]:
    """The files to read, each once, in the order given; folders are gone through in the order of names.

    Hidden files and sidecars (catalogs, check sums) inside folders are passed over; a file that is named
    itself is always taken, so that what is wrong with it is reported.
    """
    found: dict[Path, Path] = {}
    own = resolved(catalog.path) if catalog else None
    for path in map(Path, paths):
        if path.is_dir():
            for file in _walk(path):
                if resolved(file) != own:
                    found.setdefault(resolved(file), file)
        else:
            found.setdefault(resolved(path), path)
    return list(found.values())


def _walk(folder: Path) -> list[Path]:
    files: list[Path] = []
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [Path(base, name) for name in sorted(names) if _is_candidate(name)]
    return files


def _is_candidate(name: str) -> bool:
    if name.startswith((".", "~$")) or name.casefold() in _SIDECAR_NAMES:
        return False
    return Path(name).suffix.casefold() not in _SIDECARS
