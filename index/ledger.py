"""The ledger of commitments of the generation that serves: written when the index is built, beside the passages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.ledger import Ledger, build_ledger, read_ledger, write_ledger
from corpus.model import Document
from index.errors import LedgerMissing
from index.generation import current_generation, generation_folder

FILE = "ledger.sqlite"


def put_ledger(folder: Path, documents: Sequence[Document]) -> None:
    """Read the documents' commitments into a generation that is being built."""
    write_ledger(build_ledger(documents), folder / FILE)


def open_ledger(home: Path) -> Ledger:
    """What the documents that serve say of commitments.

    Errors: IndexMissing, IndexDamaged; LedgerMissing for an index that was built before there were ledgers;
    LedgerDamaged.
    """
    generation = current_generation(home)
    path = generation_folder(home, generation) / FILE
    if not path.is_file():
        raise LedgerMissing(generation=generation)
    return read_ledger(path)
