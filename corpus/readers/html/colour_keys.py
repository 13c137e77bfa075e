"""HTML tables whose cells say something by their colour: the words of the key are written into them."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from corpus.readers.html.css.styles import Styles
from corpus.structure.tables.colour_keys import Filled, words_of_colours
from corpus.text.normalize import clean, squeeze

_NONE = ("", "none", "transparent", "inherit", "initial", "white", "#fff", "#ffffff", "rgb(255,255,255)")
_PATCHES = ("span", "i", "b", "em", "mark", "div")


def write_colours(root: Any, styles: Styles) -> None:
    """Give empty coloured cells the words that a key has for their colour, in place."""
    cells = list(root.iter("td", "th"))
    if not any(_colour(cell, styles) and not _text(cell) for cell in cells):
        return
    tables: list[list[list[Any]]] = []
    for _, rows in groupby(root.iter("tr"), key=lambda row: next(row.iterancestors("table"), None)):
        tables.append([[cell for cell in row if cell.tag in ("td", "th")] for row in rows])
    filled = [[[Filled(_colour(cell, styles), _text(cell)) for cell in row] for row in table] for table in tables]
    for (table, row, at), words in words_of_colours(filled, _lines(root, styles)).items():
        cell = tables[table][row][at]
        cell.text = words + (cell.text or "")


def _lines(root: Any, styles: Styles) -> list[list[Filled]]:
    """Patches of colour outside of tables, each with the words behind it or in it, by the block they stand in."""
    found: dict[Any, list[Filled]] = {}
    for patch in root.iter(*_PATCHES):
        colour = _colour(patch, styles)
        if not colour or next(patch.iterancestors("table"), None) is not None:
            continue
        line, own = found.setdefault(patch.getparent(), []), _text(patch)
        following = patch.getnext()
        behind = squeeze(clean(patch.tail or ""))
        if not own and not behind and following is not None and not _colour(following, styles):
            behind = _text(following)
        line += [Filled(colour, own)] if own else [Filled(colour, ""), Filled("", behind)]
    return list(found.values())


def _colour(node: Any, styles: Styles) -> str:
    style = styles.of(node)
    value = style.get("background-color") or style.get("background") or (node.get("bgcolor") or "").lower()
    value = value.replace(", ", ",").split(" ")[0]
    return "" if value in _NONE or value.startswith("url(") else value


def _text(node: Any) -> str:
    return squeeze(clean("".join(node.itertext())))
