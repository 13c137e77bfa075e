"""What belongs together on pages and what does not: texts far apart, web addresses, notes in a list, colours and their
key, pictures."""

from __future__ import annotations

import pytest
from drawn_pages import pdf_of, table, words
from makers import texts

from corpus.library.unread import unread_of
from corpus.model import Document
from corpus.read import read_bytes

PROSE = words(
    72, 740, "The register was opened to the public in March of this year, and two hundred firms were entered."
)


def read(*pages: list[bytes]) -> Document:
    return read_bytes(pdf_of(pages), "plan.pdf", {})


@pytest.mark.parametrize(
    "line",
    [
        [words(72, 700, "Approved by the council"), words(330, 700, "Rejected by the assembly")],
        [words(72, 700, "Approved by the council" + " " * 30 + "Rejected by the assembly")],
    ],
)
def test_texts_far_apart_on_a_line_are_two(line: list[bytes]) -> None:
    found = texts(read([PROSE, *line, words(72, 660, "The next step is to enter the firms of other provinces.")]))
    assert found[1:3] == ["Approved by the council", "Rejected by the assembly"]


def test_rows_of_a_table_stay_whole() -> None:
    rows = [("Open water data", "Water Authority"), ("Open school data", "School Board")]
    drawn = [
        words(x, 700 - 14 * at, text) for at, row in enumerate(rows) for x, text in zip((72, 330), row, strict=True)
    ]
    text = read([PROSE, *drawn]).text
    assert "Open water data\tWater Authority" in text or "Open water data Water Authority" in text


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        (
            "https://www.zembla.example/government/",
            "plan-2022_2024.pdf in full",
            "government/plan-2022_2024.pdf in full",
        ),
        ("www.zembla.example/a-long-", "name.html, in Spanish", "a-long-name.html, in Spanish"),
        ("https://zembla.example/plan?year=", "2022 with annexes", "year=2022 with annexes"),
        ("https://zembla.example/a-long-na", "me", "a-long-name"),
        ("https://zembla.example/plan", "which is open to all", "plan which is open to all"),
    ],
)
def test_a_web_address_over_two_lines_has_no_blank(above: str, below: str, whole: str) -> None:
    page = [
        PROSE,
        words(72, 726, f"and the plan of the whole country can be read by all at {above}"),
        words(72, 712, below),
    ]
    assert whole in read(page).text


def test_foot_notes_wait_for_the_end_of_a_list() -> None:
    def item(y: float, number: int) -> bytes:
        return words(72, y, f"{number}. Publish the contracts of ministry {number}")

    notes = [words(72, 70, "1 Of more than 5,000 marels.", size=7), words(72, 60, "2 In May.", size=7)]
    end = words(72, 680, "After the list a paragraph ends the section of this plan.")
    first = [PROSE, item(700, 1), item(686, 2), *notes]
    found = texts(read(first, [item(740, 3), item(726, 4), end]))
    assert [text[:2] for text in found[1:5]] == ["1.", "2.", "3.", "4."]
    assert found[5:] == [
        "1 Of more than 5,000 marels.",
        "2 In May.",
        "After the list a paragraph ends the section of this plan.",
    ]


def box(x: float, y: float, width: float, height: float, colour: bytes) -> bytes:
    return b"q %s rg %.1f %.1f %.1f %.1f re f Q" % (colour, x, y, width, height)


GREEN, RED = b"0 0.6 0.2", b"0.8 0.1 0.1"


def test_cells_of_colour_say_what_the_key_says() -> None:
    fills = [box(201, 661, 98, 18, GREEN), box(201, 641, 98, 18, RED)]
    rows = [("Commitment", "State"), ("Open water data", ""), ("Open school data", "")]
    key = [
        box(72, 560, 12, 12, GREEN),
        words(90, 562, "Done"),
        box(172, 560, 12, 12, RED),
        words(190, 562, "Not begun"),
    ]
    text = read([PROSE, *fills, *table([72, 200, 300], 700, rows), *key]).text
    assert "Open water data\tDone" in text and "Open school data\tNot begun" in text


def test_stripes_say_nothing() -> None:
    fills = [box(73, 661, 226, 18, b"0.9 0.9 0.9")]
    rows = [("Commitment", "State"), ("Open water data", ""), ("Open school data", "Begun")]
    assert "Open water data\t" not in read([PROSE, *fills, *table([72, 200, 300], 700, rows)]).text


def with_picture(x: float, y: float, width: float, height: float, lines: list[tuple[float, str]]) -> bytes:
    """A page with a picture of one grey dot and these lines."""
    from io import BytesIO

    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    held = BytesIO()
    canvas = Canvas(held, pagesize=(600, 800), invariant=True)
    canvas.drawImage(ImageReader(Image.new("RGB", (4, 4), "grey")), x, y, width, height)
    for place, text in lines:
        canvas.drawString(72, place, text)
    canvas.save()
    return held.getvalue()


@pytest.mark.parametrize(
    ("place", "notes"),
    [
        ((50, 100, 500, 400), (("picture_not_read", "1"),)),
        ((50, 700, 60, 60), ()),  # a coat of arms
        ((0, 0, 600, 800), ()),  # the ground of the text
    ],
)
def test_a_large_picture_on_a_page_of_text_is_told_of(place: tuple[float, ...], notes: tuple[object, ...]) -> None:
    pytest.importorskip("reportlab")
    lines = [
        (760.0, "The results of the survey stand in the table below."),
        (740.0, "All sums are in thousands of marels."),
    ]
    x, y, width, height = place
    document = read_bytes(with_picture(x, y, width, height, lines), "plan.pdf", {})
    assert document.notes == notes
    assert unread_of(document.notes) == ({"pictures": 1} if notes else {})
