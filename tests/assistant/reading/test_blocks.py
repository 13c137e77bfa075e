"""What the reader is shown of a passage: where it stands, and each cell under its column's header."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.blocks import HEADING, HEADINGS, TITLE, Part, block_of, head_of

BETWEEN = " › "


@dataclass(frozen=True)
class Unit:
    text: str
    block: int = 0
    header: str = ""


def test_the_head_is_the_title_and_the_innermost_headings() -> None:
    assert head_of("Plan of Zembla", ("Part 2", "Chapter 5", "Commitment 3", "Milestones")) == (
        "Plan of Zembla › Chapter 5 › Commitment 3 › Milestones"
    )
    assert head_of("Plan of Zembla", ()) == "Plan of Zembla"
    assert head_of("", ("Milestones",)) == "Milestones"
    assert head_of("", ()) == ""


def test_what_a_head_has_said_it_does_not_repeat() -> None:
    assert head_of("Plan of Zembla", ("Plan of  Zembla", "Milestones", "Milestones")) == "Plan of Zembla › Milestones"


def test_a_long_heading_is_cut_behind_a_word() -> None:
    head = head_of("", ("Every town will say how clean its wells are, and who has to mend those that are not, when",))
    assert len(head) <= HEADING
    assert head.endswith(" who has to mend those that are")


TEXTS = st.text(st.sampled_from("ab ñ\n\t›"), max_size=120)


@given(TEXTS, st.lists(TEXTS, max_size=6))
def test_a_head_is_one_short_line_of_their_words(title: str, section: list[str]) -> None:
    head = head_of(title, section)
    assert len(head) <= TITLE + HEADINGS * (HEADING + len(BETWEEN))
    assert "\n" not in head and "\t" not in head
    written = " ".join((title, *section))
    assert all(word in written for word in head.replace("›", " ").split())


def test_parts_are_the_units_as_they_stand() -> None:
    units = [Unit("  One\n thing. "), Unit("Another.", block=1)]
    block = block_of("Plan", ("Wells",), units)
    assert block.head == "Plan › Wells"
    assert block.parts == (Part("  One\n thing. "), Part("Another."))
    assert block_of("Plan", (), ()).parts == ()


def test_each_cell_is_read_under_its_header_once() -> None:
    row = [
        Unit("Mend the wells", 4, "Milestone"),
        Unit("The Ministry leads.", 4, "Who"),
        Unit("Towns help.", 4, "Who"),
        Unit("May 2021", 4, "End"),
        Unit("Count the wells", 5, "Milestone"),
        Unit("Nobody", 6, "Milestone"),
        Unit("After the table."),
    ]
    before = [part.before for part in block_of("", (), row).parts]
    assert before == ["Milestone:", "Who:", "", "End:", "Milestone:", "Milestone:", ""]
