"""What must hold of every answer: whatever was altered is dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assistant import Answer, Citation, Statement
from assistant.assistant import Assistant
from assistant.verification.quotations import exact
from assistant.verification.verify import supported, verify
from corpus.text.running_numbers import in_words
from index.search import Searcher

QUESTIONS = [
    "¿Cuántas bibliotecas públicas hicieron elecciones?",
    "How many points does a proposal need?",
    "¿Qué pasó con el compromiso 1, agua a la vista?",
    "¿Cuáles son las reglas que siguieron las mesas?",
]


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> list[Answer]:
    found = [assistant.ask(question) for question in QUESTIONS]
    assert all(answer.citations for answer in found)
    return found


@pytest.fixture(scope="module")
def citations(answers: list[Answer]) -> list[Citation]:
    return [citation for answer in answers for citation in answer.citations]


def said(citation: Citation) -> Statement:
    return Statement(" ".join(citation.quote.split()), (citation.number,), citation.voice)


def test_what_stands_up_is_kept_as_it_is(searcher: Searcher, answers: list[Answer]) -> None:
    for answer in answers:
        assert verify(searcher, answer.statements, answer.citations) == (
            list(answer.statements),
            list(answer.citations),
        )


anything = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@anything
@given(data=st.data())
def test_an_altered_quotation_is_dropped(searcher: Searcher, citations: list[Citation], data: st.DataObject) -> None:
    citation = data.draw(st.sampled_from(citations))
    at = data.draw(st.integers(0, len(citation.quote)))
    inserted = data.draw(st.text(max_size=3))
    removed = data.draw(st.integers(0, 3))
    quote = citation.quote[:at] + inserted + citation.quote[at + removed :]
    assume(quote != citation.quote)
    altered = replace(citation, quote=quote)
    assert not exact(searcher, altered)
    assert verify(searcher, [said(altered)], [altered]) == ([], [])


@anything
@given(data=st.data(), by=st.integers(-5000, 5000), longer=st.integers(-60, 60))
def test_a_moved_quotation_is_dropped(
    searcher: Searcher, citations: list[Citation], texts: dict[str, str], data: st.DataObject, by: int, longer: int
) -> None:
    citation = data.draw(st.sampled_from(citations))
    start, end = citation.start + by, citation.end + by + longer
    here = texts[citation.document][start:end] if 0 <= start <= end else None
    moved = replace(citation, start=start, end=end)
    assert exact(searcher, moved) == (here == citation.quote)


@anything
@given(data=st.data())
def test_a_quotation_of_another_document_is_dropped(
    searcher: Searcher, citations: list[Citation], texts: dict[str, str], data: st.DataObject
) -> None:
    citation = data.draw(st.sampled_from(citations))
    other = data.draw(st.one_of(st.sampled_from(sorted(texts)), st.text(max_size=12)))
    assume(other != citation.document)
    assert not exact(searcher, replace(citation, document=other))


@pytest.mark.parametrize("quote", ["", " ", "\n"])
def test_an_empty_quotation_is_none(searcher: Searcher, citations: list[Citation], quote: str) -> None:
    citation = citations[0]
    assert not exact(searcher, replace(citation, quote=quote, end=citation.start + len(quote)))
    assert not exact(searcher, replace(citation, quote="", start=0, end=0))


@anything
@given(data=st.data(), number=st.integers(0, 99_999))
def test_a_figure_that_is_not_in_the_quotation_drops_the_statement(
    searcher: Searcher, citations: list[Citation], data: st.DataObject, number: int
) -> None:
    citation = data.draw(st.sampled_from(citations))
    assume(str(number) not in citation.quote and str(number) not in in_words(citation.quote))
    statement = said(citation)
    pieces = statement.text.split(" ")
    at = data.draw(st.integers(0, len(pieces)))
    altered = replace(statement, text=" ".join([*pieces[:at], str(number), *pieces[at:]]))
    assert verify(searcher, [altered], [citation]) == ([], [])


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("22 de las 31 bibliotecas", "22 of the 32 libraries"),
        ("El 3 de mayo de 2023", "On 3 May 2024"),
        ("2,4 millones", "2,5 millones"),
        ("2,4 millones", "24 millones"),
        ("1 840 contratos", "1840 contratos y 7 más"),
        ("el compromiso XV0021", "commitment XV0022"),
        ("un 9 por ciento", "un 90 por ciento"),
        ("a las 10:30", "a las 10:45"),
    ],
)
def test_figures_dates_and_ids_must_stand_in_the_quotation(
    searcher: Searcher, citations: list[Citation], quote: str, statement: str
) -> None:
    citation = replace(citations[0], quote=quote)
    assert supported(Statement(quote, (1,), "context"), [citation])
    assert not supported(Statement(statement, (1,), "context"), [citation])


def test_a_statement_without_a_citation_is_dropped(searcher: Searcher, citations: list[Citation]) -> None:
    bare = Statement("The lake froze over.", (), "context")
    stray = Statement("The lake froze over.", (99,), "context")
    assert verify(searcher, [bare, stray], citations[:1]) == ([], [])


def test_a_statement_of_which_one_citation_fails_is_dropped(searcher: Searcher, citations: list[Citation]) -> None:
    good, bad = replace(citations[0], number=1), replace(citations[0], number=2, quote="Something else.")
    both = replace(said(good), citations=(1, 2))
    assert verify(searcher, [both], [good, bad]) == ([], [])


@anything
@given(data=st.data())
def test_citations_are_numbered_from_one_in_order_of_use(
    searcher: Searcher, citations: list[Citation], data: st.DataObject
) -> None:
    """Whatever the numbers were before, statements go on pointing at the same quotations."""
    numbers = data.draw(st.lists(st.integers(1, 200), min_size=len(citations), max_size=len(citations), unique=True))
    numbered = [replace(citation, number=number) for citation, number in zip(citations, numbers, strict=True)]
    broken = data.draw(st.sets(st.sampled_from(numbers), max_size=len(numbers) - 1))
    mixed = [replace(c, quote=c.quote + "!") if c.number in broken else c for c in numbered]
    statements = [said(c) for c in data.draw(st.permutations(numbered))]
    kept, cited = verify(searcher, statements, data.draw(st.permutations(mixed)))
    assert [c.number for c in cited] == list(range(1, len(cited) + 1))
    assert len(kept) == len(numbered) - len(broken)
    by_number = {c.number: c for c in cited}
    seen: list[int] = []
    for statement in kept:
        (number,) = statement.citations
        assert " ".join(by_number[number].quote.split()) == statement.text
        seen.append(number)
    assert list(dict.fromkeys(seen)) == sorted(set(seen))
