"""Citations, quotations and table rows against the gold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fakes import document
from hypothesis import given
from hypothesis import strategies as st
from running import citation

from assistant.answer import Answer, Citation, Statement
from corpus.model import Block, Document, Metadata
from evals.cases import Case, Gold, Nugget
from evals.metrics.citations import (
    CitationScores,
    Rows,
    citation_scores,
    cited_parts,
    gold_cited,
    is_exact,
    quoted_share,
)
from evals.metrics.judge import WordingJudge

CASE = Case(
    id="demo-001",
    kind="number",
    es="¿Cuántos puentes prometió Ruritania, y cuántos abrió?",
    en="How many bridges did Ruritania promise, and how many did it open?",
    expected="answered",
    gold=(
        Gold("plan.md", "promete seis puentes de madera sobre el río"),
        Gold("fact-sheet.md", "six wooden bridges"),
        Gold("report.md", "abrió cuatro", part=2),
    ),
    nuggets=(Nugget(True, ("6", "seis", "six")), Nugget(True, ("4", "cuatro", "four")), Nugget(False, ("madera",))),
    split="dev",
)
PROMISED = "Ruritania promete seis puentes de madera sobre el río."
OPENED = "El ministro abrió cuatro en 2031."
BESIDE = "Los puentes se pintan cada año."


def cited(number: int, source: str, quote: str, translation: str | None = None) -> Citation:
    place: dict[str, Any] = dict(document="d", title="t", kind="other", publisher=None, date=None, url=None, section=())
    also: dict[str, Any] = dict(page=None, commitment=None, voice="context", language="es", start=0, end=len(quote))
    return Citation(number=number, source=source, quote=quote, translation=translation, **place, **also)


CITATIONS = (
    cited(1, "plan.md", PROMISED),
    cited(2, "report.md", OPENED),
    cited(3, "plan.md", BESIDE),
    cited(4, "other.md", PROMISED),
    cited(5, "other.md", "Acht Brücken", translation="There are six bridges."),
)


def answer(*statements: tuple[str, tuple[int, ...]], citations: tuple[Citation, ...] = CITATIONS) -> Answer:
    said = tuple(Statement(text, cited, "context") for text, cited in statements)
    return Answer("?", "es", "answered", " ".join(text for text, _ in statements), said, citations)


def scored(*statements: tuple[str, tuple[int, ...]]) -> CitationScores | None:
    return citation_scores(CASE, answer(*statements), WordingJudge())


@pytest.mark.parametrize(
    ("text", "cited", "recall", "precision"),
    [
        pytest.param("Fueron seis.", (1,), 1, 1, id="its nugget is quoted"),
        pytest.param("Fueron seis.", (2,), 0, 0, id="another nugget is quoted"),
        pytest.param("Fueron seis.", (), 0, 0, id="nothing is cited"),
        pytest.param("Fueron seis.", (9,), 0, 0, id="a number that no cited bears"),
        pytest.param("Fueron seis.", (4,), 1, 1, id="wherever it is quoted from"),
        pytest.param("There were six.", (5,), 1, 1, id="in the translation"),
        pytest.param("Fueron seis y abrió cuatro.", (1, 2), 1, 1, id="each supports a half"),
        pytest.param("Fueron seis y abrió cuatro.", (1,), 0, 0, id="half of it is supported"),
        pytest.param("Fueron seis.", (1, 2), 1, 1 / 2, id="one is not needed"),
        pytest.param("Fueron seis.", (1, 4), 1, 1, id="either would do alone"),
        pytest.param("Fueron seis y abrió cuatro.", (1, 2, 3, 9), 1, 1 / 2, id="two of four are not needed"),
        pytest.param("Fueron seis.", (1, 1), 1, 1, id="cited twice is cited once"),
        pytest.param("Son de madera.", (1,), 1, 1, id="a nugget that is not vital counts"),
        pytest.param("Son de madera.", (2,), 0, 0, id="and must be supported"),
        pytest.param("Es lo prometido.", (1,), 1, 1, id="no nugget, but a gold place"),
        pytest.param("Se pintan cada año.", (3,), 0, 0, id="no nugget and no gold place"),
        pytest.param("Es lo prometido.", (4,), 0, 0, id="the gold's words in the wrong document"),
        pytest.param("Es lo prometido.", (3, 1), 1, 1 / 2, id="a gold place and another"),
    ],
)
def test_one_statement(text: str, cited: tuple[int, ...], recall: float, precision: float) -> None:
    assert scored((text, cited)) == CitationScores(recall, precision)


def test_statements_count_alike_and_citations_count_alike() -> None:
    # supported: the first and the third; precise: (1), and of (1, 2, 3) the first two
    scores = scored(("Fueron seis.", (1,)), ("Se pintan.", (3,)), ("Seis y cuatro.", (1, 2, 3)), ("Sí.", ()))
    assert scores == CitationScores(2 / 4, 3 / 5)


def test_without_statements_there_is_nothing_to_support() -> None:
    assert scored() is None


@pytest.mark.parametrize(
    ("source", "quote", "parts"),
    [
        ("plan.md", PROMISED, {1}),
        ("plan.md", "Ruritania promete seis\n puentes de   madera sobre el río.", {1}),
        ("fact-sheet.md", "There are six wooden bridges.", {1}),
        ("report.md", OPENED, {2}),
        ("plan.md", "promete seis puentes de", {1}),
        ("plan.md", "promete seis puentes", set()),
        ("report.md", "promete seis puentes de", set()),
        ("plan.md", "promete seis puentes de hierro", set()),
        ("other.md", PROMISED, set()),
    ],
)
def test_a_gold_place_is_its_anchor_or_much_of_it(source: str, quote: str, parts: set[int]) -> None:
    assert cited_parts(CASE, [cited(1, source, quote)]) == parts


def test_the_share_of_parts_quoted() -> None:
    assert gold_cited(CASE, answer(citations=())) == 0
    assert gold_cited(CASE, answer(citations=CITATIONS[:1])) == 1 / 2
    assert gold_cited(CASE, answer(citations=CITATIONS)) == 1
    nothing = Case("demo-002", "unanswerable", "¿?", "?", "not_found", (), (), "dev")
    with pytest.raises(ValueError, match="demo-002"):
        gold_cited(nothing, answer())


said = st.tuples(
    st.sampled_from(["Fueron seis.", "Abrió cuatro.", "Seis y cuatro.", "Sí."]),
    st.lists(st.integers(1, 7), max_size=4).map(tuple),
)


@given(st.lists(said, min_size=1, max_size=5))
def test_scores_are_shares_and_order_does_not_matter(statements: list[tuple[str, tuple[int, ...]]]) -> None:
    scores = scored(*statements)
    assert scores is not None and 0 <= scores.recall <= 1 and 0 <= scores.precision <= 1
    assert (scores.precision > 0) <= (scores.recall > 0)
    assert scores == scored(*[(text, cited[::-1]) for text, cited in reversed(statements)])


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
        (ANSWER, 0, 1.0),
        (replace(ANSWER, citations=(CITATION, OTHER)), 0, 0.5),
        (replace(ANSWER, statements=(replace(STATEMENT, citations=()),)), 1, 1.0),
        (replace(ANSWER, statements=(replace(STATEMENT, citations=(1, 2)),)), 1, 1.0),
        (replace(ANSWER, statements=(), citations=()), 1, None),
        (replace(ANSWER, status="partial", statements=()), 1, 1.0),
        (REFUSAL, 0, None),
    ],
)
def test_statements_without_a_quotation_are_counted(answer: Answer, counts: int, share: float | None) -> None:
    assert quoted_share(answer, lambda one: is_exact(one, DOCUMENTS)) == (counts, share)


TABLE = document(
    ("paragraph", "Two bridges were promised."),
    ("table_row", "Bridge 1", "It was opened. The mayor came.", "Complete"),
    ("table_row", "Bridge 2", "Nothing was built.", "Complete"),
    id="bridges",
)
GOLD = Gold(TABLE.metadata.source, "It was opened")


def quoting(text: str, after: str = "", of: Document = TABLE) -> Citation:
    start = of.text.index(text, of.text.index(after))
    place = {"source": of.metadata.source, "quote": text, "start": start, "end": start + len(text)}
    return replace(citation(text), **place)  # type: ignore[arg-type]


def test_a_whole_cell_of_the_row_is_the_place_and_that_of_another_row_is_not() -> None:
    rows = Rows([TABLE])
    assert rows.share(GOLD, quoting("Complete"))
    assert rows.share(GOLD, quoting("Bridge 1"))
    assert not rows.share(GOLD, quoting("Complete", after="Bridge 2"))


def test_a_sentence_out_of_a_cell_must_hold_the_anchor_itself() -> None:
    assert not Rows([TABLE]).share(GOLD, quoting("The mayor came."))


def test_running_text_and_other_documents_have_no_rows() -> None:
    rows = Rows([TABLE])
    assert not rows.share(Gold(TABLE.metadata.source, "Two bridges"), quoting("Two bridges were promised."))
    assert not rows.share(replace(GOLD, source="other.md"), quoting("Complete"))
    assert not Rows([]).share(GOLD, quoting("Complete"))
