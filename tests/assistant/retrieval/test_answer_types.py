"""Does a sentence hold the kind of thing that is asked for, and which number does it give?"""

from __future__ import annotations

import pytest

from assistant.question.content_words import counted_in
from assistant.retrieval.answer_types import counted_value, counts, fits
from corpus.text.normalize import fold
from corpus.text.numbers import number_words

WORDS = [word for language in ("es", "en") for word in number_words()["words"][language]]


def counted_nouns(question: str, language: str) -> frozenset[str]:
    return counted_in(question, {language: question}).stems[language]


def holds(kind: str, text: str) -> bool:
    return fits(kind, text, fold(text)) == 1.0


@pytest.mark.parametrize("word", WORDS)
def test_every_number_in_words_is_a_number(word: str) -> None:
    assert holds("number", f"They met {word} times.")


@pytest.mark.parametrize("text", ["They met 6 times.", "La mitad de los pueblos", "a thousand wells", "dos tercios"])
def test_figures_and_shares_are_numbers(text: str) -> None:
    assert holds("number", text)


@pytest.mark.parametrize(
    "text",
    ["Approved (marels): 3,000,000", "Monto ejecutado: 310 000", "Gasto: 1.250.000", "Amount paid: 25000"],
)
def test_a_sum_below_a_header_that_tells_of_money_is_money(text: str) -> None:
    assert holds("money", text)


@pytest.mark.parametrize("text", ["Approved: 2023", "Aprobado en marzo de 2024", "Visits: 310,000", "Pagado: no"])
def test_a_year_or_a_count_is_no_money(text: str) -> None:
    assert not holds("money", text)


@pytest.mark.parametrize("text", ["They met often.", "La unidad se reunió", "the sixtieth", "tense onceness"])
def test_other_words_are_none(text: str) -> None:
    assert not holds("number", text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("There were 6 organisations.", 6),
        ("There were six organisations.", 6),
        ("There were sixty organisations.", 60),
        ("There were twenty-one organisations.", 21),
        ("There were twenty one civil organisations.", 21),
        ("There were no organisations.", None),
        ("Zero organisations came.", 0),
        ("One of the organisations came.", None),
        ("Five of the seven organisations came.", None),
        ("Six rooms were let, and of them the larger ones went to organisations.", None),
    ],
)
def test_the_number_of_what_is_counted(text: str, value: int | None) -> None:
    assert counted_value(text, "en", counted_nouns("How many organisations were there?", "en")) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Hubo treinta y tres talleres.", 33),
        ("Hubo veintidós talleres.", 22),
        ("Hubo cero talleres.", 0),
        ("Hubo un taller y otros talleres.", None),
    ],
)
def test_the_number_of_what_is_counted_in_spanish(text: str, value: int | None) -> None:
    assert counted_value(text, "es", counted_nouns("¿Cuántos talleres hubo?", "es")) == value


def test_what_is_counted_stands_just_behind_its_number() -> None:
    nouns = counted_nouns("How many months did it take?", "en")
    assert counts("It took eight long months.", "en", nouns)
    assert not counts("Eight towns waited for it, some of them for many long months.", "en", nouns)
    assert not counts("It took eight years.", "en", nouns)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Sensors installed at the end of the period:\t17", True),
        ("Sensors installed: 1,700.", True),
        ("Sensors installed: see page 17", False),
        ("Reporting date:\t17", False),
    ],
)
def test_a_number_behind_a_label_is_of_what_the_label_names(text: str, counted: bool) -> None:
    nouns = counted_nouns("How many sensors were installed?", "en")
    assert counts(text, "en", nouns) is counted
