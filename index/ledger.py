"""The ledger of commitments of the generation that serves: written when the index is built, beside the passages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.errors import LedgerDamaged
from corpus.ledger import Ledger, PartlyRead, build_ledger, partly_read, read_ledger, write_ledger
from corpus.model import Document
from index.errors import LedgerMissing
from index.generation import current_generation, digest_of_file, generation_folder, read_manifest

FILE = "ledger.sqlite"


def put_ledger(folder: Path, documents: Sequence[Document]) -> tuple[tuple[str, str], ...]:
    """Read the documents' commitments into a generation that is being built. Returns a warning for each document of
    which a part only was read: (key, value) as in `BuildReport.warnings`."""
    ledger = build_ledger(documents)
    write_ledger(ledger, folder / FILE)
    return tuple(_warning(one) for one in partly_read(documents, ledger))


def _warning(one: PartlyRead) -> tuple[str, str]:
    """The value is a JSON object: source, found, stated (a total only), missing (a list of numbers)."""
    told = {"source": one.source, "found": one.found, "stated": one.stated, "missing": list(one.missing)}
    return f"ledger_{one.why}", json.dumps(told, ensure_ascii=False)


def ledger_warnings(warnings: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Those of a build's warnings that are about the ledger."""
    return tuple(warning for warning in warnings if warning[0].startswith("ledger_"))


def open_ledger(home: Path) -> Ledger:
    """What the documents that serve say of commitments.

    Errors: IndexMissing, IndexDamaged; LedgerMissing for an index that was built before there were ledgers;
    LedgerDamaged.
    """
    generation = current_generation(home)
    folder = generation_folder(home, generation)
    path = folder / FILE
    if not path.is_file():
        raise LedgerMissing(generation=generation)
    if digest_of_file(path) != read_manifest(folder).files.get(FILE):
        raise LedgerDamaged(file=FILE, reason="it is not as it was written")
    return read_ledger(path)
