"""What one document gives: sheets, tables, sections, lists, sentences of several voices, and layouts nobody foresaw."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_makers import ledger, of_field, page, said

from corpus.kinds import all_kinds
from corpus.ledger import build_ledger
from corpus.model import Block, Cell, Document, Metadata

PLAN = """
    # Second Action Plan of Zembla

    ## 1. Why this plan

    The first plan was long.

    ## 2. Commitments

    ### Commitment 1: Open wells

    - Lead institution: Ministry of Springs (MOS), with the support of Water Watch
    - Objective: map 40 village wells by 2021.
    - Period: 2020-2021

    ### Commitment 2: Fair queues

    #### Objective

    Show waiting times in nine hospitals.

    #### Budget

    One million.
"""


def test_a_plan_with_labelled_lists_and_sections() -> None:
    built = ledger(page(PLAN, kind="action_plan"))
    assert list(built.commitments) == ["xz-2020-1", "xz-2020-2"]
    assert said(built, "xz-2020-1", "title") == [("Open wells", "promised")]
    assert said(built, "xz-2020-1", "lead") == [("MOS", "promised")]
    assert said(built, "xz-2020-1", "participants") == [("Water Watch", "promised")]
    assert said(built, "xz-2020-1", "objective") == [("map 40 village wells by 2021.", "promised")]
    assert [said(built, "xz-2020-1", field)[0][0] for field in ("start", "end")] == ["2020", "2021"]
    assert [finding.about for finding in of_field(built, "xz-2020-1", "count")] == ["village wells"]
    assert said(built, "xz-2020-2", "objective") == [("Show waiting times in nine hospitals.", "promised")]
    assert said(built, "xz-2020-2", "budget") == [("1000000", "promised")]


def test_chapters_with_numbers_are_not_commitments() -> None:
    built = ledger(
        page(
            """
            # Plan of Zembla

            ## 1. Where we are

            Text.

            ## 2. Commitments

            Text.

            ## 3. Follow-up

            Text.
            """,
            kind="action_plan",
        )
    )
    assert not built.commitments and not built.findings


def test_numbered_titles_below_the_heading_of_the_commitments_are() -> None:
    built = ledger(
        page(
            """
            # Plan

            ## Los compromisos

            ### 1. Ríos limpios

            Limpiar seis ríos grandes.

            ### 2. Escuelas abiertas

            Publicar los menús.
            """,
            kind="action_plan",
            language="es",
        )
    )
    assert [commitment.titles for commitment in built.commitments.values()] == [
        {"es": "Ríos limpios"},
        {"es": "Escuelas abiertas"},
    ]
    assert said(built, "xz-2020-1", "objective") == [("Limpiar seis ríos grandes.", "promised")]


def test_numbers_that_begin_again_under_each_theme_do_not_merge_commitments() -> None:
    sheet = "\n\n".join(
        f"## {theme}\n\n"
        + "\n\n".join(
            f"### {number}. {theme} {name}\n\nObjective: {name} more.\n\nLead agency: Office of {theme}"
            for number, name in ((1, "planting"), (2, "counting"))
        )
        for theme in ("Forests", "Harbours")
    )
    built = ledger(page("# Report\n\n" + sheet, kind="self_assessment"))
    assert list(built.commitments) == [
        "xz-2020-forests-counting",
        "xz-2020-forests-planting",
        "xz-2020-harbours-counting",
        "xz-2020-harbours-planting",
    ]
    assert all(commitment.number is None for commitment in built.commitments.values())


def test_a_heading_gives_the_rows_below_it_their_status() -> None:
    built = ledger(
        page(
            """
            # Report

            ## Active commitments

            | Commitment | Results |
            |---|---|
            | 1. Wells | Mapped. |

            ## Inactive commitments

            | Commitment | Results |
            |---|---|
            | 2. Queues | Stopped. |
            """,
            kind="self_assessment",
        )
    )
    assert said(built, "xz-2020-1", "status") == [("active", "self_reported")]
    (finding,) = of_field(built, "xz-2020-2", "status")
    assert (finding.value, finding.wording) == ("inactive", "Inactive commitments")


def test_an_irm_report_gives_labelled_ratings_and_recommendations() -> None:
    built = ledger(
        page(
            """
            # IRM Results Report

            ## Commitment 3: Fair queues (XZ0013)

            Completion: Not started. Did it open government: Did not change.

            The tender was cancelled.

            ## Recommendations

            ### Recommendation 1: Repeat commitment 3

            It should come back.
            """,
            kind="irm_report",
        )
    )
    assert said(built, "XZ0013", "completion") == [("not_started", "assessed")]
    assert said(built, "XZ0013", "openness") == [("did_not_change", "assessed")]
    assert said(built, "XZ0013", "result") == [("The tender was cancelled.", "assessed")]
    (proposal,) = built.proposals
    assert (proposal.kind, proposal.title, proposal.commitments) == (
        "recommendation",
        "Repeat commitment 3",
        ("XZ0013",),
    )


def test_a_commitment_page_and_its_list() -> None:
    built = ledger(
        page(
            """
            # Open wells (XZ0001)

            ## At-a-Glance

            Status: Active

            ## Institutions

            Lead Institution: Ministry of Springs (MOS), Lupa, Agencia para el Agua

            ## Policy Areas

            Gender, Water and SanitationDescription

            ## Commitments

            - Open wells
              XZ0001, 2020, Gender
            - Fair queues
              XZ0002, 2018, E-Government
            """,
            kind="commitment",
        )
    )
    assert said(built, "XZ0001", "status") == [("active", "context")]
    assert said(built, "XZ0001", "lead") == [("MOS; Lupa, Agencia para el Agua", "promised")]
    assert built.commitments["XZ0001"].policy_areas == ("Gender", "Water and Sanitation")
    assert (built.commitments["XZ0002"].cycle, built.commitments["XZ0002"].policy_areas) == ("2018", ("E-Government",))


def row_of(document: Document, *cells: str) -> Document:
    """The document with one more row, whose cells have no header."""
    start = len(document.text) + 2
    text = document.text + "\n\n" + "\t".join(cells)
    made = []
    for cell in cells:
        made.append(Cell("", start, start + len(cell)))
        start += len(cell) + 1
    section = (*document.blocks[-1].section, document.text[document.blocks[-1].start : document.blocks[-1].end])
    block = Block("table_row", made[0].start, made[-1].end, section, cells=tuple(made))
    return replace(document, text=text, blocks=(*document.blocks, block))


def test_ticked_levels_and_the_parts_they_hold_for() -> None:
    sheet = page("# Report\n\n## Commitment 1: Wells", kind="self_assessment")
    ticked = row_of(sheet, "Completion level", "Not started", "Limited", "Substantial ✓", "Completed")
    assert said(ledger(ticked), "xz-2020-1", "completion") == [("substantial", "self_reported")]
    parts = row_of(sheet, "Completion level", "Not started", "Limited a, c", "Substantial b", "Completed")
    findings = of_field(ledger(parts), "xz-2020-1", "completion")
    assert [(finding.about, finding.value) for finding in findings] == [("a, c", "limited"), ("b", "substantial")]


def test_a_sheet_that_retells_gives_only_what_it_states_the_voice_of() -> None:
    built = ledger(
        page(
            """
            +++
            id = "sheet"
            kind = "fact_sheet"
            [[sections]]
            heading = "What was achieved"
            voice = "self_reported"
            origin = "Report"
            +++
            # Commitment 1

            ## What was achieved

            - Six wells were dug.

            ## Objective

            To dig.
            """,
            kind="fact_sheet",
            id="sheet",
            commitment="XZ0001",
        )
    )
    assert said(built, "XZ0001", "result") == [("Six wells were dug.", "self_reported")]
    assert not said(built, "XZ0001", "objective")


WORDS = st.sampled_from(
    [
        "Commitment 1: Wells", "Compromiso 2", "3. Ríos (XZ0003)", "XZ0004", "Objetivo", "Objective: dig",
        "Completion", "Limited ✓",
        "Para el IRM, el cumplimiento fue limitado.", "seis (6) de 13 compromisos alcanzaron avances sustanciales",
        "Plan de Acción 2019-2021",
        "Ministry of Springs (MOS), Lupa; el INAI y la SFP", "Recommendation 1: more", "metas 16.6 y 16.7",
        "Meta 16.10 algo", "ODS 16",
        "31 de agosto de 2022", "Status: Active", "Compromisos inactivos", "—", "(", "a\u0301\u200b", "12", "¿?",
        "Title\nXZ0009, 2011, Gender",
    ]
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any blocks in any order: what a reader makes of a file that nobody foresaw."""
    text = ""
    blocks: list[Block] = []
    section: tuple[str, ...] = ()
    for _ in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(["heading", "paragraph", "list_item", "table_row"]))
        if text:
            text += "\n\n"
        start = len(text)
        parts = draw(st.lists(WORDS | st.text(min_size=1, max_size=30), min_size=1, max_size=4))
        headers = draw(st.lists(WORDS | st.just(""), min_size=4, max_size=4))
        cells = []
        for number, part in enumerate(parts if kind == "table_row" else [" ".join(parts)]):
            text += ("\t" if number else "") + part
            cells.append(Cell(headers[number], len(text) - len(part), len(text)))
        level = draw(st.integers(1, 4)) if kind == "heading" else 0
        row = tuple(cells) if kind == "table_row" else ()
        blocks.append(Block(kind, start, len(text), section, level, row))  # type: ignore[arg-type]
        if kind == "heading":
            section = (*section[: level - 1], text[start:])
    meta = Metadata(
        id=draw(st.sampled_from(["a", "b", "c"])),
        source="a.md",
        title=draw(WORDS),
        kind=draw(st.sampled_from([*all_kinds(), "unheard of"])),
        language=draw(st.sampled_from(["es", "en", "pt"])),
        country=draw(st.sampled_from(["MX", "XZ", None])),
        cycle=draw(st.sampled_from(["2019-2022", "2020", "soon", None])),
        commitment=draw(st.sampled_from([None, "MX0081"])),
    )
    return Document(meta, text, tuple(blocks))


@settings(max_examples=150, deadline=None)
@given(st.lists(documents(), max_size=3, unique_by=lambda document: document.id))
def test_whatever_the_layout_every_wording_stands_at_its_place(made: list[Document]) -> None:
    built = ledger(*made)
    assert build_ledger(made[::-1]) == built
    keys = {finding.commitment for finding in built.findings if finding.commitment in built.commitments}
    assert keys <= built.commitments.keys()
    for clash in built.disagreements:
        assert len({(side.at.document, side.at.start, side.voice, side.value) for side in clash.sides}) >= 2
