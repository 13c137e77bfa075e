"""Short rows of a table are quoted whole: which ones, and by which of their cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from fakes import HashedEmbedder, WordBridge
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.reading.quoted import CELLS, WORDS, short_row
from corpus.read import read_bytes
from index.building.build import build_index
from index.search import Searcher
from index.store import StoredUnit

Open = Callable[[str], Searcher]


@pytest.fixture
def open_table(home: Path) -> Iterator[Open]:
    """Opens an index of one Markdown document."""
    opened: list[Searcher] = []

    def make(text: str) -> Searcher:
        told = {"id": "made-up", "title": "Made up", "kind": "action_plan", "language": "en"}
        made = read_bytes(dedent(text).strip().encode(), "made-up.md", told, infer=False)
        build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=[made])
        opened.append(Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge()))
        return opened[-1]

    yield make
    for searcher in opened:
        searcher.close()


def units(searcher: Searcher) -> list[StoredUnit]:
    return searcher.content.units_of(searcher.content.passages_of_document(searcher.content.number("made-up")))


def unit(searcher: Searcher, text: str) -> StoredUnit:
    (found,) = [one for one in units(searcher) if one.text == text]
    return found


MILESTONES = """
    # Milestones

    | Milestone | Start | End |
    | --- | --- | --- |
    | Publish the register | March 2021 | May 2022 |
    | Train forty towns | June 2021 | July 2022 |

    All of it was paid for.
"""


@pytest.mark.parametrize("cell", ["Publish the register", "March 2021", "May 2022"])
def test_any_cell_of_a_short_row_leads_to_all_of_it_in_order(open_table: Open, cell: str) -> None:
    searcher = open_table(MILESTONES)
    row = short_row(searcher, unit(searcher, cell))
    assert [one.text for one in row] == ["Publish the register", "March 2021", "May 2022"]
    assert [one.header for one in row] == ["Milestone", "Start", "End"]


@pytest.mark.parametrize("text", ["Milestones", "All of it was paid for."])
def test_what_stands_in_no_table_has_no_row(open_table: Open, text: str) -> None:
    searcher = open_table(MILESTONES)
    assert short_row(searcher, unit(searcher, text)) == ()


@pytest.mark.parametrize(
    "header", ["Rating by the IRM", "According to the self-assessment", "Independent review mechanism"]
)
def test_a_row_with_a_column_of_somebody_s_own_words_is_not_one_statement(open_table: Open, header: str) -> None:
    searcher = open_table(MILESTONES.replace("| End |", f"| {header} |"))
    assert short_row(searcher, unit(searcher, "March 2021")) == ()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lengths=st.lists(st.integers(1, 30), min_size=2, max_size=CELLS + 2))
def test_a_row_is_short_by_its_words_and_cells(open_table: Open, lengths: list[int]) -> None:
    cells = [" ".join([f"start{n}", *["word"] * (length - 1)]) for n, length in enumerate(lengths)]
    lines = [[f"Column {'abcdefghijklmn'[n]}" for n in range(len(cells))], ["---"] * len(cells), cells]
    searcher = open_table("# Table\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines))
    of_row = [one for one in units(searcher) if one.text.startswith("start")]
    assert len(of_row) == len(cells)
    short = sum(lengths) <= WORDS and len(cells) <= CELLS
    for one in of_row:
        assert short_row(searcher, one) == (tuple(of_row) if short else ())
