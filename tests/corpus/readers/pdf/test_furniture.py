"""Running heads and feet of PDF pages are whole lines that repeat or count; nothing else is taken from a page."""

from __future__ import annotations

from collections.abc import Sequence

from drawn_pages import pdf_of, words
from makers import check, texts
from placed_words import by_word, line

from corpus.model import Document
from corpus.read import read_bytes

STATED = {"language": "en", "kind": "other"}
BODY = (
    "The lights of the north are kept by the pilots of the coast, who visit",
    "each of them once a month in summer, and in winter as often as the sea",
    "permits it.",
)


def read(pages: Sequence[Sequence[bytes]]) -> Document:
    document = read_bytes(pdf_of(pages), "lights.pdf", STATED)
    check(document)
    return document


def body(top: float = 640) -> list[bytes]:
    return [words(72, top - 14 * at, text, size=11) for at, text in enumerate(BODY)]


def foot(text: str, y: float = 40, x: float = 72) -> bytes:
    return words(x, y, text, size=11)


def test_headings_that_count_are_no_running_heads() -> None:
    pages = [[words(72, 740, f"Option {number}:", size=11), *body()] for number in range(1, 5)]
    larger = [[words(72, 740, f"Part {number}", size=16), *body()] for number in range(1, 5)]
    for title, drawn in (("Option", pages), ("Part", larger)):
        text = read(drawn).text
        assert all(f"{title} {number}" in text for number in range(1, 5))


def test_words_of_roman_letters_are_no_page_numbers() -> None:
    document = read([[words(72, 740, word, size=11), *body()] for word in ("Civil", "Civic", "Mix", "Vivid")])
    assert all(word in document.text for word in ("Civil", "Civic", "Mix", "Vivid"))


def test_roman_and_arabic_page_numbers_go() -> None:
    numbers = ["i", "ii", "iii", "1", "2", "3"]
    document = read([[*body(), foot(number, x=300)] for number in numbers])
    assert texts(document) == [" ".join(BODY)] * 6


def test_a_number_that_does_not_count_is_a_value() -> None:
    document = read([[*body(60 + 28), foot(value)] for value in ("340", "58", "12")])
    assert all(value in document.text for value in ("340", "58", "12"))
    shares = read([[*body(60 + 28), foot(value)] for value in ("10% of", "25% of", "7% of", "10% of")])
    assert all(value in shares.text for value in ("10% of", "25% of", "7% of"))


def test_the_last_word_of_a_paragraph_stays_though_it_repeats() -> None:
    pages = [
        [words(72, 68, "The year ended, and with it the plan; we give the degree of its", size=11)] for _ in range(3)
    ]
    document = read([[*body(), *page, foot("completion.", y=54)] for page in pages])
    assert document.text.count("completion.") == 3


def test_parts_of_lines_are_not_judged_alone() -> None:
    ends = ("Harbour", "Coast", "Region")
    pages = [
        [*body(), *by_word(line(72, 60, f"The Option of the {end} costs {number}"))]
        for number, end in enumerate(ends, 3)
    ]
    document = read(pages)
    assert all(f"The Option of the {end} costs {number}" in document.text for number, end in enumerate(ends, 3))


def test_heads_drawn_in_parts_go_as_one() -> None:
    pages = [
        [
            *by_word(line(72, 760, f"Lights of the Coast - page {number}")),
            *body(),
            *by_word(line(72, 40, "Harbour Office")),
        ]
        for number in range(1, 5)
    ]
    assert texts(read(pages)) == [" ".join(BODY)] * 4


def test_a_foot_that_tells_page_and_pages_goes_though_its_words_differ() -> None:
    feet = ["Lights, January 2024 Page 1 of 3", "Lights Page 2 of 3", "Lights Page 3 of 3"]
    assert texts(read([[*body(), foot(text)] for text in feet])) == [" ".join(BODY)] * 3


def test_what_repeats_at_another_place_each_time_is_text() -> None:
    pages = [[*body(), foot("See the annex", y=y)] for y in (40, 62, 84, 50)]
    assert read(pages).text.count("See the annex") == 4


def test_a_head_of_many_lines_goes_whole() -> None:
    """The paragraph of one page goes on over the head of the next."""
    head = [foot(text, y=y) for text, y in (("Lights of the Coast", 750), ("Council", 720), ("ACT/2024-05", 695))]
    ends = [("a book", "north"), ("a letter", "south"), ("a ledger", "east"), ("a note", "west")]
    pages = [[*head, foot(f"{place} the pilots wrote {what} on the lights of the", y=660)] for what, place in ends]
    document = read(pages)
    assert "Council" not in document.text and "ACT/2024-05" not in document.text
    assert all(what in document.text for what, _ in ends)


def test_a_heading_that_opens_several_pages_is_no_running_head() -> None:
    """It stands inside other pages, too."""
    pages = [
        [foot(f"Light number {number}", y=700), *body(), foot("Products", y=500), *body(470)] for number in range(4)
    ]
    pages = [[foot("Products", y=720), *page] for page in pages]
    assert read(pages).text.count("Products") == 8
