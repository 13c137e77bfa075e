"""Fetching documents into a home folder and adding them to its library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.errors import LibraryUnwritable, OgpError
from corpus.fetch.addresses import Gate
from corpus.fetch.download import Downloader
from corpus.fetch.errors import FetchLocked
from corpus.fetch.pace import Pace, Watch
from corpus.fetch.robots import Robots
from corpus.fetch.settings import Settings
from corpus.fetch.sources import Source, choose, official_sources, sources_of
from corpus.fetch.store import Download, Place
from corpus.fetch.web import Web
from corpus.library.catalog import Catalog, resolved
from corpus.library.library import Library, Outcome

Progress = Callable[[int, int, str], None]
"""Called with (documents done, documents in all, id of the one now fetched)."""
Status = Literal["fetched", "unchanged", "removed", "failed"]


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """What became of one document. "removed": somebody took it out of the library, so it was not fetched again.

    `added` is what the library made of the file, where it was read; `bytes` is its size, `resumed` whether an earlier
    run had brought a part of it.
    """

    source: Source
    status: Status
    path: Path | None = None
    bytes: int = 0
    resumed: bool = False
    added: Outcome | None = None
    error: OgpError | None = None


class Fetcher:
    """Fetches for one home folder. Tests hand in other `settings`, `gate` and `watch`."""

    def __init__(
        self, home: Path, *, settings: Settings | None = None, gate: Gate | None = None, watch: Watch | None = None
    ) -> None:
        self._home = home
        self._settings = settings or Settings.load()
        self._gate = gate or Gate()
        self._watch = watch or Watch()

    def sources(
        self, catalog: Path | None = None, names: Sequence[str] = (), country: str | None = None
    ) -> list[Source]:
        """The documents that can be fetched: of a catalog file or the official ones, of these ids, of this country.

        Raises CatalogError, SourceUnknown.
        """
        return choose(sources_of(catalog) if catalog else official_sources(), names, country)

    def fetch(
        self, sources: Iterable[Source], progress: Progress | None = None, *, again: bool = False
    ) -> list[FetchOutcome]:
        """Fetch what is new or changed and add it to the library; one outcome for each document.

        No document's failure stops the others, and what came before an interruption is gone on with by the next run.
        What was removed from the library is left out unless `again`. Raises FetchLocked.
        """
        wanted = list(sources)
        outcomes: list[FetchOutcome] = []
        with _lock(self._home), self._downloader() as downloader:
            library = Library(self._home)
            removed = {} if again else {tombstone.id: tombstone for tombstone in library.removed()}
            for done, source in enumerate(wanted):
                if progress:
                    progress(done, len(wanted), source.id)
                if source.id in removed:
                    outcomes.append(FetchOutcome(source, "removed"))
                else:
                    outcomes.append(self._one(source, downloader, library))
        if progress and wanted:
            progress(len(wanted), len(wanted), wanted[-1].id)
        return outcomes

    def _one(self, source: Source, downloader: Downloader, library: Library) -> FetchOutcome:
        try:
            place = Place(self._home, source.id, source.file)
            download = downloader.fetch(source, place)
        except OgpError as error:
            return FetchOutcome(source, "failed", error=error)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return FetchOutcome(source, "failed", error=LibraryUnwritable(file=source.file, reason=reason))
        added = None if _has(library, source, download) else _add(library, source, place.file)
        failed = added is not None and added.status == "failed"
        return FetchOutcome(
            source=source,
            status="failed" if failed else "fetched" if download.changed else "unchanged",
            path=place.file,
            bytes=download.known.bytes,
            resumed=download.resumed,
            added=added,
            error=added.error if added else None,
        )

    @contextmanager
    def _downloader(self) -> Iterator[Downloader]:
        pace = Pace(self._settings, self._watch)
        with closing(Web(self._settings, self._gate, pace)) as web:
            robots = Robots(web, pace, self._settings, self._watch)
            yield Downloader(web, robots, self._settings, self._watch)


def _has(library: Library, source: Source, download: Download) -> bool:
    """Whether the library holds this very file with what the catalog says of it now."""
    try:
        metadata = library.get(source.id).metadata
    except OgpError:  # not there, or damaged: adding mends it
        return False
    same = metadata.id == source.id and metadata.sha256 == download.known.sha256
    return same and all(getattr(metadata, key) == value for key, value in source.metadata.items())


def _add(library: Library, source: Source, path: Path) -> Outcome:
    catalog = Catalog(path, {resolved(path): source.metadata})
    return library.add([path], catalog, replace=True)[0]


@contextmanager
def _lock(home: Path) -> Iterator[None]:
    """One run at a time: two would write the same part."""
    from filelock import FileLock, Timeout

    folder = home / "fetched"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryUnwritable(file=folder.name, reason=error.strerror or type(error).__name__) from error
    lock = FileLock(folder / ".lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise FetchLocked(home=str(home)) from error
    try:
        yield
    finally:
        lock.release()
