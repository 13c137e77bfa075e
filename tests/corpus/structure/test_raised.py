"""Note marks leave words and figures alone; powers and ordinals are part of them."""

from __future__ import annotations

import pytest

from corpus.structure.raised import note_letters, raised, without_typed_marks

MARKS = [
    ("340", "1"),
    ("compromisos", "9"),
    ("87", "3"),
    ("450 ", "2"),
    ("Total", "*"),
    ("1.250", "12, 13"),
    ("1,250", "a"),
    ("plazo.", "iv"),
    ("registro", "[4]"),
    ("registro", "(4)"),
    ("mesa de control", "†"),
    ("2023", "2"),
    ("30 municipios", "b"),
    ("1.250", "a,b"),
]
PARTS = [
    ("120 m", "2", "²"),
    ("40 km", "3", "³"),
    ("m/s", "2", "²"),
    ("× 10", "6", "⁶"),
    ("kg m", "-2", "⁻²"),
    ("R", "2", "²"),
    ("1", "er", "er"),
    ("2", "nd", "nd"),
    ("1", "o", "º"),
    ("1.", "º", "º"),
    ("3", "a", "ª"),
    ("N", "o", "º"),
    ("M", "a", "ª"),
    ("Sistema", "TM", "TM"),
    ("Sistema", "®", "®"),
]


@pytest.mark.parametrize(("before", "mark"), MARKS)
def test_the_mark_of_a_note_goes(before: str, mark: str) -> None:
    assert raised(before, mark, " más") == ""


@pytest.mark.parametrize(("before", "text", "kept"), PARTS)
def test_what_belongs_to_the_word_stays(before: str, text: str, kept: str) -> None:
    assert raised(before, text, " más") == kept


def test_at_the_beginning_stands_the_note_itself() -> None:
    assert raised("", "1", " De ellos") == "¹ "


def test_a_fraction_is_no_mark() -> None:
    assert raised("3", "1", "/2 años") == " 1"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Se capacitó a 340¹ personas².", "Se capacitó a 340 personas."),
        ("120 m² y 3 × 10⁶, CO₂, 1º", "120 m² y 3 × 10⁶, CO₂, 1º"),
        ("¹ De ellas, 212 mujeres.", "¹ De ellas, 212 mujeres."),
        ("58¹,² por ciento", "58 por ciento"),
        ("m⁻² y ¹⁄₂", "m⁻² y ¹⁄₂"),
    ],
)
def test_raised_figures_that_are_typed(text: str, read: str) -> None:
    assert without_typed_marks(text) == read


@pytest.mark.parametrize(
    ("opening", "letter"),
    [("a Incluye a todos", "a"), ("(b) From 2022", "b"), ("c. sin datos", "c"), ("aIncluye", "a"), ("a las diez", "")],
)
def test_the_letter_of_a_note(opening: str, letter: str) -> None:
    assert note_letters([opening]) == frozenset(letter)


def test_a_letter_of_a_note_is_an_ordinal_before_one_thing() -> None:
    assert raised("la 83", "a", " sesión", {"a"}) == "ª"
    assert raised("los 83", "a", " talleres", {"a"}) == ""
