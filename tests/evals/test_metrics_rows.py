"""A short cell of the right table row is the right place."""

from __future__ import annotations

from dataclasses import replace

from fakes import document
from running import citation

from assistant.answer import Citation
from corpus.model import Document
from evals.cases import Gold
from evals.metrics.rows import Rows

TABLE = document(
    ("paragraph", "Two bridges were promised."),
    ("table_row", "Bridge 1", "It was opened. The mayor came.", "Complete"),
    ("table_row", "Bridge 2", "Nothing was built.", "Complete"),
    id="bridges",
)
GOLD = Gold(TABLE.metadata.source, "It was opened")


def quoting(text: str, after: str = "", of: Document = TABLE) -> Citation:
    start = of.text.index(text, of.text.index(after))
    place = {"source": of.metadata.source, "quote": text, "start": start, "end": start + len(text)}
    return replace(citation(text), **place)  # type: ignore[arg-type]


def test_a_whole_cell_of_the_row_is_the_place_and_that_of_another_row_is_not() -> None:
    rows = Rows([TABLE])
    assert rows.share(GOLD, quoting("Complete"))
    assert rows.share(GOLD, quoting("Bridge 1"))
    assert not rows.share(GOLD, quoting("Complete", after="Bridge 2"))


def test_a_sentence_out_of_a_cell_must_hold_the_anchor_itself() -> None:
    assert not Rows([TABLE]).share(GOLD, quoting("The mayor came."))


def test_running_text_and_other_documents_have_no_rows() -> None:
    rows = Rows([TABLE])
    assert not rows.share(Gold(TABLE.metadata.source, "Two bridges"), quoting("Two bridges were promised."))
    assert not rows.share(replace(GOLD, source="other.md"), quoting("Complete"))
    assert not Rows([]).share(GOLD, quoting("Complete"))
