"""Known mistakes of the translator: what denies goes on denying, and figures are written as the language does."""

from __future__ import annotations

import pytest

from index.translation.corrections import after, figures_of, negative_words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("El registro abrió y nadie lo usa.", ["nobody"]),
        ("Ninguna organización participó.", ["No"]),
        ("Ninguno de los hitos se cumplió.", ["None"]),
        ("Nada se publicó.", ["Nothing"]),
        ("El Ministerio no consultó a nadie.", []),
        ("Se aprobó sin ninguna consulta.", []),
        ("No hubo reuniones, pero nadie respondió.", ["nobody"]),
        ("Nunca vino nadie.", []),
        ("Nada más llegar se reunieron.", []),
    ],
)
def test_a_word_that_denies_by_itself_denies_in_english(text: str, told: list[str]) -> None:
    found = list(negative_words(text, "es"))
    assert [word for _, _, word in found] == told
    assert all(text[start:end].lower().startswith("n") for start, end, _ in found)
    assert not list(negative_words(text, "en"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3,5 million", "3.5 million"),
        ("640.000 marels", "640,000 marels"),
        ("1.234.567,89", "1,234,567.89"),
        ("41,300 visits", "41,300 visits"),
        ("milestones 1,2 and 3", "milestones 1,2 and 3"),
        ("on 30.06.2024", "on 30.06.2024"),
        ("version 3.2", "version 3.2"),
    ],
)
def test_figures_are_written_as_english_does(text: str, told: str) -> None:
    assert figures_of(text, "en") == told
    assert figures_of(text, "es") == text


@pytest.mark.parametrize(
    ("source", "result", "target", "told"),
    [
        ("El hito vence en junio.", "The landmark wins in June.", "en", "The milestone is due in June."),
        ("El equipo gana.", "The team wins.", "en", "The team wins."),
        ("in its first quarter", "en su primer barrio", "es", "en su primer trimestre"),
        ("the old quarter of the town", "el barrio viejo", "es", "el barrio viejo"),
    ],
)
def test_a_word_is_put_right_where_the_source_has_the_other_sense(
    source: str, result: str, target: str, told: str
) -> None:
    assert after(source, result, target) == told
