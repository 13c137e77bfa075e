"""What is filled in on a PDF form is read with its label; what a PDF carries inside is named."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from drawn_pages import pdf_of, table, words
from makers import check, texts
from pypdf import PdfReader, PdfWriter

from corpus.model import Document
from corpus.read import read_bytes

STATED = {"language": "en", "kind": "other"}


def text_field(name: str, value: str, x: float, y: float, extra: bytes = b"") -> bytes:
    return b"<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /T (%s) /V (%s) /Rect [%.0f %.0f %.0f %.0f] %s>>" % (
        name.encode(),
        value.encode(),
        x,
        y,
        x + 200,
        y + 16,
        extra,
    )


def box(name: str, on: bool, x: float, y: float) -> bytes:
    state = b"/Yes" if on else b"/Off"
    return b"<< /Type /Annot /Subtype /Widget /FT /Btn /F 4 /T (%s) /V %s /AS %s /Rect [%.0f %.0f %.0f %.0f] >>" % (
        name.encode(),
        state,
        state,
        x,
        y,
        x + 12,
        y + 12,
    )


def read(
    drawn: Sequence[bytes], fields: Sequence[bytes] = (), *, extra: bytes = b"/AcroForm << /Fields [] >> "
) -> Document:
    data = pdf_of([drawn], extra=extra, page_extra=b"/Annots [%s] " % b" ".join(fields))
    document = read_bytes(data, "form.pdf", STATED)
    check(document)
    return document


def lines(document: Document) -> list[str]:
    return [text.replace("\t", " ") for text in texts(document)]


def test_a_value_follows_its_label() -> None:
    drawn = [
        words(72, 700, "Lead institution:"),
        words(72, 670, "Sensors installed:"),
        words(72, 640, "Reason for delay:"),
    ]
    fields = [text_field("a", "Harbour Office", 200, 697), text_field("b", "17", 200, 667)]
    found = lines(read(drawn, fields))
    assert found[:2] == ["Lead institution: Harbour Office", "Sensors installed: 17"]
    assert found[2] == "Reason for delay:"  # nothing was filled in there


def test_a_label_may_stand_above() -> None:
    drawn = [words(72, 700, "Reason for delay"), words(72, 600, "Signed in the harbour by the pilots.")]
    found = lines(read(drawn, [text_field("r", "The supplier withdrew", 72, 680)]))
    assert found == ["Reason for delay The supplier withdrew", "Signed in the harbour by the pilots."]


def test_a_field_without_printed_label_brings_its_name() -> None:
    drawn = [words(72, 700, "The form of the harbour, as it was handed in.")]
    found = lines(read(drawn, [text_field("n1", "340", 72, 500, b"/TU (Guards trained) ")]))
    assert found[-1] == "Guards trained: 340"


def test_check_boxes_tell_which_choice_is_ticked() -> None:
    drawn = [words(72, 700, "Completion level:")]
    fields = []
    for at, (name, on) in enumerate((("Not started", False), ("Limited", True), ("Complete", False))):
        drawn.append(words(200 + 100 * at, 700, name))
        fields.append(box(name, on, 185 + 100 * at, 698))
    assert lines(read(drawn, fields)) == ["Completion level: Not started: ☐ Limited: ☑ Complete: ☐"]


def test_check_boxes_one_below_the_other() -> None:
    names = (("Not started", False), ("Limited", True), ("Complete", False))
    drawn = [words(90, 700 - 30 * at, name) for at, (name, _) in enumerate(names)]
    fields = [box(name, on, 72, 698 - 30 * at) for at, (name, on) in enumerate(names)]
    assert lines(read(drawn, fields)) == ["Not started: ☐", "Limited: ☑", "Complete: ☐"]


def test_a_value_in_a_cell_stays_in_the_cell() -> None:
    drawn = table([72, 200, 420], 700, [("Harbour", "Guards"), ("North", ""), ("South", "12")])
    found = texts(read(drawn, [text_field("g", "340", 205, 662)]), "table_row")
    assert found[-2:] == ["North\t340", "South\t12"]


def test_choices_are_read_as_they_are_shown() -> None:
    choice = (
        b"<< /Type /Annot /Subtype /Widget /FT /Ch /F 4 /T (c) /V (2) /Opt [[(1) (Limited)] [(2) (Complete)]] "
        b"/Rect [200 697 400 713] >>"
    )
    assert lines(read([words(72, 700, "Completion:")], [choice])) == ["Completion: Complete"]


@pytest.mark.parametrize("flag", [b"/F 2 ", b"/Ff 8192 "])
def test_what_a_form_hides_is_not_read(flag: bytes) -> None:
    field = text_field("a", "secret", 200, 697).replace(b"/F 4 ", flag)
    assert "secret" not in read([words(72, 700, "Lead institution:")], [field]).text


def test_damaged_fields_do_no_harm() -> None:
    fields = [
        b"<< /Subtype /Widget /FT /Tx /V (x) >>",
        b"<< /Subtype /Widget /FT /Tx /V (y) /Rect [0 (a) 1 2] >>",
        b"(z)",
    ]
    assert lines(read([words(72, 700, "Lead institution")], fields)) == ["Lead institution"]


def test_attached_files_are_named() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of([[words(72, 700, "The annex is attached.")]]))))
    writer.add_attachment("milestones.txt", b"340 guards")
    writer.add_attachment("budget.xlsx", b"PK")
    data = io.BytesIO()
    writer.write(data)
    document = read_bytes(data.getvalue(), "report.pdf", STATED)
    assert sorted(document.notes) == [("attached_file", "budget.xlsx"), ("attached_file", "milestones.txt")]
    assert "340" not in document.text


def test_a_file_attached_to_a_page_is_named() -> None:
    pin = b"<< /Type /Annot /Subtype /FileAttachment /FS << /Type /Filespec /F (map.pdf) >> /Rect [0 0 9 9] >>"
    assert read([words(72, 700, "The map is attached.")], [pin], extra=b"").notes == (("attached_file", "map.pdf"),)


def test_a_form_that_the_pages_do_not_show_is_named() -> None:
    document = read([words(72, 700, "Please wait.")], extra=b"/AcroForm << /XFA (x) /Fields [] >> ")
    assert document.notes == (("form_not_read", "XFA"),)


def typed(text: str, x: float, y: float, kind: str = "FreeText", flags: int = 4) -> bytes:
    return b"<< /Type /Annot /Subtype /%s /F %d /Contents (%s) /Rect [%.0f %.0f %.0f %.0f] >>" % (
        kind.encode(),
        flags,
        text.encode(),
        x,
        y,
        x + 120,
        y + 14,
    )


PARAGRAPH = [
    words(72, 700 - 13 * at, text)
    for at, text in enumerate(
        (
            "The harbour authority publishes the register of its lighthouses each month, and those who",
            "look after them write down each ship that passes in a book which is kept in the old",
            "harbour until the year ends.",
        )
    )
]
WHOLE = (
    "The harbour authority publishes the register of its lighthouses each month, and those who look after them write "
    "down each ship that passes in a book which is kept in the old harbour until the year ends."
)


def test_words_typed_over_the_page_are_read_and_tear_no_paragraph() -> None:
    document = read(PARAGRAPH, [typed("Approved on 3 May", 460, 684), typed("by the council", 460, 640)])
    assert lines(document) == [WHOLE, "Approved on 3 May", "by the council"]


def test_words_typed_where_a_page_leaves_room_are_read_with_their_label() -> None:
    drawn = [
        words(72, 700, "Lead institution:"),
        words(72, 670, "Contact: ________"),
        *table([72, 200, 400], 600, CELLS),
    ]
    fields = [typed("Port Office", 170, 698), typed("Ana Mora", 160, 668), typed("12", 210, 564)]
    found = lines(read(drawn, fields))
    assert "Lead institution: Port Office" in found and "Sensors 12" in found
    assert any(line.startswith("Contact:") and line.endswith("Ana Mora") for line in found)


CELLS = [("Measure", "Value"), ("Sensors", ""), ("Ships", "31")]


def test_comments_are_counted_and_not_read() -> None:
    notes = [typed("Please check this", 460, 700, kind) for kind in ("Text", "Highlight", "Underline")]
    notes += [
        typed("", 460, 660, "Highlight"),
        typed("To the top", 460, 640, "Link"),
        typed("Gone", 460, 620, "Text", 2),
    ]
    document = read(PARAGRAPH, notes)
    assert lines(document) == [WHOLE] and document.notes == (("comments_left_out", "3"),)
