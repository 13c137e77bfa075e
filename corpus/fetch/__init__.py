"""Fetching documents from where they are published.

    which     official_sources, sources_of, choose     the catalogs (corpus/catalog/*.toml), and one's own
    fetch     Fetcher, FetchOutcome                    into <home>/fetched, and from there into the library

Inside, from the outside in: fetcher (all of it) → download (one document) → robots (may it be asked?) → web (one
request, its redirects) → addresses (is it public?). pace waits, store keeps, unpack and content check what comes.
"""

from corpus.fetch.fetcher import Fetcher, FetchOutcome
from corpus.fetch.sources import Source, choose, official_sources, sources_of

__all__ = ["FetchOutcome", "Fetcher", "Source", "choose", "official_sources", "sources_of"]
