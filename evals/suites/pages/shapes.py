"""Fifteen shapes of tables, drawn with the words of plans that do not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from evals.suites.pages.matter import Words
from evals.suites.pages.tables import Cell, Draft, Table, Triple, labels_of, names_of, values_of

_COLOURS = ("#3aa655", "#f2c230", "#d64545")


def table(shape: str, producer: str, language: str) -> Table:
    """The table of that shape for that producer; the same each time."""
    words = Words(language, f"{shape} {producer} {language}")
    draft, (draw, options) = Draft(), SHAPES[shape]
    draw(words, draft)
    name, rows = f"{shape}-{producer}-{language}", tuple(tuple(row) for row in draft.rows)
    texts: dict[str, Any] = {"title": words.heading(), "before": words.sentences(2), "after": words.sentences(2)}
    key = tuple(zip(_COLOURS, words["colours"], strict=True)) if draw is _coloured else ()
    return Table(name, shape, language, rows, draft.heads, tuple(draft.triples), **texts, key=key, **options)


def _simple(words: Words, draft: Draft, rows: int = 8, right: bool = False, gaps: bool = False) -> None:
    names = names_of(words, "commitment", "institution", "finish", "budget")
    draft.head(*names)
    for at, label in enumerate(labels_of(words, rows)):
        values = values_of(words)
        if gaps:
            values[at % 3] = ""
        cells = [Cell(value, right=right and n > 0) for n, value in enumerate(values)]
        draft.add([Cell(label), *cells], list(zip(names[1:], values, strict=True)), label)


def _merged_rows(words: Words, draft: Draft) -> None:
    names = names_of(words, "commitment", "institution", "goal", "finish")
    draft.head(*names)
    for label in labels_of(words, 4):
        institution = words.draw("institution")
        for at in range(3):
            goal, year = words.draw("sentences"), str(words.random.randint(2020, 2029))
            cells = [Cell(goal), Cell(year)]
            if at == 0:
                cells = [Cell(label, down=3), Cell(institution, down=3), *cells]
            draft.add(cells, [(names[1], institution), (names[2], goal), (names[3], year)], label)


def _merged_columns(words: Words, draft: Draft) -> None:
    names = names_of(words, "commitment", "institution", "result", "finish")
    draft.head(*names)
    for at, label in enumerate(labels_of(words, 8)):
        institution, result, year = words.draw("institution"), words.draw("quality"), str(2020 + at)
        if at % 3 == 1:
            draft.add([Cell(label), Cell(institution, across=2), Cell(year)], [(names[3], year)], label)
            draft.triples.append(Triple(label, f"{names[1]}, {names[2]}", institution, own=names[1]))
            continue
        says = list(zip(names[1:], (institution, result, year), strict=True))
        draft.add([Cell(label), Cell(institution), Cell(result), Cell(year)], says, label)


def _two_heads(words: Words, draft: Draft) -> None:
    commitment, budget, people = names_of(words, "commitment", "budget", "people")
    draft.rows.append(
        [Cell(commitment, down=2, bold=True), Cell(budget, across=2, bold=True), Cell(people, across=2, bold=True)]
    )
    draft.head("2024", "2025", "2024", "2025")
    draft.heads = 2
    for label in labels_of(words, 7):
        values = [words.number() for _ in range(4)]
        names = [f"{one} {year}" for one in (budget, people) for year in ("2024", "2025")]
        draft.add([Cell(label), *map(Cell, values)], list(zip(names, values, strict=True)), label)


def _nested(words: Words, draft: Draft) -> None:
    commitment, state, levels = words["headers"]["commitment"], words["headers"]["state"], words["levels"]
    finish = words["headers"]["finish"]
    draft.rows.append(
        [Cell(commitment, down=2, bold=True), Cell(state, across=4, bold=True), Cell(finish, down=2, bold=True)]
    )
    draft.head(*levels)
    draft.heads = 2
    for label in labels_of(words, 7):
        at, year = words.random.randrange(4), str(words.random.randint(2020, 2029))
        marks = [Cell("X" if n == at else "") for n in range(4)]
        draft.add([Cell(label), *marks, Cell(year)], [(finish, year)], label)
        draft.triples.append(Triple(label, f"{state} {levels[at]}", "X", own=levels[at]))


def _levels(words: Words, draft: Draft) -> None:
    commitment, levels = words["headers"]["commitment"], words["levels"]
    draft.head(commitment, *levels)
    mark = words.random.choice("✓X■●")
    for label in labels_of(words, 8):
        at = words.random.randrange(4)
        draft.add([Cell(label), *(Cell(mark if n == at else "") for n in range(4))], [(levels[at], mark)], label)


def _sections(words: Words, draft: Draft) -> None:
    names = names_of(words, "commitment", "institution", "finish")
    draft.head(*names)
    for number in range(3):
        section = words.fill(words["headers"]["section"])
        draft.rows.append([Cell(section, across=3, bold=True)])
        for label in labels_of(words, 3):
            label = label.replace(". ", f".{number + 1}. ", 1)
            values = values_of(words)[:2]
            draft.add([Cell(label), *map(Cell, values)], list(zip(names[1:], values, strict=True)), label, section)


def _dittos(words: Words, draft: Draft) -> None:
    names = names_of(words, "commitment", "institution", "finish")
    draft.head(*names)
    above = ""
    for at, label in enumerate(labels_of(words, 9)):
        own, year = words.draw("institution"), str(words.random.randint(2020, 2029))
        ditto = words.random.choice((words["headers"]["ditto"], "″", '"'))
        shown, above = (own, own) if at % 3 == 0 else (ditto, above)
        draft.add([Cell(label), Cell(shown), Cell(year)], [(names[1], above), (names[2], year)], label)


def _coloured(words: Words, draft: Draft) -> None:
    names = names_of(words, "commitment", "institution", "state")
    draft.head(*names)
    for label in labels_of(words, 8):
        at, institution = words.random.randrange(3), words.draw("institution")
        says = [(names[1], institution), (names[2], words["colours"][at])]
        draft.add([Cell(label), Cell(institution), Cell(fill=_COLOURS[at])], says, label)


def _tall(words: Words, draft: Draft) -> None:
    names = names_of(words, "commitment", "goal", "result")
    draft.head(*names)
    for label in labels_of(words, 5):
        values = [words.sentences(3), words.sentences(2)]
        draft.add([Cell(label), *map(Cell, values)], list(zip(names[1:], values, strict=True)), label)


# How each is drawn up, and the fields of Table that are not as usual.
SHAPES: dict[str, tuple[Callable[[Words, Draft], None], dict[str, Any]]] = {
    "ruled": (_simple, {}),
    "without rules": (_simple, {"ruled": False}),
    "rows merged": (_merged_rows, {}),
    "columns merged": (_merged_columns, {}),
    "header of two rows": (_two_heads, {}),
    "levels ticked": (_levels, {}),
    "sections inside": (_sections, {}),
    "ditto marks": (_dittos, {}),
    "over several pages": (partial(_simple, rows=45), {}),
    "page turned": (_simple, {"turned": True}),
    "figures on the right": (partial(_simple, right=True), {}),
    "empty cells": (partial(_simple, gaps=True), {}),
    "colours of a key": (_coloured, {}),
    "cells of several lines": (_tall, {}),
    "levels below one header": (_nested, {}),
}
