"""Is every quotation an exact run of its document, and has every statement one?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Answer, Citation, Statement
from corpus.model import Block, Document, Metadata
from evals.metrics.quotations import Checked, check, is_exact

TEXT = "Ruritania prometió seis puentes de madera. El ministro abrió cuatro de ellos en 2031."
DOCUMENTS = {
    "ruritania": Document(
        Metadata(id="ruritania", source="ruritania.md", title="Puentes", kind="other", language="es"),
        TEXT,
        (Block("paragraph", 0, len(TEXT)),),
    )
}
CITATION = Citation(
    number=1,
    document="ruritania",
    source="ruritania.md",
    title="Puentes",
    kind="other",
    publisher=None,
    date=None,
    url=None,
    section=(),
    page=None,
    commitment=None,
    voice="context",
    language="es",
    quote=TEXT[0:42],
    translation=None,
    start=0,
    end=42,
)
STATEMENT = Statement("Fueron seis.", (1,), "context")
ANSWER = Answer("¿Cuántos?", "es", "answered", "Fueron seis. [1]", (STATEMENT,), (CITATION,))
REFUSAL = Answer("¿Cuántos?", "es", "not_found", "Los documentos no lo dicen.")
OTHER = replace(CITATION, number=2, quote="otra cosa")


@pytest.mark.parametrize(
    ("one", "exact"),
    [
        (CITATION, True),
        (replace(CITATION, quote=TEXT[:41]), False),
        (replace(CITATION, start=1), False),
        (replace(CITATION, quote=TEXT[:42].replace("seis", "siete")), False),
        (replace(CITATION, document="borduria"), False),
        (replace(CITATION, source="borduria.md"), False),
        (replace(CITATION, quote="", start=41, end=41), False),
        (replace(CITATION, quote=" ", start=42, end=43), False),
    ],
)
def test_a_quotation_is_what_stands_at_its_place(one: Citation, exact: bool) -> None:
    assert is_exact(one, DOCUMENTS) is exact


@pytest.mark.parametrize(
    ("answer", "counts", "share"),
    [
        (ANSWER, Checked(1, 1, 0, 1, 1), 1.0),
        (replace(ANSWER, citations=(CITATION, OTHER)), Checked(1, 1, 0, 2, 1), 0.5),
        (replace(ANSWER, statements=(replace(STATEMENT, citations=()),)), Checked(1, 1, 1, 1, 1), 1.0),
        (replace(ANSWER, statements=(replace(STATEMENT, citations=(1, 2)),)), Checked(1, 1, 1, 1, 1), 1.0),
        (replace(ANSWER, statements=(), citations=()), Checked(1, 0, 1, 0, 0), None),
        (replace(ANSWER, status="partial", statements=()), Checked(1, 0, 1, 1, 1), 1.0),
        (REFUSAL, Checked(1, 0, 0, 0, 0), None),
    ],
)
def test_statements_without_a_quotation_are_counted(answer: Answer, counts: Checked, share: float | None) -> None:
    checked = check(answer, lambda one: is_exact(one, DOCUMENTS))
    assert (checked, checked.share_exact) == (counts, share)


def test_counts_add_up() -> None:
    assert sum([Checked(1, 2, 0, 3, 3), Checked(1, 1, 1, 1, 0)], Checked()) == Checked(2, 3, 1, 4, 3)
