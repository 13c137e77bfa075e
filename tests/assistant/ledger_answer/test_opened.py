"""The ledger beside an open generation: read once, shared by all who ask, and let go with its Searcher."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from assistant.ledger_answer.ledger_reader import LedgerReader
from assistant.ledger_answer.opened import ledger_of
from assistant.translation.official_titles import official_titles
from corpus.ledger import Commitment, Ledger, write_ledger
from index.ledger import FILE
from index.search import Searcher


class Opened:
    """What of a Searcher the ledger needs: the folder of its generation."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder


def opened(folder: Path) -> Searcher:
    return cast(Searcher, Opened(folder))


def ledger(**titles: str) -> Ledger:
    """One commitment, with these titles by language."""
    return Ledger({"xz-2020-1": Commitment("xz-2020-1", "XZ", "2020-2022", 1, None, titles, ())}, (), (), ())


def test_titles_are_those_of_the_generation_that_is_open(tmp_path: Path) -> None:
    """A home that was made anew in the same place is not answered for by what stood there before."""
    write_ledger(ledger(es="Agua a la vista", en="Water in plain sight"), tmp_path / FILE)
    first = opened(tmp_path)
    assert official_titles(first, "es", "en") == {"Agua a la vista": "Water in plain sight"}
    (tmp_path / FILE).unlink()
    write_ledger(ledger(es="Puentes a la vista", en="Bridges in plain sight"), tmp_path / FILE)
    assert official_titles(first, "es", "en") == {"Agua a la vista": "Water in plain sight"}
    assert official_titles(opened(tmp_path), "es", "en") == {"Puentes a la vista": "Bridges in plain sight"}


def test_all_who_ask_share_one_reading(tmp_path: Path) -> None:
    write_ledger(ledger(es="Agua a la vista"), tmp_path / FILE)
    searcher = opened(tmp_path)
    read = ledger_of(searcher)
    assert read == ledger(es="Agua a la vista")
    assert ledger_of(searcher) is read
    assert LedgerReader().of(searcher) is read


def test_an_index_without_a_readable_ledger_has_none(tmp_path: Path) -> None:
    assert ledger_of(opened(tmp_path)) is None
    assert official_titles(opened(tmp_path), "es", "en") == {}
    (tmp_path / FILE).write_bytes(b"not a ledger at all")
    assert ledger_of(opened(tmp_path)) is None


def test_a_short_title_is_an_everyday_word_and_is_not_put_in_its_place(tmp_path: Path) -> None:
    write_ledger(ledger(es="El agua", en="Water in plain sight"), tmp_path / FILE)
    assert official_titles(opened(tmp_path), "es", "en") == {}
