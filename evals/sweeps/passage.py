"""How long a passage is: every library indexed anew in each size, the places of its questions looked for."""

from __future__ import annotations

import shutil
from pathlib import Path

from evals.libraries import OpenLibrary
from evals.sweeps.asking import find_all
from evals.sweeps.ground import Ground
from evals.sweeps.measured import Measure, Outcome, Setting, Sweep
from index.build import build_index
from index.generation import index_folder
from index.passages import TARGET
from index.search import Searcher

SIZES = (600, 900, 1200, 1600, 2400)  # characters
MEASURES = (
    Measure("recall@5", "gold place in the first five"),
    Measure("complete@5", "all its parts there"),
    Measure("rr@20", "MRR"),
)


def measure(ground: Ground, sizes: tuple[int, ...] = SIZES) -> list[Sweep]:
    """One sweep. Errors: ValueError where the default is not among `sizes`."""
    settings = []
    for size in sizes:
        found: list[Outcome] = []
        passages = 0
        for library in ground.opened:
            ground.tell(f"passages of {size} characters, {library.name}")
            searcher = Searcher.open(_home(ground, library, size), embedder=ground.embedder, bridge=ground.bridge)
            try:
                passages += searcher.manifest.passages
                found += find_all(library, searcher.search)
            finally:
                searcher.close()
        settings.append(Setting(f"{size}", tuple(found), passages))
    return [Sweep("passage", "Passage size, in characters", f"{TARGET}", MEASURES, tuple(settings))]


def _home(ground: Ground, library: OpenLibrary, size: int) -> Path:
    """A home of that library cut to that size. Units are the same in every size: what was translated and embedded
    for the library's own index is not done again."""
    home = ground.folder / "sweeps" / f"{library.name}-{size}"
    own, known = (index_folder(folder) / "cache.sqlite" for folder in (library.folder, home))
    if own.exists() and not known.exists():
        known.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(own, known)
    build_index(
        home,
        documents=library.documents,
        embedder=ground.embedder,
        bridge=ground.bridge,
        progress=lambda stage, done, total: ground.progress(f"{stage}/{library.name} {size}", done, total),
        passage_size=size,
    )
    return home
