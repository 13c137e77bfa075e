"""The ledger of the fictional country's documents."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from fakes import valdoria
from ui_fakes import FakeBackend

from corpus.ledger import Ledger, build_ledger

TEXTS = {document.id: document.text for document in valdoria()}


@cache
def ledger() -> Ledger:
    return build_ledger(valdoria())


class LedgerBackend(FakeBackend):
    def ledger(self, home: Path) -> tuple[Any, dict[str, Any]]:
        return ledger(), {document.id: document.metadata for document in valdoria()}
