"""What of a document's file was not read."""

from __future__ import annotations

from corpus.library.unread import unread_of


def test_notes_are_counted_by_kind() -> None:
    notes = [
        ("page_without_text", "3"),
        ("slide_of_pictures", "4"),
        ("struck_words", "12"),
        ("struck_cells", "Plan (D2, C3)"),
        ("read_as_html", "x"),
    ]
    assert unread_of(notes) == {"pages": 2, "struck": 12, "struck_cells": 2}
    assert unread_of([]) == {}
