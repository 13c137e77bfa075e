"""Documents cut into passages and units: nothing lost, nothing cut in two, every unit an exact run."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

from fakes import document, valdoria
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Document
from index.building.passages import ITEM, passages_of

LONG = "The reservoir above the old mill was measured again by the neighbours in the morning. "


def blocks_of(doc: Document) -> dict[str, list[int]]:
    """Numbers of the blocks that each passage's span holds, by passage id."""
    held = {}
    for passage in passages_of(doc):
        held[passage.id] = [
            n for n, block in enumerate(doc.blocks) if passage.start <= block.start and block.end <= passage.end
        ]
    return held


def check(doc: Document) -> None:
    """What holds of every document whatever it is."""
    passages = list(passages_of(doc))
    # every block in exactly one passage, in order
    held = [number for numbers in blocks_of(doc).values() for number in numbers]
    assert held == list(range(len(doc.blocks)))
    assert len({passage.id for passage in passages}) == len(passages)
    # passages do not overlap and cut no block
    for before, after in pairwise(passages):
        assert before.end <= after.start
    for passage in passages:
        assert any(block.start == passage.start for block in doc.blocks)
        assert any(block.end == passage.end for block in doc.blocks)
        assert passage.document == doc.id
        check_units(doc, passage)


def check_units(doc: Document, passage: Any) -> None:
    at = passage.start
    for unit in passage.units:
        assert at <= unit.start < unit.end <= passage.end, "units are in order and do not overlap"
        at = unit.end
        text = doc.text[unit.start : unit.end]
        assert text == text.strip()
        block = doc.blocks[unit.block]
        assert block.start <= unit.start and unit.end <= block.end
        if block.cells:
            assert any(cell.start <= unit.start and unit.end <= cell.end for cell in block.cells)
            assert "\t" not in text or any("\t" in doc.text[c.start : c.end] for c in block.cells)
    # whatever can be read can be quoted
    quotable = "".join(doc.text[unit.start : unit.end] for unit in passage.units)
    readable = "".join(
        doc.text[cell.start : cell.end]
        for block in doc.blocks
        if passage.start <= block.start and block.end <= passage.end
        for cell in (block.cells or (block,))
    )
    assert "".join(quotable.split()) == "".join(readable.split())


def test_the_fictional_documents_keep_to_it() -> None:
    for doc in valdoria():
        check(doc)


def test_a_heading_goes_with_what_follows_it() -> None:
    doc = document(
        ("heading", "The lake"), ("paragraph", "It is deep."), ("heading 2", "Its fish"), ("paragraph", "Two kinds.")
    )
    assert [doc.text[p.start : p.end] for p in passages_of(doc)] == [
        "The lake\n\nIt is deep.",
        "Its fish\n\nTwo kinds.",
    ]
    assert [p.section for p in passages_of(doc)] == [("The lake",), ("The lake", "Its fish")]


def test_headings_in_a_row_stay_together() -> None:
    doc = document(("heading", "Part one"), ("heading 2", "Chapter one"), ("paragraph", "It begins."))
    assert len(list(passages_of(doc))) == 1


def test_a_document_of_headings_alone_still_has_passages() -> None:
    check(document(*[("heading", f"Title number {n}") for n in range(50)]))


def test_no_passage_grows_far_beyond_the_target() -> None:
    doc = document(*[("paragraph", LONG * 3) for _ in range(40)])
    check(doc)
    sizes = [p.end - p.start for p in passages_of(doc, target=900)]
    assert max(sizes) <= 900
    assert len(sizes) == 14


def test_a_list_stays_with_the_sentence_that_introduces_it() -> None:
    doc = document(
        ("paragraph", LONG * 9 + "The rules are:"),
        *[("list_item", f"Rule {n}: nobody throws stones into the lake.") for n in range(4)],
    )
    assert len(list(passages_of(doc, target=900))) == 1
    assert len(list(passages_of(doc, target=300))) > 1


def test_no_list_item_is_cut_however_long_it_is() -> None:
    doc = document(*[("list_item", f"{n}. " + (LONG * 20).strip()) for n in range(3)])
    check(doc)
    assert Counter(len(numbers) for numbers in blocks_of(doc).values()) == {1: 3}
    for passage in passages_of(doc):
        assert len(passage.units) > 1, "a long item can be quoted sentence by sentence"


def test_a_short_list_item_is_quoted_whole() -> None:
    text = "Bring a proposal. It has one page. It names a problem."
    assert len(text) < ITEM
    (passage,) = passages_of(document(("list_item", text)))
    assert [(unit.start, unit.end) for unit in passage.units] == [(0, len(text))]


def test_a_row_with_columns_is_a_passage_and_its_label_the_last_part_of_the_section() -> None:
    doc = document(
        ("heading", "Results"),
        ("table_row", "1. Water", "Measure it.", "Done in May."),
        ("table_row", "2. Buses", "Let them run.", "Not begun."),
    )
    rows = list(passages_of(doc))[-2:]
    assert [row.section for row in rows] == [("Results", "1. Water"), ("Results", "2. Buses")]
    assert [doc.text[u.start : u.end] for u in rows[1].units] == ["2. Buses", "Let them run.", "Not begun."]
    assert [u.header for u in rows[1].units] == ["Column 1", "Column 2", "Column 3"]


def test_a_unit_knows_what_it_needs_to_be_understood() -> None:
    doc = document(("heading", "Results"), ("table_row", "1. Water", "Measure it.", "Done in May."))
    unit = list(passages_of(doc))[-1].units[-1]
    assert "1. Water" in unit.context
    assert "Column 3" in unit.context


def test_a_unit_never_reaches_from_one_cell_into_the_next() -> None:
    doc = document(("table_row", "Water", "It was measured", "and it was clear.", "", "Good"))
    check(doc)


def test_an_empty_document_has_no_passages() -> None:
    assert list(passages_of(document())) == []


def test_passages_know_the_commitment_they_are_about() -> None:
    by_id = {doc.id: doc for doc in valdoria()}
    table = [p for p in passages_of(by_id["valdoria-autoevaluacion"]) if p.reference]
    assert [p.reference.number for p in table if p.reference] == [1, 2, 3, 4, 5, 6]
    plan = [p for p in passages_of(by_id["valdoria-plan"]) if p.reference and p.reference.number == 4]
    assert any("beneficiarios" in by_id["valdoria-plan"].text[p.start : p.end] for p in plan)
    assert not any(p.reference for p in passages_of(by_id["valdoria-consejo-es"]))


def test_a_form_names_its_commitment_in_a_row_of_label_and_value() -> None:
    form = document(
        ("heading", "Progress form"),
        ("table_row", "Commitment number and title:", "9. Air quality alerts"),
        ("table_row", "Sensors installed:", "17"),
        ("heading", "Contact"),
        ("table_row", "Office:", "12. Harbour street"),
    )
    bare = [replace(one, cells=tuple(replace(cell, header="") for cell in one.cells)) for one in form.blocks]
    references = [passage.reference for passage in passages_of(replace(form, blocks=tuple(bare)))]
    assert [one and one.number for one in references] == [9, None]


def test_a_line_of_label_and_value_names_the_commitment_of_a_form() -> None:
    form = document(
        ("heading", "Progress form"),
        ("paragraph", "Commitment: 8"),
        ("paragraph", "Clinics held: 23"),
        ("heading", "Contact"),
        ("paragraph", "The commitment that we like best of all: 12"),
    )
    assert [one.reference and one.reference.number for one in passages_of(form)] == [8, None]


def test_a_chapter_is_no_commitment_where_headings_name_them() -> None:
    plan = document(
        ("heading", "Plan of Zembla"),
        ("heading 2", "3. Commitments"),
        ("paragraph", "There are two."),
        ("heading 3", "Commitment 3: Night buses"),
        ("paragraph", "Buses will run at night."),
        ("heading 2", "4. Monitoring"),
        ("paragraph", "A committee will watch."),
        kind="action_plan",
    )
    assert [one.reference and one.reference.number for one in passages_of(plan)] == [None, 3, None]


def test_the_active_and_inactive_part_of_a_table_are_told_apart() -> None:
    doc = next(doc for doc in valdoria() if doc.id == "valdoria-autoevaluacion")
    section = {p.reference.number: p.section for p in passages_of(doc) if p.reference}
    assert "Compromisos Activos" in section[4]
    assert "Compromisos Inactivos" in section[5]


def test_the_same_text_twice_makes_two_passages() -> None:
    doc = document(*[("table_row", "a", "b", "c") for _ in range(3)])
    assert len({p.id for p in passages_of(doc)}) == 3


def test_ids_do_not_change_when_another_part_of_the_document_does() -> None:
    before = document(("heading", "One"), ("paragraph", "First."), ("heading", "Two"), ("paragraph", "Second."))
    after = document(("heading", "One"), ("paragraph", "First."), ("heading", "Two"), ("paragraph", "Another."))
    first, second = [p.id for p in passages_of(before)], [p.id for p in passages_of(after)]
    assert first[0] == second[0]
    assert first[1] != second[1]


MARKS = ["a\u0301", "|", "*", "_", "<b>", ">", "\\", ";", "…", "🌷", "\ud83d"]
ODD = [*MARKS, "Sr.", "Lago.", "¿Sí?", "7.", "XV0021", "Compromiso 3"]
WORD = st.text(alphabet=st.characters(exclude_categories=["Cc"]), min_size=1, max_size=12)
WORDS = st.lists(st.one_of(st.sampled_from(ODD), WORD), min_size=1, max_size=30)
TEXT = WORDS.map(" ".join).map(str.strip).filter(bool)
CELL = st.one_of(st.just(""), TEXT)
PIECE = st.one_of(
    TEXT.map(lambda text: ("paragraph", text)),
    TEXT.map(lambda text: ("list_item", text)),
    st.tuples(st.integers(1, 4), TEXT).map(lambda pair: (f"heading {pair[0]}", pair[1])),
    st.lists(CELL, min_size=1, max_size=5).filter(any).map(lambda cells: ("table_row", *cells)),
    st.integers(1, 30).map(lambda times: ("list_item", (LONG * times).strip())),
    st.integers(1, 30).map(lambda times: ("paragraph", (LONG * times).strip())),
)


@given(st.lists(PIECE, max_size=12))
def test_any_document_is_cut_without_loss(pieces: list[tuple[str, ...]]) -> None:
    check(document(*pieces))
