"""The suite of made pages: how what was read is held against what was given."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from evals.suites.pages.compare import characters, foreign_digits, given_out
from evals.suites.pages.tables import Triple
from evals.suites.pages.triples import ReadRow, missing, triples, wrong

PLAN = "The Water Board published the map of wells in May. Of 340 requests, 58 were answered."
NOTE = "Source: register of the Seed Service."
WORDS = st.text(alphabet="abcdefgh ñó", min_size=1, max_size=60)

ROWS = [
    ReadRow((("Plan", "Wells"), ("Institution", "Water Board"), ("Budget: 2024", "12"))),
    ReadRow((("Plan", "Seeds"), ("Institution", "Seed Service"), ("Budget: 2024", "31"))),
]
GIVEN = [
    Triple("Wells", "Institution", "Water Board"),
    Triple("Wells", "Budget 2024", "12"),
    Triple("Seeds", "Institution", "Seed Service"),
    Triple("Seeds", "Budget 2024", "31"),
]


# Characters


def test_the_same_text_is_all_there_whatever_its_white_space_and_bullets() -> None:
    found = characters(f"• {PLAN}\n{NOTE}", PLAN.replace(" ", "\u00a0") + "  \n\n" + NOTE)
    assert (found.recall, found.precision) == (1.0, 1.0)


def test_what_is_lost_lowers_recall_and_what_is_foreign_precision() -> None:
    lost = characters(PLAN, PLAN.replace(" in May", ""))
    assert lost.given - lost.common == len(" in May") and lost.precision == 1.0
    foreign = characters(PLAN, PLAN.replace("340", "3401"))
    assert foreign.recall == 1.0 and foreign.read - foreign.common == 1


def test_joined_and_torn_words_cost_their_blanks() -> None:
    joined = characters(PLAN, PLAN.replace("Water Board", "WaterBoard"))
    torn = characters(PLAN, PLAN.replace("published", "publi shed"))
    assert (joined.given - joined.common, torn.read - torn.common) == (1, 1)


def test_a_note_may_stand_before_or_after_the_text_beside_it() -> None:
    for given_text, read in ((f"{PLAN}\n{NOTE}", f"{NOTE} {PLAN}"), (f"{NOTE}\n{PLAN}", f"{PLAN} {NOTE}")):
        found = characters(given_text, read)
        assert (found.recall, found.precision) == (1.0, 1.0)


def test_text_said_twice_is_foreign_the_second_time() -> None:
    assert characters(PLAN, f"{PLAN} {PLAN}").precision < 0.51


def test_letters_met_by_chance_are_not_read() -> None:
    assert characters("abcdefgh", "a b c d e f g h").common == 0


def test_ligatures_and_soft_hyphens_are_the_reader_s_to_undo() -> None:
    assert characters("the final flow", "the \ufb01nal flow").recall < 1
    assert characters("transparency", "trans\u00adparency").precision < 1


@given(WORDS)
def test_a_text_is_all_of_itself(text: str) -> None:
    found = characters(text, text)
    assert found.given == found.read == found.common


@given(WORDS, WORDS)
@settings(deadline=None)
def test_no_more_is_common_than_either_side_has(given_text: str, read: str) -> None:
    found = characters(given_text, read)
    assert 0 <= found.common <= min(found.given, found.read)


@given(st.lists(st.sampled_from([PLAN, NOTE, "Next steps", "1. A guide to services"]), min_size=1, max_size=5))
@settings(deadline=None)
def test_whole_blocks_left_out_are_lost_and_nothing_else(blocks: list[str]) -> None:
    found = characters("\n".join(blocks), "\n".join(blocks[1:]))
    assert found.precision == 1.0 or not blocks[1:]
    assert found.given - found.common >= len(blocks[0])


# Figures and what is not to be read


def test_a_figure_with_the_mark_of_its_note_is_counted() -> None:
    marked = [("340", "1"), ("58", "2")]
    assert foreign_digits(marked, PLAN, PLAN) == 0
    assert foreign_digits(marked, PLAN, PLAN.replace("340", "3401")) == 1
    assert foreign_digits([("34", "0")], PLAN, PLAN) == 0  # 340 is a figure of its own


def test_secrets_read_are_counted() -> None:
    assert given_out(["54877 ", "20758 "], "58 of 54877 visits") == 1


# Tables


def test_all_triples_are_found_under_headers_of_two_rows() -> None:
    found = triples(GIVEN, ROWS)
    assert (found.given, found.found, found.wrong) == (4, 4, 0)


def test_a_value_under_another_header_is_missing_and_wrong() -> None:
    moved = [ReadRow((("Plan", "Wells"), ("Budget 2024", "Water Board"), ("Institution", "12"))), ROWS[1]]
    assert missing(GIVEN, moved) == GIVEN[:2]
    assert wrong(GIVEN, moved) == [("Wells", "Budget 2024", "Water Board"), ("Wells", "Institution", "12")]


def test_a_value_left_out_is_missing_and_not_wrong() -> None:
    found = triples(GIVEN, ROWS[:1])
    assert (found.found, found.wrong) == (2, 0)


def test_a_row_of_another_section_is_not_the_row() -> None:
    asked = [Triple("Wells", "Institution", "Water Board", section="North")]
    assert missing(asked, ROWS) == asked
    assert not missing(asked, [ReadRow(ROWS[0].cells, ("Plans", "North"))])


def test_the_lower_name_is_enough_where_it_says_enough() -> None:
    asked = [Triple("Wells", "State Limited", "X", own="Limited")]
    assert not missing(asked, [ReadRow((("Plan", "Wells"), ("Limited", "X")))])
    assert missing(asked, [ReadRow((("Plan", "Wells"), ("State", "X")))])
