"""Exact quotations of whatever documents hold, and statements that they support."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from fakes import document
from hypothesis import given
from hypothesis import strategies as st

from assistant import Answer, Citation, Statement
from assistant.assistant import Assistant
from assistant.verification.verify import supported

Ask = Callable[[str], Answer]


def test_saying_which_language_a_quotation_is_in_names_nothing() -> None:
    assert supported(
        Statement("“AREA 4. Cuidados” (in Spanish in the document)", (1,), "context"), [_citation("AREA 4. Cuidados")]
    )


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
