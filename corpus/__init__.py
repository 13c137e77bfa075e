"""Documents: from files to blocks that can be quoted.

    read      read_file                     one file → Document (text, blocks, pages, metadata)
    describe  load_catalog, kind, all_kinds what documents are
    keep      Library, starter_documents    the documents of a home folder, and those that come with the program
    model     Document, Block, Cell, Metadata, Voice
    errors    OgpError and what derives from it

Names are imported when they are first used: commands that read nothing start without any reader.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.errors import CatalogError, OgpError, ReadError
    from corpus.home import home_dir
    from corpus.kinds import Kind, all_kinds, kind
    from corpus.library.catalog import Catalog, load_catalog
    from corpus.library.library import Library, Outcome
    from corpus.library.starter import starter_documents
    from corpus.model import Block, Cell, Document, Metadata, Voice
    from corpus.read import read_file

_HOMES = {
    # read
    "read_file": "corpus.read",
    # describe
    "Catalog": "corpus.library.catalog",
    "load_catalog": "corpus.library.catalog",
    "Kind": "corpus.kinds",
    "kind": "corpus.kinds",
    "all_kinds": "corpus.kinds",
    # keep
    "Library": "corpus.library.library",
    "Outcome": "corpus.library.library",
    "home_dir": "corpus.home",
    "starter_documents": "corpus.library.starter",
    # model
    "Block": "corpus.model",
    "Cell": "corpus.model",
    "Document": "corpus.model",
    "Metadata": "corpus.model",
    "Voice": "corpus.model",
    # errors
    "CatalogError": "corpus.errors",
    "OgpError": "corpus.errors",
    "ReadError": "corpus.errors",
}

__all__ = [
    "Block",
    "Catalog",
    "CatalogError",
    "Cell",
    "Document",
    "Kind",
    "Library",
    "Metadata",
    "OgpError",
    "Outcome",
    "ReadError",
    "Voice",
    "all_kinds",
    "home_dir",
    "kind",
    "load_catalog",
    "read_file",
    "starter_documents",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
