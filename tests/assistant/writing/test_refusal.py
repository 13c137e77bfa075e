"""Refusals and cautions: what they name, quote and propose. Documents are made up."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fakes import OverlapReader, document

from assistant import Answer
from assistant.assistant import Assistant
from assistant.question.named_things import absent_of, specifics
from assistant.question.parse import parse_alone
from assistant.retrieval.retrieve import gather
from assistant.writing.missing import not_in
from corpus.model import Document
from index.search import Searcher

Ask = Callable[[str], Answer]

QUESTIONS = (
    "¿Qué logró el compromiso 9 de Valdoria?",
    "What did commitment 9 of Valdoria achieve?",
    "¿Qué prometió el plan de acción de Kenia sobre el agua?",
    "How much money did the round tables cost?",
    "¿Cuánto dinero costaron las mesas redondas?",
    "¿Qué dijo la doctora Zubizarreta en 2031 sobre las bibliotecas?",
    "How much money did Zubizarreta give the round tables in 2031?",
)


def plan(title: str = "Plan de acción de Orlandia 2021-2023", **more: str) -> Document:
    return document(
        ("heading", "Compromiso 1: Fuentes de agua"),
        ("paragraph", "El municipio medirá cada mes la calidad del agua de las fuentes públicas."),
        ("paragraph", "Las ideas que no entraron al plan sobre turismo de montaña están en el Anexo 3."),
        ("heading", "Compromiso 2: Caminos seguros"),
        ("paragraph", "El informe de resultados dirá qué calificación merece el compromiso de los caminos."),
        id="orlandia",
        title=title,
        kind="action_plan",
        language="es",
        **more,
    )


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_refusal_is_short_exact_and_says_what_was_searched(
    assistant: Assistant, texts: dict[str, str], question: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "not_found"
    assert len(answer.text.split()) <= 120
    assert "6" in answer.text, "how many documents were searched"
    for citation in answer.citations:
        assert citation.quote == texts[citation.document][citation.start : citation.end]
        assert f"[{citation.number}]" in answer.text
    cited = {number for statement in answer.statements for number in statement.citations}
    assert cited == {citation.number for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("¿Qué dijo la doctora Zubizarreta en 2031 sobre las bibliotecas?", ("Zubizarreta", "2031")),
        ("How much money did Zubizarreta give the round tables in 2031?", ("Zubizarreta", "2031")),
    ],
)
def test_what_no_document_names_is_told_in_the_asker_s_words(
    assistant: Assistant, question: str, named: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    told = " ".join(answer.missing) + answer.text
    assert answer.status in ("not_found", "partial")
    assert all(f"«{name}»" in told or f"“{name}”" in told for name in named)


@pytest.mark.parametrize("question", ["¿Qué logró el compromiso 9?", "What did Kenya's action plan promise on water?"])
def test_nothing_is_near_a_commitment_or_country_that_is_not_there(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "not_found"
    assert not answer.statements and not answer.citations


@pytest.mark.parametrize(
    ("question", "intro"),
    [
        ("¿Cuánto dinero cuesta medir la calidad del agua de las fuentes públicas?", "que no la responde"),
        ("¿Cuánto costó medir la calidad del agua de las fuentes públicas?", "que no la responde"),
    ],
)
def test_the_nearest_is_quoted_and_said_not_to_answer(asker: Callable[..., Ask], question: str, intro: str) -> None:
    answer = asker(plan())(question)
    assert answer.status == "not_found"
    assert intro in answer.text
    assert any("calidad del agua" in citation.quote for citation in answer.citations)
    assert answer.text.index(intro) < answer.text.index("[1]")


def test_the_nearest_is_introduced_in_english_too(asker: Callable[..., Ask]) -> None:
    well = document(
        ("heading", "Wells"),
        ("paragraph", "The town measures the water of its public wells every month."),
        id="wells",
        title="Wells of Orlandia",
        language="en",
    )
    answer = asker(well)("How much money does the town spend to measure the water of its public wells?")
    assert answer.status == "not_found"
    assert "which does not answer it" in answer.text
    assert answer.citations[0].quote.startswith("The town measures")


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("¿Qué propuestas sobre turismo trae el anexo 3, y cuánto dinero cuesta cada una?", "Anexo 3"),
        ("¿Cuánto dinero cuesta el camino, según el informe de resultados?", "informe de resultados"),
    ],
)
def test_a_document_that_is_cited_but_not_held_is_named(asker: Callable[..., Ask], question: str, cited: str) -> None:
    answer = asker(plan())(question)
    assert answer.status == "not_found"
    sentence = next(one for one in answer.missing if cited in one)
    assert "Plan de acción de Orlandia" in sentence


def test_a_document_that_is_held_is_not_said_to_be_missing(asker: Callable[..., Ask]) -> None:
    report = document(
        ("heading", "Resumen"),
        ("paragraph", "El informe de resultados revisa dos compromisos."),
        id="report",
        title="Informe de resultados del IRM: Orlandia",
        kind="irm_report",
        language="es",
    )
    answer = asker(plan(), report)("¿Cuánto dinero cuesta el camino, según el informe de resultados?")
    assert not any("informe de resultados" in sentence for sentence in answer.missing)


def test_an_annex_inside_a_document_is_held(asker: Callable[..., Ask]) -> None:
    annexed = document(
        ("heading", "Plan"),
        ("paragraph", "Las ideas sobre turismo que no entraron están en el Anexo 3."),
        ("heading", "Anexo 3. Ideas"),
        ("paragraph", "Un mirador y dos senderos sobre turismo quedaron fuera."),
        id="annexed",
        title="Plan de acción de Orlandia",
        kind="action_plan",
        language="es",
    )
    answer = asker(annexed)("¿Cuánto dinero costaban las ideas sobre turismo del anexo 3?")
    assert not any("no está en la colección" in sentence for sentence in answer.missing)


@pytest.mark.parametrize("question", [one for one in QUESTIONS if "Kenia" not in one])
def test_what_a_refusal_proposes_can_be_answered(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "not_found"
    opening, closing = ("«", "»") if answer.language == "es" else ("“", "”")
    proposed = answer.text.rsplit(opening, 1)[1].split(closing)[0]
    assert proposed != question
    assert assistant.ask(proposed).status == "answered", proposed


def test_the_commitment_that_was_asked_about_is_proposed(assistant: Assistant) -> None:
    answer = assistant.ask("¿Cuánto dinero costó el compromiso 4 de Valdoria en 2031?")
    assert answer.status == "not_found"
    assert "compromiso 4?" in answer.text.rsplit("«", 1)[1]


def test_words_of_another_language_are_not_said_to_be_absent(asker: Callable[..., Ask]) -> None:
    """The documents are Spanish: an English acronym or word may only be called otherwise there."""
    answer = asker(plan())("What does the UNDP toolkit recommend about leaking pipes and gutters?")
    assert not any("UNDP" in sentence or "gutters" in sentence for sentence in answer.missing)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("¿Quiénes encabezan los veinte compromisos del segundo plan de Valdoria?", "20"),
        ("Who leads the twenty commitments of the second plan of Valdoria?", "20"),
        ("¿Por qué se cumplieron los 30 compromisos?", "30"),
    ],
)
def test_a_total_that_documents_contradict_is_put_right(assistant: Assistant, question: str, number: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.split("\n")[0].split(number)[0].startswith(("La pregunta menciona", "The question mentions"))
    assert "seis compromisos" in answer.citations[0].quote
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    markers = [int(number) for number in re.findall(r"(?<!\\)\[(\d+)\]", answer.text)]
    assert list(dict.fromkeys(markers)) == [citation.number for citation in answer.citations]
    assert all(statement.text.replace("*", "") in answer.text.replace("\\", "") for statement in answer.statements)


@pytest.mark.parametrize(
    "question",
    [
        "¿Quiénes encabezan los seis compromisos del segundo plan de Valdoria?",
        "Who leads the three commitments on water?",
        "¿Qué pasó con los once compromisos del primer plan?",
        "Which were the twenty commitments of Kenya's plan?",
    ],
)
def test_a_total_that_may_be_right_is_left(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert not answer.text.startswith(("La pregunta menciona", "The question mentions"))


@pytest.mark.parametrize("question", ["¿Qué pasó con los 45 compromisos?", "What happened to the 45 commitments?"])
def test_a_total_that_any_document_speaks_of_is_left(asker: Callable[..., Ask], question: str) -> None:
    count = "Este plan tiene 2 compromisos. El plan anterior tuvo 45 grandes compromisos."
    total = document(("paragraph", count), id="total", title=plan().metadata.title, kind="action_plan", language="es")
    assert not asker(plan(), total)(question).text.startswith(("La pregunta menciona", "The question mentions"))


@pytest.mark.parametrize(
    ("question", "language", "named"),
    [
        ("¿Qué midió Kenia en las bibliotecas públicas en 2025-2027?", "es", ["2025-2027", "Kenia"]),
        ("What did Kenya measure in public libraries in 2025-2027?", "en", ["2025-2027", "Kenya"]),
        ("¿Qué votaron las bibliotecas públicas de Valdoria?", "es", []),
    ],
)
def test_a_caution_names_what_nothing_shown_mentions(
    searcher: Searcher, question: str, language: str, named: list[str]
) -> None:
    parsed = parse_alone(searcher, question, language)
    shown = gather(searcher, OverlapReader(), parsed)[:3]
    assert not_in(searcher, parsed, shown) == named


def test_what_is_absent_keeps_the_words_of_the_question() -> None:
    wanted = specifics("¿Qué dice Orlandia sobre Ana Ruiz en 2027?", "es")
    assert [one.written for one in absent_of(wanted, ["Ana Ruiz habló."], [])] == ["2027", "Orlandia"]
