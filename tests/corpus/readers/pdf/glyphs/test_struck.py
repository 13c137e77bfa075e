"""Words crossed out on a PDF page are no longer what the document says."""

from __future__ import annotations

from collections.abc import Sequence

from drawn_pages import pdf_of, rule, table, words
from makers import check, texts
from placed_words import Word, by_letter, line, width

from corpus.model import Document
from corpus.read import read_bytes

STATED = {"language": "es", "kind": "other"}
OLD, NEW = "30 de junio de 2023", "15 de mayo de 2024"


def read(drawn: Sequence[bytes], *, page_extra: bytes = b"") -> Document:
    document = read_bytes(pdf_of([drawn], page_extra=page_extra), "plan.pdf", STATED)
    check(document)
    return document


def deadline() -> tuple[list[bytes], float, float]:
    """A line with an old and a new date, and where the old one begins and ends."""
    before = "El plazo vence el "
    first = 72 + width(before)
    text = f"{before}{OLD} {NEW}, como se dijo."
    return [words(72, 700, text, size=11)], first, first + width(OLD)


def test_what_a_rule_goes_through_is_left_out_and_counted() -> None:
    drawn, first, last = deadline()
    document = read([*drawn, rule(first, 703.2, last, 703.2)])
    assert texts(document) == [f"El plazo vence el {NEW}, como se dijo."]
    assert ("struck_words", "5") in document.notes


def test_a_thin_box_strikes_too() -> None:
    drawn, first, last = deadline()
    document = read([*drawn, b"%.2f 702.8 %.2f 0.7 re f" % (first, last - first)])
    assert texts(document) == [f"El plazo vence el {NEW}, como se dijo."]


def test_an_annotation_strikes_too() -> None:
    drawn, first, last = deadline()
    quad = b"%.1f 710 %.1f 710 %.1f 697.5 %.1f 697.5" % (first, last, first, last)
    note = b"/Annots [<< /Type /Annot /Subtype /StrikeOut /F %%d /Rect [%.1f 697 %.1f 711] /QuadPoints [%s] >>] " % (
        first,
        last,
        quad,
    )
    assert texts(read(drawn, page_extra=note % 4)) == [f"El plazo vence el {NEW}, como se dijo."]
    assert OLD in read(drawn, page_extra=note % 2).text  # nobody sees a hidden one


def test_words_placed_one_by_one_and_struck_one_by_one() -> None:
    placed = line(72, 700, f"El plazo vence el {OLD} {NEW}, como se dijo.")
    struck = placed[4:9]
    drawn = by_letter(placed) + [rule(word.x, 703.3, word.end, 703.3) for word in struck]
    document = read(drawn)
    assert texts(document) == [f"El plazo vence el {NEW}, como se dijo."]
    assert ("struck_words", "5") in document.notes


def test_no_blank_is_left_before_a_comma() -> None:
    drawn = [words(72, 700, "Se abre a todas las firmas, desde mayo.", size=11)]
    first = 72 + width("Se abre a todas")
    assert texts(read([*drawn, rule(first, 703, first + width(" las firmas"), 703)])) == [
        "Se abre a todas, desde mayo."
    ]


def test_rules_that_underline_or_part_rows_strike_nothing() -> None:
    drawn, first, last = deadline()
    whole = f"El plazo vence el {OLD} {NEW}, como se dijo."
    for y in (698.5, 711.5):
        document = read([*drawn, rule(first, y, last, y)])
        assert texts(document) == [whole] and document.notes == ()
    rows = [("Faro", "Plazo"), ("Norte", OLD), ("Sur", NEW)]
    document = read(table([72, 200, 400], 700, rows))
    assert texts(document, "table_row") == ["\t".join(row) for row in rows] and document.notes == ()


def test_a_rule_that_goes_on_past_the_words_is_a_drawing() -> None:
    drawn, first, _ = deadline()
    document = read([*drawn, rule(20, 703.2, first + 30, 703.2)])
    assert OLD in document.text and document.notes == ()


def test_struck_cells_are_empty() -> None:
    rows = [("Faro", "Plazo"), ("Norte", OLD), ("Sur", NEW)]
    cell = Word(203, 666, OLD, 10)
    drawn = [*table([72, 200, 400], 700, rows), rule(cell.x, 669, cell.end, 669)]
    assert texts(read(drawn), "table_row")[1].strip() == "Norte"
