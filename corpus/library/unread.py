"""What of a document's file was not read: told by its notes, and asked after when an answer might have needed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

# Note → the kind of thing that was not read. A document has one note for each page, file, slide or sheet; the notes of
# COUNTED give a number of things. What was read after all, and how, is no matter here.
KINDS = {
    "attached_file": "attachments",
    "comments_left_out": "comments",
    "form_not_read": "forms",
    "formulas_without_result": "formulas",
    "hidden_columns": "hidden",
    "hidden_rows": "hidden",
    "hidden_sheet": "hidden",
    "hidden_slides": "hidden",
    "hidden_words": "hidden_words",
    "page_ocr_found_nothing": "pages",
    "page_without_text": "pages",
    "picture_not_read": "pictures",
    "slide_of_pictures": "pages",
    "speaker_notes": "speaker_notes",
    "struck_cells": "struck_cells",
    "struck_words": "struck",
    "unclear_words": "unclear",
}
LISTED = frozenset({"hidden_columns", "hidden_rows", "struck_cells"})
COUNTED = frozenset({"comments_left_out", "formulas_without_result", "hidden_words", "struck_words", "unclear_words"})


def unread_of(notes: Iterable[tuple[str, str]]) -> Mapping[str, int]:
    """How many things of each kind (the values of KINDS) were not read, in the order of the notes; empty where all
    was."""
    found: Counter[str] = Counter()
    for key, value in notes:
        if key in KINDS:
            found[KINDS[key]] += int(value) if key in COUNTED and value.isdecimal() else _listed(key, value)
    return dict(found)


def _listed(key: str, value: str) -> int:
    """How many things a note names: of a sheet, "Plan (D2, C3)" are two."""
    return value.rpartition("(")[2].count(",") + 1 if key in LISTED else 1
