"""PDF pages whose words or letters are placed one by one, as the exports of web editors have them."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from drawn_pages import grid, pdf_of, words
from makers import check, texts
from placed_words import block, by_letter, by_word, line, width

from corpus.model import Document
from corpus.read import read_bytes

STATED = {"language": "en", "kind": "other"}
FIRST = (
    "The Harbour Office asked the National Academy to compare three options",
    "for a forum, and the Academy answered in May. The Office of the Pilots",
    "did not recommend Option 3, for it costs 1.3 million marels a year.",
)
COST = ("Cost: 225 marels - that is 10% of the budget of Villa Norte, as the", "Board of the Port told the pilots.")
SECOND = (
    "Why didn't the Harbour Office add a goal on lights? The Congress of the",
    "Coast asked for one twice, and 48% of the pilots did so, too.",
)


def read(*pages: Sequence[bytes], page_extra: bytes = b"") -> Document:
    document = read_bytes(pdf_of(pages, page_extra=page_extra), "options.pdf", STATED)
    check(document)
    return document


def two_paragraphs() -> list[list[bytes]]:
    placed = [*block(72, 700, FIRST), *block(72, 640, SECOND)]
    return [by_word(placed), by_letter(placed)]


@pytest.mark.parametrize("drawn", two_paragraphs(), ids=["words", "letters"])
def test_lines_are_what_stands_on_one_height(drawn: list[bytes]) -> None:
    assert texts(read(drawn)) == [" ".join(FIRST), " ".join(SECOND)]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_in_which_words_are_drawn_does_not_matter(seed: int) -> None:
    drawn = two_paragraphs()[0]
    random.Random(seed).shuffle(drawn)
    assert texts(read(drawn)) == [" ".join(FIRST), " ".join(SECOND)]


def test_capitals_numbers_and_signs_begin_no_line() -> None:
    placed = [*line(72, 700, "Option 2: Civil Society"), *block(72, 672, COST), *block(72, 616, FIRST)]
    assert texts(read(by_word(placed))) == ["Option 2: Civil Society", " ".join(COST), " ".join(FIRST)]


def test_letters_set_wide_are_words() -> None:
    placed, x = [], 72.0
    for word in ("ANNUAL", "REPORT", "OF", "THE", "PILOTS"):
        placed += line(x, 700, word, 16)
        x += width(word, 16) + 3 * len(word) + 6
    drawn = by_letter(placed, apart=3.0) + by_word(block(72, 650, FIRST))
    assert texts(read(drawn)) == ["ANNUAL REPORT OF THE PILOTS", " ".join(FIRST)]


def test_a_line_of_which_a_part_is_set_wide() -> None:
    wide, x = [], 330.0
    for word in ("of", "the", "same", "pilots,"):
        wide += line(x, 700, word)
        x += width(word) + 1.6 * len(word) + 5
    drawn = (
        by_word(line(72, 700, "The Office and its plan")) + by_letter(wide, apart=1.6) + by_word(block(72, 686, FIRST))
    )
    assert texts(read(drawn)) == ["The Office and its plan of the same pilots, " + " ".join(FIRST)]


def test_columns_stay_columns() -> None:
    left = [
        "The lights of the north",
        "are kept by the pilots of",
        "the coast, who visit each",
        "of them once a month in",
    ]
    left += ["summer, and in winter as", "often as the sea permits."]
    right = [
        "The buoys of the south",
        "belong to the city, which",
        "lets a firm look after all",
        "of them. Its contract will",
    ]
    right += ["end in May, and the city", "has not yet renewed it."]
    placed = [by_word([*block(72, 700, left)]), by_word([*block(330, 700, right)])]
    assert texts(read([*placed[0], *placed[1]])) == [" ".join(left), " ".join(right)]


def test_a_ruled_table_keeps_its_cells() -> None:
    columns, tops = [72.0, 150.0, 260.0], [700.0, 680.0, 660.0, 640.0]
    rows = [("Lights", "Kept by"), ("North Cape", "The Pilots"), ("South Cape", "Villa Norte")]
    drawn = grid(columns, tops)
    for top, row in zip(tops, rows, strict=False):
        for x, text in zip(columns, row, strict=False):
            drawn += by_letter(line(x + 3, top - 14, text))
    assert texts(read(drawn), "table_row") == ["\t".join(row) for row in rows]


def test_narrow_cells_are_not_run_together() -> None:
    columns, tops = [72.0, 100.0, 128.0, 156.0], [700.0, 680.0, 660.0]
    drawn = grid(columns, tops)
    for top, row in zip(tops, (("2021", "2022", "2023"), ("1300", "2250", "1600")), strict=False):
        for x, text in zip(columns, row, strict=False):
            drawn += by_letter(line(x + 2, top - 14, text))
    assert texts(read(drawn), "table_row") == ["2021\t2022\t2023", "1300\t2250\t1600"]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_reads_like_others(angle: int) -> None:
    turned = {90: b"0 1 -1 0 612 0 cm", 180: b"-1 0 0 -1 612 792 cm", 270: b"0 -1 1 0 0 792 cm"}[angle]
    drawn = [turned, *by_letter([*block(72, 500, FIRST), *block(72, 440, SECOND)])]
    assert texts(read(drawn, page_extra=b"/Rotate %d " % angle)) == [" ".join(FIRST), " ".join(SECOND)]


def test_bold_type_made_by_drawing_twice_is_read_once() -> None:
    placed = block(72, 700, FIRST)
    again = [word._replace(x=word.x + 0.3) for word in placed]
    drawn = [piece for pair in zip(by_letter(placed), by_letter(again), strict=True) for piece in pair]
    assert texts(read(drawn)) == [" ".join(FIRST)]


def test_hyphens_within_a_line_stay() -> None:
    placed = block(
        72, 700, ["The Multi-Stakeholder Forum of the Harbour is a co-creation of", "the pilots and the city."]
    )
    text = "The Multi-Stakeholder Forum of the Harbour is a co-creation of the pilots and the city."
    assert texts(read(by_letter(placed))) == texts(read(by_word(placed))) == [text]


def test_the_document_tells_which_pages_were_put_together_by_place() -> None:
    plain = [words(72, 700 - 14 * at, text, size=11) for at, text in enumerate(FIRST)]
    document = read(plain, by_letter(block(72, 700, SECOND)), plain)
    assert document.notes == (("page_read_by_place", "2"),)
    assert read(plain).notes == ()
