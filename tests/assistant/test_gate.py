"""Figures and names of a statement against its quotations, and exact quotations of whatever documents hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from fakes import document
from hypothesis import given
from hypothesis import strategies as st

from assistant import Answer, Citation, Statement
from assistant.assistant import Assistant
from assistant.gate import figures, missing_figures, missing_names, named
from assistant.verify import supported

Ask = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("one", "other"), [("12 000", "12,000"), ("12.000", "12000"), ("3,10", "3.10"), ("1 840 000", "1,840,000")]
)
def test_one_number_written_in_two_ways_is_the_same(one: str, other: str) -> None:
    assert figures(one) == figures(other)


@pytest.mark.parametrize(
    ("one", "other"), [("2,4", "24"), ("10:30", "1030"), ("2019 2021", "20192021"), ("3 400", "3")]
)
def test_other_numbers_are_not(one: str, other: str) -> None:
    assert figures(one) != figures(other)


@given(st.integers(0, 10**9))
def test_a_number_is_the_same_however_its_thousands_are_parted(number: int) -> None:
    written = f"{number:,}"
    assert {frozenset(figures(written.replace(",", sign))) for sign in (",", ".", " ", " ", "")} == {
        frozenset({str(number)})
    }


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("diecinueve ministerios", "19 ministries"),
        ("twenty-one towns", "21 municipios"),
        ("the third plan", "el 3 plan"),
        ("31 July 2024", "31 de julio de 2024"),
        ("unos 12 000 florines", "some 12,000 florins"),
    ],
)
def test_numbers_in_words_and_other_forms_are_no_invention(quote: str, statement: str) -> None:
    assert not missing_figures(statement, quote)


def test_saying_which_language_a_quotation_is_in_names_nothing() -> None:
    assert supported(
        Statement("“AREA 4. Cuidados” (in Spanish in the document)", (1,), "context"), [_citation("AREA 4. Cuidados")]
    )


def test_an_article_is_no_number() -> None:
    assert missing_figures("1 plan", "un plan")


def test_names_are_capitalised_within_a_sentence_and_acronyms() -> None:
    assert named("El informe de la Red Azul llegó al CGAV.") == {"red", "azul", "cgav"}


@pytest.mark.parametrize(
    ("quote", "statement", "good"),
    [
        ("La abrió Ana Ruiz.", "La abrió Ana Ruiz.", True),
        ("La abrió Ana Ruiz.", "La abrió Ana Peña.", False),
        ("The water board met.", "The water board met the IRM.", False),
        ("El MRI lo evaluó en México.", "The IRM assessed it in Mexico.", True),
        ("Ministry of Health", "lo dice el Ministerio de Salud", True),
        ("en julio", "it was in July", True),
        ("Completion: Limited", "es, según se ve, Limitado", True),
        ("La abrió la Red Azul.", "The Blue Net opened it.", True),  # "Net" is translated; see below
    ],
)
def test_a_name_stands_in_the_quotation_or_is_an_official_form_of_one_that_does(
    assistant: Assistant, quote: str, statement: str, good: bool
) -> None:
    citation = replace(assistant.ask("How many public libraries held elections?").citations[0], quote=quote)
    translated = replace(citation, translation="The Blue Net opened it." if "Red Azul" in quote else None, section=())
    assert supported(Statement(statement, (1,), "context"), [translated]) == good


NAMES = st.text(alphabet="bcdfghjklmnpqrstvwxz", min_size=4, max_size=9).map(str.capitalize)


@given(name=NAMES, other=NAMES, quote=st.text(alphabet="aeiou ñ|*_<>&\t\u0301", max_size=30))
def test_a_name_that_nothing_beside_it_holds_is_missing(name: str, other: str, quote: str) -> None:
    text = f"see {name} there"
    assert not missing_names(text, [f"{quote} {name}"])
    assert missing_names(text, [quote]) or not named(text)
    if other != name:
        assert missing_names(text, [f"{quote} {other}"]) or not named(text)


ODD = [
    "The mill | the pond * and _both_ stood <b>still</b> for Norvale in 2019.",
    "The mill of Norvale stood cafe\u0301 still, 12 000 days & 3,10 nights long.",
    "The mill of Norvale stood , they said ( twice ) still.",
    "The mill\tof Norvale stood still in May.",
]


@pytest.mark.parametrize("text", ODD)
def test_statements_of_odd_text_pass_with_exact_quotations(asker: Callable[..., Ask], text: str) -> None:
    made = document(("heading", "The mill"), ("paragraph", text), ("table_row", "Mill", "Norvale mill", "2019"))
    answer = asker(made)("Did the mill of Norvale stand still?")
    assert answer.statements
    for citation in answer.citations:
        assert made.text[citation.start : citation.end] == citation.quote
    for statement in answer.statements:
        assert " ," not in statement.text and "( " not in statement.text and "  " not in statement.text


@given(
    words=st.lists(
        st.sampled_from(["|", "*x*", "_y_", "<b>", "n\u0303", "2019", "Norvale", "12 000", "a,"]), max_size=9
    )
)
def test_what_a_quotation_says_is_never_missing_from_it(words: list[str]) -> None:
    quote = " ".join(["Seen in", *words, "by all"])
    citation = _citation(quote)
    assert supported(Statement(" ".join(quote.split()), (1,), "context"), [citation])


def _citation(quote: str) -> Citation:
    return Citation(
        number=1, document="d", source="d.md", title="t", kind="other", publisher="", date=None, url=None, section=(),
        page=None, commitment=None, voice="context", language="en", quote=quote,
        translation=None, start=0, end=len(quote),
    )  # fmt: skip
