"""Signs that only a quotation can vouch for."""

from __future__ import annotations

import pytest

from assistant.model.marks import foreign_signs, marked_otherwise

QUOTE = "El plan «Agua a la vista» llegó al 95 % en 2023, según la 3ª revisión; so said the people's council."


@pytest.mark.parametrize("text", ["⁹¹⁷ embalses", "⑨ embalses", "九万", "½ embalse", "Совет", "the αβγ plan", "９５ %"])
def test_foreign_signs_are_found(text: str) -> None:
    assert foreign_signs(text, [QUOTE])
    assert not foreign_signs(text, [QUOTE, text])


@pytest.mark.parametrize("text", ["", "El 95 % de los embalses, ñandú, 3ª y 1º, ß, š", "n.º 4 – “x”…"])
def test_latin_letters_and_figures_are_everybodys(text: str) -> None:
    assert not foreign_signs(text, [])


@pytest.mark.parametrize(
    "text", ["Dijo «todo está listo».", "It said “all done”.", 'It said "all done".', "It said ‘all done’.", "„otro“"]
)
def test_words_in_quotation_marks_must_be_somebodys(text: str) -> None:
    assert marked_otherwise(text, [QUOTE])


@pytest.mark.parametrize(
    "text",
    ["The plan “agua a  la vista”", "El plan «Agua a la vista,»", "the people's council's plan", "it's theirs", ""],
)
def test_what_stands_there_may_be_marked(text: str) -> None:
    assert not marked_otherwise(text, [QUOTE])
