"""A document's words on one line, for people. The data keep them as they stand, to the character."""

from __future__ import annotations

CELLS = " · "  # between the cells of a table row, which the document's text parts with tabs


def one_line(text: str) -> str:
    """`text` without line breaks; the cells of a table row stay apart from each other, empty ones are left out."""
    cells = (" ".join(cell.split()) for cell in text.split("\t"))
    return CELLS.join(cell for cell in cells if cell)


def quoted(text: str, language: str) -> str:
    """The text in the quotation marks of its own language, on one line."""
    line = one_line(text)
    return f"«{line}»" if language == "es" else f"“{line}”"


def says_more(translation: str | None, quote: str) -> bool:
    """Whether there is a translation that differs from the quotation: names and figures stay what they are."""
    return bool(translation) and _letters(translation or "") != _letters(quote)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
