"""The documents that training never saw, each a library by itself with the questions that were written over it.

What is fitted on them holds for documents nobody looked at: the gold questions are few, and their near misses fewer.
Each stands alone, since another document of its country may answer what this one does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.assistant import Assistant
from corpus.library.catalog import load_catalog
from corpus.library.library import Library
from evals.cases import Case, Expected, Gold
from evals.fingerprints import of_code, of_file
from evals.libraries import Libraries, OpenLibrary
from evals.reader.mixture import is_held_out, names
from evals.reader.written import HERE, Row, rows
from index.build import build_index


def held_out(libraries: Libraries, shared: Path, share: float) -> Iterator[OpenLibrary]:
    """Built under the folder of `libraries`, `share` as in the recipe; real documents where `shared` has them.
    Errors: RowWrong, and those of reading and of building an index."""
    for name in names():
        by_document: dict[str, list[Row]] = {}
        for row in rows(HERE / "questions" / f"{name}.jsonl"):
            if is_held_out(f"{name} {row.document}", share):
                by_document.setdefault(row.document, []).append(row)
        for file, about in by_document.items():
            made = HERE / "countries" / name / file
            path = made if made.exists() else shared / "corpus" / "training" / file
            if path.exists():
                home = _built(libraries, path, made.parent / "catalog.toml" if path == made else None)
                yield _opened(libraries, home, [_case(row) for row in about])


def _built(libraries: Libraries, path: Path, catalog: Path | None) -> Path:
    """The home of the document's library, built where the document or the code has changed."""
    home = libraries.folder / "held" / f"{path.parent.name}-{path.name}"
    stamp, now = home / "stamp.txt", f"{of_file(path)} {of_code('corpus', 'index')} {libraries.embedder.fingerprint}"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != now:
        for outcome in Library(home).add([path], load_catalog(catalog) if catalog else None):
            if outcome.error is not None:
                raise outcome.error
        build_index(home, embedder=libraries.embedder, bridge=libraries.bridge)
        stamp.write_text(now, encoding="utf-8")
    return home


def _opened(libraries: Libraries, home: Path, cases: list[Case]) -> OpenLibrary:
    assistant = Assistant.open(home, embedder=libraries.embedder, bridge=libraries.bridge, reader=libraries.reader)
    documents = tuple(Library(home).documents())
    return OpenLibrary(home.name, tuple(cases), documents, assistant, libraries.embedder, home, "", "")


def _case(row: Row) -> Case:
    """The row as a gold question; any of its runs will do."""
    runs = (row.anchor, *row.also) if row.answerable else ()
    gold = tuple(Gold(row.document, anchor) for anchor in runs)
    expected: Expected = "answered" if row.answerable else "not_found"
    return Case(row.id, row.kind, row.questions["es"], row.questions["en"], expected, gold, (), "dev")
