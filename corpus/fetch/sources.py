"""Which documents can be fetched: the official ones (corpus/catalog/*.toml), or those of a catalog of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from corpus.errors import CatalogError
from corpus.fetch.errors import SourceUnknown
from corpus.library.catalog import ABOUT_ADDRESS, REQUIRED, read_entries
from corpus.readers import SUFFIXES, suffix_of

FOLDER = "catalog"


@dataclass(frozen=True, slots=True)
class Source:
    """A document and its address. `file` is the name it is kept under; `metadata` (keys of Metadata, `url` among them)
    is what the catalog states; `evidence` says how sure the address is.
    """

    id: str
    url: str
    file: str
    metadata: Mapping[str, str]
    evidence: str = ""

    @property
    def title(self) -> str:
        return self.metadata["title"]

    @property
    def country(self) -> str:
        return self.metadata.get("country", "")


def official_sources() -> list[Source]:
    """Every official document, by country and in the order of its file."""
    return list(_official())


def sources_of(path: Path) -> list[Source]:
    """The documents of a catalog file that have an address; raises CatalogError."""
    sources = []
    for entry in read_entries(path, (*REQUIRED, "url")):
        file = Path(entry["file"].replace("\\", "/")).name
        if suffix_of(Path(file)) not in SUFFIXES:
            reason = f"“file” must end in one of {', '.join(SUFFIXES)}"
            raise CatalogError(catalog=path.name, entry=entry["id"], reason=reason)
        metadata = {key: value for key, value in entry.items() if key not in ("file", *ABOUT_ADDRESS)}
        sources.append(Source(entry["id"], entry["url"], file, metadata, entry.get("evidence", "")))
    return sources


def choose(sources: Iterable[Source], names: Sequence[str] = (), country: str | None = None) -> list[Source]:
    """Those of these ids and of this country; without names, all of the country. Raises SourceUnknown."""
    found = list(sources)
    if country:
        found = [source for source in found if source.country.casefold() == country.casefold()]
        if not found:
            raise SourceUnknown(name=country)
    by_id = {source.id: source for source in found}
    for name in names:
        if name not in by_id:
            raise SourceUnknown(name=name)
    return [by_id[name] for name in dict.fromkeys(names)] if names else found


@cache
def _official() -> tuple[Source, ...]:
    found: list[Source] = []
    for entry in sorted((files("corpus") / FOLDER).iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            with as_file(entry) as path:
                found += sources_of(path)
    return tuple(found)
