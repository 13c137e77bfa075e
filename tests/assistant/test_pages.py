"""Citations of pages that are printed with other numbers, or were read by OCR."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fakes import document

from assistant import Answer
from corpus.model import Document

Make = Callable[..., Callable[[str], Answer]]


def paged(made: Document, *starts: str, labels: tuple[str, ...] = (), ocr: tuple[int, ...] = ()) -> Document:
    """The document with a page beginning at each of these words, the first at the head of the text."""
    offsets = (0, *(made.text.index(words) for words in starts))
    notes = tuple(("page_read_by_ocr", str(page)) for page in ocr)
    return replace(made, page_offsets=offsets, page_labels=labels, notes=notes)


def test_a_quotation_says_how_its_page_is_printed_and_read(asker: Make) -> None:
    made = document(
        ("heading", "Harbour report"),
        ("paragraph", "The harbour office keeps a register of wrecks since the spring."),
        ("heading", "Lights"),
        ("paragraph", "The lighthouse of the cape was lit again in April after three dark winters."),
        id="harbour",
    )
    ask = asker(paged(made, "Lights", labels=("ii", "iii"), ocr=(2,)))
    answer = ask("When was the lighthouse of the cape lit again?")
    cited = answer.citations[0]
    assert "April" in cited.quote and (cited.page, cited.page_label, cited.ocr) == (2, "iii", True)
    assert "p. iii (sheet 2 of the file)" in answer.text
    data = answer.to_json()["citations"][0]
    assert (data["page"], data["page_label"], data["ocr"]) == (2, "iii", True)
    others = ask("Who keeps a register of wrecks at the harbour office?").citations
    of_text = next(one for one in others if "register" in one.quote)
    assert (of_text.page, of_text.page_label, of_text.ocr) == (1, "ii", False)


def test_a_row_of_the_ledger_does_so_too(asker: Make) -> None:
    pieces = [("heading", "Action plan of Valdoria 2030-2032")]
    for number, name in enumerate(("Water in plain sight", "Night buses"), start=1):
        pieces += [("heading 2", f"Commitment {number}: {name}"), ("paragraph", "Completion: Limited")]
    made = document(
        *pieces, id="report", kind="irm_report", country="ZZ", cycle="2030-2032", title="IRM report of Valdoria"
    )
    answer = asker(paged(made, "Commitment 2", labels=("1", "A-1"), ocr=(2,)))(
        "Which commitments were rated limited by the IRM?"
    )
    places = {(cited.page, cited.page_label, cited.ocr) for cited in answer.citations}
    assert places == {(1, None, False), (2, "A-1", True)}
