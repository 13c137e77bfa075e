"""The title of a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from makers import page, pdf_bytes, read_text

from corpus.read import read_bytes

BODY = ["words of the body that fill the line up to its end, or nearly so, and go on in the next one"] * 4


def test_a_title_from_the_files_name_is_doubtful(tmp_path: Path) -> None:
    metadata = read_text(tmp_path, "The IRM report of 2019 is said to be late, once more.\n", "notes.txt").metadata
    assert metadata.title == "notes" and "title" in metadata.doubtful


@pytest.mark.parametrize(
    ("carried", "kind"),
    [
        ("Zoratama Mid-Term Self Assessment 2024", "other"),  # who writes over a copy of a report keeps its title
        ("Citizen's Guide to the Register", "guide"),  # borrows nobody's voice
        ("Comments on the IRM results report", "other"),
        ("(anonymous)", "other"),
        ("Word Document", "other"),
    ],
)
def test_the_title_that_a_file_carries_lends_no_voice_that_its_pages_do_not_bear_out(carried: str, kind: str) -> None:
    metadata = read_bytes(pdf_bytes([page(*BODY)], title=carried), "a.pdf").metadata
    assert metadata.kind == kind
    assert metadata.title not in ("(anonymous)", "Word Document")


def test_a_carried_title_counts_where_the_text_says_of_itself_what_it_is() -> None:
    lines = page("# A letter from the head of the office", "", "In this mid-term self-assessment report we tell", *BODY)
    document = read_bytes(pdf_bytes([lines], title="Zoratama Mid-Term Self Assessment 2024"), "a.pdf")
    assert document.metadata.kind == "self_assessment"


def test_a_carried_title_does_not_stand_over_another_heading() -> None:
    text = (
        "<html><head><title>IRM Results Report: Mexico 2021-2023</title></head><body><h1>My walk in the woods</h1>"
        "<p>I think the woodman was a fraud, and sixty trees were stolen in 2022.</p></body></html>"
    )
    metadata = read_bytes(text.encode(), "a.html").metadata
    assert metadata.kind == "other" and "kind" in metadata.doubtful


def test_a_carried_title_of_another_sort_leaves_the_kind_in_doubt() -> None:
    lines = page("# IRM Results Report: Chile 2020-2022", "", *BODY)
    assert read_bytes(pdf_bytes([lines]), "a.pdf").metadata.kind == "irm_report"
    assert read_bytes(pdf_bytes([lines], title="Minutes of the forum"), "a.pdf").metadata.kind == "other"
