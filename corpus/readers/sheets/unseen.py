"""Words of a sheet that nobody sees though nothing is hidden: in the colour of their cell, too small, in rows and
columns without room, white under a condition, zeros where the sheet shows none."""

from __future__ import annotations

import operator
from collections.abc import Callable
from itertools import islice
from typing import Any

from corpus.readers.colours_alike import BLACK, WHITE, Colour, are_alike, colour_of

_SMALLEST = 2.0  # points of letters
_LOWEST, _NARROWEST = 1.5, 0.3  # points of a row, letters of a column
_OWN_BLACK, _OWN_WHITE = (8, 64), (9, 65)  # in the list of colours of old
_THEMES = {0: WHITE, 1: BLACK}  # of almost all themes
_MOST = 500  # places with conditions
_TRUE = frozenset({"TRUE", "TRUE()", "1", "1=1", "VERDADERO"})
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "equal": operator.eq, "notEqual": operator.ne, "lessThan": operator.lt, "lessThanOrEqual": operator.le,
    "greaterThan": operator.gt, "greaterThanOrEqual": operator.ge,
}  # fmt: skip


class Unseen:
    """Looks at the cells of one sheet. `unclear` counts conditions that may hide words and could not be worked out."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self.unclear = 0
        self._tables = [table.ref for table in sheet.tables.values()]
        self._rules: list[tuple[Any, Any, Colour | None]] = []
        self._filled: list[Any] = []
        for formats in islice(sheet.conditional_formatting, _MOST):
            for rule in formats.rules:
                look = rule.dxf
                if look is not None and look.fill is not None:
                    self._filled.append(formats)
                elif look is not None and look.font is not None and look.font.color is not None:
                    self._rules.append((formats, rule, _colour(look.font.color)))

    def hides_cell(self, cell: Any) -> bool:
        zero = isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and cell.value == 0
        if zero and self._sheet.sheet_view.showZeros is False:
            return True
        return self.hides_letters(cell.font, cell) or any(
            self._is_ground(colour, cell) and self._holds(formats, rule, cell) for formats, rule, colour in self._rules
        )

    def hides_letters(self, font: Any, cell: Any) -> bool:
        """Whether letters in this font (of a cell, or of a run in one) are not seen."""
        size = getattr(font, "sz", None)
        if size is not None and float(size) <= _SMALLEST:
            return True
        colour = getattr(font, "color", None)
        return colour is not None and self._is_ground(_colour(colour), cell)

    def _is_ground(self, colour: Colour | None, cell: Any) -> bool:
        """Whether a cell has that colour; the look of a table, or a condition, may give it another one."""
        kind = cell.fill.patternType if cell.fill is not None else None
        if kind not in (None, "solid") or not are_alike(colour, _colour(cell.fill.fgColor) if kind else WHITE):
            return False
        if kind is None and any(_holds_place(ref, cell) for ref in self._tables):
            return False
        return not any(cell.coordinate in formats for formats in self._filled)

    def hides_row(self, row: Any) -> bool:
        return bool(row.hidden) or (row.height is not None and float(row.height) <= _LOWEST)

    def hides_column(self, column: Any) -> bool:
        return bool(column.hidden) or (column.customWidth and float(column.width) <= _NARROWEST)

    def _holds(self, formats: Any, rule: Any, cell: Any) -> bool:
        """Whether a condition holds for a cell; one that cannot be worked out is told."""
        if cell.coordinate not in formats:
            return False
        asked = [str(one).strip().lstrip("=") for one in rule.formula or ()]
        if rule.type == "expression" and len(asked) == 1 and asked[0].upper() in _TRUE:
            return True
        value = cell.value
        if rule.type == "cellIs" and rule.operator in _COMPARED and len(asked) == 1:
            try:
                other = float(asked[0])
            except ValueError:
                if asked[0][:1] == asked[0][-1:] == '"' and rule.operator in ("equal", "notEqual"):
                    same = str(value).casefold() == asked[0][1:-1].casefold()
                    return same == (rule.operator == "equal")
            else:
                number = isinstance(value, int | float) and not isinstance(value, bool)
                # Words are more than any number.
                return _COMPARED[rule.operator](float(value), other) if number else "greater" in rule.operator
        self.unclear += 1
        return False


def _holds_place(ref: str, cell: Any) -> bool:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(ref)
    return bool(left <= cell.column <= right and top <= cell.row <= bottom)


def _colour(colour: Any) -> Colour | None:
    """None for one that the theme makes, or that is lighter or darker than said."""
    from openpyxl.styles.colors import COLOR_INDEX

    if colour is None or colour.tint:
        return None
    if colour.type == "rgb":
        return colour_of(colour.rgb)
    if colour.type == "theme":
        return _THEMES.get(colour.theme)
    if colour.type == "indexed":
        if colour.indexed in _OWN_BLACK:
            return BLACK
        if colour.indexed in _OWN_WHITE:
            return WHITE
        return colour_of(COLOR_INDEX[colour.indexed]) if 0 <= colour.indexed < len(COLOR_INDEX) else None
    return None
