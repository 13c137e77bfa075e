"""Marks of foot notes above the line of a PDF page: they are no part of figures and words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from drawn_pages import pdf_of, words
from makers import _escape, check, texts
from placed_words import BLANK, line, width

from corpus.model import Document
from corpus.read import read_bytes

STATED = {"language": "es", "kind": "other"}
NOTE = "1 Cifra del registro de la autoridad portuaria."
REST = (
    "La autoridad portuaria publica cada mes los datos de sus faros y de",
    "sus boyas, con el nombre de quien los cuida.",
)


def read(*pages: Sequence[bytes]) -> Document:
    document = read_bytes(pdf_of(pages), "faros.pdf", STATED)
    check(document)
    return document


def risen(*parts: str, size: float = 11.0, small: float = 6.5) -> bytes:
    """A line in one text object; what stands in brackets is lifted by the text rise."""
    shown = b""
    for part in parts:
        if part.startswith("["):
            shown += b"4 Ts /F1 %.1f Tf (%s) Tj 0 Ts /F1 %.1f Tf " % (small, _escape(part[1:-1]), size)
        else:
            shown += b"(%s) Tj " % _escape(part)
    return b"BT /F1 %.1f Tf 1 0 0 1 72 700 Tm %s ET" % (size, shown)


def moved(*parts: str, size: float = 11.0, small: float = 6.5) -> list[bytes]:
    """The same, each part in a text object of its own."""
    drawn: list[bytes] = []
    x = 72.0
    for part in parts:
        own, y, text = (small, 704.0, part[1:-1]) if part.startswith("[") else (size, 700.0, part)
        drawn.append(b"BT /F1 %.1f Tf 1 0 0 1 %.3f %.1f Tm (%s) Tj ET" % (own, x, y, _escape(text)))
        x += width(text, own)
    return drawn


def scaled(*parts: str, size: float = 11.0, small: float = 6.5) -> bytes:
    """The same in one text object and one font; what stands in brackets is drawn at a smaller scale."""
    shown = b""
    x = 72.0
    for part in parts:
        own, y, text = (small, 704.0, part[1:-1]) if part.startswith("[") else (size, 700.0, part)
        shown += b"%.2f 0 0 %.2f %.3f %.1f Tm (%s) Tj " % (own, own, x, y, _escape(text))
        x += width(text, own)
    return b"BT /F1 1 Tf %s ET" % shown


CASES = [
    (("Se capacitó a 340", "[1]", " guardas en el plan 4."), "Se capacitó a 340 guardas en el plan 4."),
    (("Hay 58", "[2]", ", y 12", "[3,4]", " en obra."), "Hay 58, y 12 en obra."),
    (("Los compromisos", "[9]", " son cinco."), "Los compromisos son cinco."),
    (("El costo fue de 58 mil pesos.", "[12]"), "El costo fue de 58 mil pesos."),
    (("Mide 340 m", "[2]", " en total."), "Mide 340 m² en total."),
    (("Cuesta 3,5 × 10", "[6]", " pesos, no 10", "[-3]", "."), "Cuesta 3,5 × 10⁶ pesos, no 10⁻³."),
    (("Son 12 km", "[3]", " y 8 m", "[2]", " de agua", "[2]", "."), "Son 12 km³ y 8 m² de agua."),
    (("The 2", "[nd]", " plan and the 4", "[th]", " report."), "The 2nd plan and the 4th report."),
    (("El 1", "[o]", " de mayo, la 2", "[a]", " sesión."), "El 1º de mayo, la 2ª sesión."),
    (("Es el 1", "[er]", " plan y el 2", "[do]", " informe."), "Es el 1er plan y el 2do informe."),
    (("El n", "[o]", " 7 del registro."), "El nº 7 del registro."),
    (("Subió 12 %", "[*]", " en un lapso de 2 años."), "Subió 12 % en un lapso de 2 años."),
]


@pytest.mark.parametrize("small", [6.5, 9.17], ids=["small", "as browsers have it"])
@pytest.mark.parametrize(("parts", "expected"), CASES, ids=[case[1][:14] for case in CASES])
def test_marks_go_and_ordinals_and_units_stay(parts: tuple[str, ...], expected: str, small: float) -> None:
    rest = [words(72, 650 - 14 * at, text, size=11) for at, text in enumerate(REST)]
    assert texts(read([risen(*parts, small=small), *rest]))[0] == expected
    assert texts(read([*moved(*parts, small=small), *rest]))[0] == expected
    assert texts(read([scaled(*parts, small=small), *rest]))[0] == expected


def test_marks_drawn_after_everything_else() -> None:
    drawn, marks, x = [], [], 72.0
    for text, mark in (("Se abrieron 26", "1"), ("mesas y 450", "2"), ("registros.", "")):
        drawn.append(words(x, 700, text, size=11))
        x += width(text, 11)
        marks.append(words(x, 704, mark, size=6.5))
        x += width(mark, 6.5) + BLANK * 11
    rest = [words(72, 650 - 14 * at, text, size=11) for at, text in enumerate(REST)]
    assert texts(read([*drawn, *rest, *marks]))[0] == "Se abrieron 26 mesas y 450 registros."


def test_notes_at_the_foot_are_blocks_with_their_figure() -> None:
    rest = [words(72, 650 - 14 * at, text, size=11) for at, text in enumerate(REST)]
    note = [words(72, 103, "1", size=5), words(76, 100, "Cifra del registro de la autoridad portuaria.", size=8)]
    plain = [words(72, 100, NOTE, size=8)]
    for foot in (note, plain):
        found = texts(read([risen("Se capacitó a 340", "[1]", " guardas."), *rest, *foot]))
        assert found == ["Se capacitó a 340 guardas.", " ".join(REST), NOTE]


def test_figures_below_the_line_stay() -> None:
    drawn = [words(72, 700, "El CO", size=11), words(72 + width("El CO", 11), 698, "2", size=7)]
    x = 72 + width("El CO", 11) + width("2", 7) + BLANK * 11
    drawn += [words(word.x, 700, word.text, size=11) for word in line(x, 700, "baja desde 2021.")]
    rest = [words(72, 650 - 14 * at, text, size=11) for at, text in enumerate(REST)]
    assert texts(read([*drawn, *rest]))[0] == "El CO2 baja desde 2021."
