"""A commitment's number that the reader did not find is not denied where it stands in the documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes import document

from assistant import Answer
from corpus.read import read_bytes

Make = Callable[..., Callable[..., Answer]]
OTHER = ("paragraph", "The forum met in the harbour and spoke of boats, ports and piers.")


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("What did commitment 14 achieve?", "14. Consultation of islanders"),
        ("¿Qué logró el compromiso 14?", "14. Consultation of islanders"),
    ],
)
def test_the_line_in_which_the_number_stands_is_quoted(asker: Make, question: str, line: str) -> None:
    kind = "list_item" if line[0].isdigit() else "paragraph"
    made = document(("heading", "Minutes"), OTHER, (kind, line), kind="other")
    answer = asker(made)(question)
    assert answer.status == "not_found"
    assert [citation.quote for citation in answer.citations] == [line]
    assert "describes" not in answer.text and "describe un" not in answer.text
    for citation in answer.citations:
        assert made.text[citation.start : citation.end] == citation.quote


def test_a_sentence_that_names_the_commitment_is_about_it(asker: Make) -> None:
    line = "The reform of commitment 14 was put off until the spring."
    answer = asker(document(("heading", "Minutes"), OTHER, ("paragraph", line), kind="other"))(
        "What did commitment 14 achieve?"
    )
    assert [citation.quote for citation in answer.citations] == [line]
    assert "describes" not in answer.text


def test_a_number_that_stands_nowhere_is_denied(asker: Make) -> None:
    answer = asker(document(("heading", "Minutes"), OTHER, kind="other"))("What did commitment 14 achieve?")
    assert answer.status == "not_found" and not answer.citations
    assert "describes a commitment 14" in answer.text


def test_the_number_of_another_plan_is_no_place(asker: Make) -> None:
    first, second = (
        document(
            ("heading", f"{name} Action Plan"),
            OTHER,
            *([("paragraph", "The reform of commitment 14 was put off until the spring.")] if year == 2019 else []),
            id=f"plan-{year}",
            title=f"{name} Action Plan of Zembla",
            kind="other",
            country="XZ",
            cycle=f"{year}-{year + 2}",
        )
        for name, year in (("First", 2019), ("Second", 2022))
    )
    answer = asker(first, second)("What did commitment 14 of the second plan achieve?")
    assert not any(citation.document == "plan-2019" for citation in answer.citations)


def test_the_name_of_a_column_is_a_word_that_the_documents_use(asker: Make) -> None:
    made = document(("heading", "Table"), ("table_row", "Harbour", "Boats", "Piers"), kind="other")
    answer = asker(made)("What stands in the column of the moon?")
    assert "“column”" not in answer.text


def test_a_heading_is_not_quoted_with_the_item_below_it(asker: Make) -> None:
    text = "# Plan de Villa Sierra\n\n## Compromisos\n\n4. Agua limpia: 14 filtros.\n5. Caminos: 22 caminos.\n"
    answer = asker(read_bytes(text.encode(), "plan.md", {}))("¿De qué trata el compromiso 4?")
    assert answer.citations and all("Compromisos" not in one.quote for one in answer.citations)
