"""The answer's text: markers that match, and a document's own characters shown as they are."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fakes import document
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant import Answer
from assistant.assistant import Assistant
from assistant.writing.render import escape
from corpus.read import read_bytes
from ui.views.markdown import Block, blocks

Ask = Callable[[str], Answer]
MARKER = re.compile(r"(?<!\\)\[(\d+)\]")


def shown(block: Block) -> str:
    """What a person reads of one part, without markers and emphasis."""
    return "".join(span.text for span in block.spans if span.kind != "marker")


def items(answer: Answer) -> list[Block]:
    return [block for block in blocks(answer.text) if block.kind == "item"]


SIGNS = st.sampled_from("\\`*_[]>#|~()!+-.1&$ a")
ANY = st.characters(exclude_categories=["Cc", "Cs", "Z"], exclude_characters="<")


@given(st.text(alphabet=st.one_of(SIGNS, ANY)))
def test_escaped_text_is_shown_as_it_was(text: str) -> None:
    """Read back by the parser of the screens: all of it is plain text, and none of it is lost."""
    (item,) = blocks(f"- x{escape(text)}x")
    assert item.kind == "item"
    assert {span.kind for span in item.spans} == {"text"}
    assert shown(item) == f"x{text}x"


@given(st.text(alphabet="\\`*_[]<>#|~ ab1", max_size=20))
def test_escaped_text_is_plain_to_a_common_markdown_reader_too(text: str) -> None:
    (inline,) = [token for token in MarkdownIt().parse(f"x{escape(text)}x") if token.type == "inline"]
    assert {child.type for child in inline.children or []} <= {"text", "text_special"}
    assert "".join(child.content for child in inline.children or []) == f"x{text}x"


def cells(row: str, between: str) -> list[str]:
    """The cells of a row as a statement has them: on one line, without the stop at their end."""
    return [" ".join(cell.split()).rstrip(" ;.") for cell in row.split(between)]


def in_order(parts: list[str], text: str) -> bool:
    """Does each part stand in the text, behind the one before it?"""
    at = 0
    for part in parts:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


QUESTIONS = [
    "¿Cuántas bibliotecas públicas hicieron elecciones?",
    "How many public libraries held elections?",
    "¿Qué pasó con el compromiso 1, agua a la vista?",
    "What became of commitment 4, the beneficial ownership register?",
    "¿Cuáles son las reglas que siguieron las mesas?",
    "How many points does a proposal need?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_markers_and_citations_match(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.statements
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {n for statement in answer.statements for n in statement.citations} == set(numbers)
    assert {int(n) for n in MARKER.findall(answer.text)} == set(numbers)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_statement_is_one_item_with_its_markers(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    found = items(answer)
    assert sorted(shown(item).strip() for item in found) == sorted(s.text for s in answer.statements)
    markers = {shown(item).strip(): [int(span.text) for span in item.spans if span.kind == "marker"] for item in found}
    for statement in answer.statements:
        assert markers[statement.text] == list(statement.citations)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_statement_says_its_quotation_or_a_translation_of_it(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    by_number = {citation.number: citation for citation in answer.citations}
    for statement in answer.statements:
        (citation,) = [by_number[n] for n in statement.citations]
        assert statement.translated == (citation.translation is not None)
        assert statement.translated == (citation.language != answer.language)
        told = citation.translation if statement.translated else citation.quote
        assert told is not None
        if "\t" in citation.quote:  # a whole row: each cell, after the header of its column
            assert in_order(cells(told, "; " if statement.translated else "\t"), statement.text)
        else:
            assert statement.text.endswith(" ".join(told.split()))
        assert "\n" not in statement.text


ROW = ("table_row", "night buses", "nine districts, six routes", "published in the next report.", "eleven months")


@pytest.mark.parametrize(
    ("question", "translated"),
    [
        ("How many districts and routes have night buses?", False),
        ("¿Cuántos distritos y rutas tienen autobuses nocturnos?", True),
    ],
)
def test_every_cell_of_a_row_stands_in_its_statement(
    asker: Callable[..., Ask], question: str, translated: bool
) -> None:
    other = ("table_row", "clear contracts", "seven towns", "cancelled by the board", "two years")
    answer = asker(document(("heading", "Promises"), ROW, other))(question)
    by_number = {citation.number: citation for citation in answer.citations}
    rows = [s for s in answer.statements if by_number[s.citations[0]].quote == "\t".join(ROW[1:])]
    assert [statement.translated for statement in rows] == [translated]
    citation = by_number[rows[0].citations[0]]
    told = cells(citation.translation or "", "; ") if translated else cells(citation.quote, "\t")
    assert len(told) == len(ROW) - 1
    assert in_order(told, rows[0].text)


def test_who_speaks_and_where_is_said_before_the_statements(assistant: Assistant) -> None:
    text = assistant.ask("¿Cuántas bibliotecas públicas hicieron elecciones?").text
    lead = blocks(text)[0]
    assert lead.kind == "paragraph"
    assert "Lo que reporta el gobierno" in shown(lead)
    assert "Autoevaluación (2024)" in shown(lead)


def test_a_translation_is_said_to_be_one(assistant: Assistant) -> None:
    answer = assistant.ask("How many public libraries held elections?")
    assert any(statement.translated for statement in answer.statements)
    assert "machine translation" in answer.text
    answer = assistant.ask("¿Cuántas bibliotecas públicas hicieron elecciones?")
    assert not any(statement.translated for statement in answer.statements)
    assert "traducción automática" not in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "The lake *froze* over and **nobody** skated on it.",
        "The lake_froze_over and snake_case_lake stayed frozen.",
        "The lake froze [see](http://evil.example) and [1] and [2] more.",
        "The lake froze | over | twice.",
        "The lake froze `over` ~~never~~ again.",
        "The lake froze ![x](http://evil.example/x.png) over.",
        "# The lake froze over: a heading that is none.",
        "- The lake froze over, with a dash before.",
        "1. The lake froze over, first of all.",
        "The lake froze over \\ and \\* again.",
        "> The lake froze over, somebody said.",
        "The lake froze\nover in two\nlines of text.",
        "The lake froze over 🌷 with a cafe\u0301 beside it.",
        "The lake froze &lt;over&gt; &amp; again.",
    ],
)
def test_marks_in_a_document_stay_what_they_are(asker: Callable[..., Ask], text: str) -> None:
    ask = asker(document(("heading", "The *lake* [3]"), ("paragraph", text), title="On *lakes* [4] _x_"))
    answer = ask(text)
    assert answer.citations[0].quote in text
    assert {int(n) for n in MARKER.findall(answer.text)} == {c.number for c in answer.citations}
    told = [shown(item).strip() for item in items(answer)]
    assert sorted(told) == sorted(statement.text for statement in answer.statements)
    whole = " ".join(shown(part) for part in blocks(answer.text))
    assert "The *lake* [3]" in whole and "On *lakes* [4] _x_" in whole


def test_a_sign_that_may_begin_html_is_shown_as_it_is(asker: Callable[..., Ask]) -> None:
    text = "The lake froze <b>over</b> <script>alert(1)</script> in winter, and 3 < 5."
    answer = asker(document(("paragraph", text)))(text)
    assert [shown(item).strip() for item in items(answer)] == [text]


def test_marks_in_titles_and_headings_stay_what_they_are_in_a_refusal(asker: Callable[..., Ask]) -> None:
    title = "On *lakes* [4] <img src=x> _x_"
    ask = asker(
        document(("heading", "The **lake** [3]"), ("paragraph", "The lake froze over in January."), title=title)
    )
    for question in ("What did commitment 9 achieve on the lake?", "¿Qué logró el compromiso 9 en el lago?"):
        answer = ask(question)
        assert answer.status == "not_found"
        parts = blocks(answer.text)
        assert not [span for part in parts for span in part.spans if span.kind == "marker"]
        assert title in " ".join(shown(part) for part in parts)


def test_a_column_header_tells_what_a_short_cell_means(asker: Callable[..., Ask]) -> None:
    row = ("table_row", "Frozen lake", "Thursday", "January")
    answer = asker(document(("heading", "Weather"), row, ("table_row", "Dry mill", "Friday", "June")))(
        "In which month was the frozen lake seen in January?"
    )
    assert any("January" in citation.quote or "Frozen" in citation.quote for citation in answer.citations)
    for citation in answer.citations:  # of a short row all or one cell
        assert citation.quote.count("\t") in {0, len(row) - 2}


def test_a_header_with_figures_tells_which_figure_is_which(asker: Callable[..., Ask]) -> None:
    rows = "| Frozen lake | 410 | 655 |\n| Mill | 38 | 91 |\n"
    text = f"# Lakes\n\n| Lake | Visitors 2022 | Visitors 2023 |\n|---|---|---|\n{rows}"
    answer = asker(read_bytes(text.encode(), "lakes.md", {}))("How many visitors did the frozen lake have in 2022?")
    assert "Visitors 2022: 410; Visitors 2023: 655" in answer.text
    assert "mentions" not in answer.text
