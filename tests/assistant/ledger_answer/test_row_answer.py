"""Answers from rows of the ledger: which questions get them, and that each row and each count stands on quotations."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from fakes import document, valdoria

from assistant import Answer
from assistant.assistant import Assistant
from assistant.ledger_query.semantic_parser import rows_asked
from corpus.ledger import build_ledger

Make = Callable[..., Callable[[str], Answer]]
TITLES = {
    "en": {4: "Beneficial ownership register", 1: "Water in plain sight", 5: "Night buses"},
    "es": {4: "Registro de beneficiarios finales", 1: "Agua a la vista", 5: "Autobuses de noche"},
}


def told(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


# --- which questions are read as asking for rows

ASKED = [
    ("Which commitments ended inactive?", "list", ("status", "inactive"), ()),
    ("¿Qué compromisos quedaron inactivos?", "list", ("status", "inactive"), ()),
    ("Which commitments were rated limited by the IRM?", "list", ("completion", "limited"), ("assessed",)),
    ("¿Cuáles compromisos calificó el MRI como sustanciales?", "list", ("completion", "substantial"), ("assessed",)),
    ("List the commitments completed according to the government.", "list", ("completion", "complete"),
     ("self_reported",)),
    ("Give me the commitments that the IRM did rate as limited.", "list", ("completion", "limited"), ("assessed",)),
    ("¿Cuántos compromisos se cumplieron por completo?", "count", ("completion", "complete"), ()),
    ("How many commitments were not started?", "count", ("completion", "not_started"), ()),
    ("¿Cuántos compromisos se completaron según la autoevaluación?", "count", ("completion", "complete"),
     ("self_reported",)),
    ("Which commitments opened government marginally?", "list", ("openness", "marginal"), ()),
    ("¿Cuántos compromisos tienen una ambición modesta?", "count", ("ambition", "modest"), ()),
]  # fmt: skip


@pytest.mark.parametrize(("question", "kind", "level", "voices"), ASKED)
def test_a_question_for_a_list_or_a_count_is_read(
    question: str, kind: str, level: tuple[str, str], voices: tuple[str, ...]
) -> None:
    asked = rows_asked(question)
    assert asked is not None
    assert (asked.kind, asked.level, asked.voices) == (kind, level, voices)


def test_the_country_and_the_plan_are_read() -> None:
    asked = rows_asked("How many commitments of Uruguay's fourth action plan were completed?")
    assert asked is not None and (asked.countries, asked.ordinal) == (("UY",), 4)
    asked = rows_asked("¿Qué compromisos del plan 2016-2018 de Costa Rica quedaron inactivos?")
    assert asked is not None and (asked.countries, asked.first_year) == (("CR",), "2016")


@pytest.mark.parametrize(
    "question",
    [
        "Why did the commitments become inactive?",
        "¿Por qué quedaron inactivos los compromisos?",
        "¿Qué compromisos inactivos eran de salud?",
        "What percentage of commitments was completed?",
        "Which commitments were limited but not substantial?",
        "What are inactive commitments?",
        "How many commitments are there?",
        "What did commitment 3 achieve?",
        "¿Qué logró el compromiso 3 y cómo terminó?",
        "Why did commitment 4 end?",
        "Why were the commitments of 2019 not completed?",
        "¿Por qué no se cumplieron los compromisos del plan?",
        "Which civil society organisations took part in commitment 2?",
        "How long did commitment 4 take?",
        "What is the best commitment of the plan?",
        "Who paid for commitment 3?",
        "Which commitments helped citizens the most?",
        "How did the schools of commitment 4 end?",
        "",
    ],
)
def test_a_question_that_asks_for_more_or_less_is_left_to_the_passages(question: str) -> None:
    assert rows_asked(question) is None


def test_reading_a_question_takes_less_than_a_millisecond() -> None:
    questions = ["Who pays for the follow-up of the plan?", "¿Por qué quedó inactivo el compromiso 6 de las semillas?"]
    for question in questions:
        rows_asked(question)
    started = time.perf_counter()
    for _ in range(50):
        for question in questions:
            rows_asked(question)
    assert (time.perf_counter() - started) / 100 < 0.001


# --- what is answered


def test_the_fictional_ledger_has_the_rows_that_the_tests_count() -> None:
    ledger = build_ledger(valdoria())
    rated = [(f.value, f.voice) for f in ledger.findings if (f.field, f.about) == ("completion", "")]
    assert rated.count(("complete", "self_reported")) == 2
    assert rated.count(("complete", "assessed")) == 1


@pytest.mark.parametrize(
    ("question", "language"),
    [("Which commitments ended inactive?", "en"), ("¿Qué compromisos quedaron inactivos?", "es")],
)
def test_a_list_names_every_row_with_its_own_quotation(
    assistant: Assistant, texts: dict[str, str], question: str, language: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.language) == ("answered", language)
    assert len(answer.citations) == 2
    assert any(TITLES[language][5] in text for text in told(answer)[1:])
    assert all("nactivo" in citation.quote for citation in answer.citations)
    for citation in answer.citations:
        assert citation.quote == texts[citation.document][citation.start : citation.end]
        assert citation.voice == "self_reported"
        assert (citation.translation is None) == (language == "es")
    assert "XV 2022-2024" in answer.text


@pytest.mark.parametrize(
    ("question", "number", "voice"),
    [
        ("How many commitments were completed according to the government?", "2", "self_reported"),
        ("¿Cuántos compromisos del segundo plan se completaron según la autoevaluación?", "2", "self_reported"),
        ("How many commitments did the IRM find complete?", "1", "assessed"),
    ],
)
def test_a_count_comes_first_and_rests_on_all_rows_it_counts(
    assistant: Assistant, question: str, number: str, voice: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    lead, *rows = answer.statements
    assert f" {number} " in lead.text
    assert len(rows) == int(number)
    assert {statement.voice for statement in answer.statements} == {voice}
    assert {n for row in rows for n in row.citations} <= set(lead.citations)
    assert any(TITLES[answer.language][1] in row.text for row in rows)


def test_voices_are_counted_apart(assistant: Assistant) -> None:
    answer = assistant.ask("How many commitments were completed?")
    leads = [(s.voice, s.text) for s in answer.statements if "commitment" in s.text]
    assert [voice for voice, _ in leads] == ["self_reported", "assessed"]
    assert " 2 " in leads[0][1] and " 1 " in leads[1][1]


def test_a_total_that_says_the_same_is_quoted_too(assistant: Assistant) -> None:
    answer = assistant.ask("How many commitments were rated substantial by the IRM?")
    assert not answer.conflicts
    assert any("three were substantial" in citation.quote for citation in answer.citations)
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How did commitment 4 end according to the government and according to the IRM?", "en"),
        ("¿Cómo terminó el compromiso 4 según el gobierno y según el MRI?", "es"),
    ],
)
def test_one_commitment_is_told_by_voice_and_both_sides_are_shown(
    assistant: Assistant, question: str, language: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert {statement.voice for statement in answer.statements} == {"self_reported", "assessed"}
    (conflict,) = answer.conflicts
    values = {side.value for side in conflict.sides}
    assert values == ({"Complete", "Substantial"} if language == "en" else {"Completo", "Sustancial"})
    by_number = {citation.number: citation for citation in answer.citations}
    assert {by_number[side.citation].voice for side in conflict.sides} == {"self_reported", "assessed"}


def test_the_lead_is_told_where_it_is_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("¿Quién encabezó el compromiso 4 y cómo terminó?")
    assert told(answer)[0] == "Institución responsable: Registro Mercantil."
    assert any("Cumplimiento: Completo" in text for text in told(answer))
    english = assistant.ask("Who led commitment 4 and how did it end?")
    assert "Lead institution: Registro Mercantil." in told(english)


def test_an_institution_is_found_where_it_takes_part(assistant: Assistant) -> None:
    answer = assistant.ask("¿En qué compromisos participó Lupa Ciudadana?")
    assert answer.status == "answered"
    assert sum("Participantes" in text for text in told(answer)) == 2
    assert all("Lupa Ciudadana" in citation.quote for citation in answer.citations)
    led = assistant.ask("Which commitments did Registro Mercantil lead?")
    assert any("Beneficial ownership register" in text for text in told(led))


@pytest.mark.parametrize(
    "question",
    [
        "¿Cuántos compromisos del tercer plan se completaron?",
        "How many commitments of the 2016-2018 plan were completed?",
        "How many commitments were completed in Kenya?",
        "How did commitment 9 end according to the IRM?",
        "Which commitments did the Ministry of Dragons take part in?",
        "Which commitments were worsened?",
    ],
)
def test_what_the_ledger_lacks_is_not_answered_from_rows(assistant: Assistant, question: str) -> None:
    assert rows_asked(question) is not None
    answer = assistant.ask(question)
    # an answer from rows has no confidence: nothing was weighed
    assert answer.confidence is not None


# --- other countries' documents


def report(stated: str, *levels: str, kind: str = "self_assessment") -> list[tuple[str, ...]]:
    pieces: list[tuple[str, ...]] = [
        ("heading 1", "Self-assessment of the first action plan of Kenya"),
        ("paragraph", stated),
    ]
    for number, level in enumerate(levels, start=1):
        pieces += [
            ("heading 2", f"Commitment {number}: Open garden number {number * 11}"),
            ("paragraph", f"Completion: {level}"),
        ]
    return pieces


def kenya(*pieces: tuple[str, ...], **more: str):  # type: ignore[no-untyped-def]
    about = {"country": "KE", "cycle": "2018-2020", "kind": "self_assessment", "id": "ke-self"} | more
    return document(*pieces, title="Self-assessment of the first action plan of Kenya", **about)


def test_a_stated_total_that_differs_from_the_rows_is_shown_beside_them(asker: Make) -> None:
    ask = asker(
        kenya(*report("Three of the commitments were completed.", "Complete", "Limited", "Complete", "Limited"))
    )
    answer = ask("How many commitments of Kenya were completed according to the self-assessment?")
    assert " 2 " in answer.statements[0].text
    (conflict,) = answer.conflicts
    assert [side.value for side in conflict.sides] == ["3 (Complete)", "2 (Complete)"]
    by_number = {citation.number: citation for citation in answer.citations}
    assert by_number[conflict.sides[0].citation].quote.startswith("Three of the commitments")
    assert "The documents disagree" in answer.text


def test_figures_of_a_title_stand_on_the_place_that_names_it(asker: Make) -> None:
    ask = asker(kenya(*report("It was a long plan.", "Complete", "Limited", "Complete")))
    answer = ask("Which commitments were completed according to the government?")
    rows = answer.statements[1:]
    assert [row.text for row in rows] == ["Open garden number 11: Complete", "Open garden number 33: Complete"]
    by_number = {citation.number: citation for citation in answer.citations}
    assert "11" in by_number[rows[0].citations[1]].quote


def test_more_rows_than_are_shown_are_counted_and_cited_all_the_same(asker: Make) -> None:
    ask = asker(kenya(*report("It was a long plan.", *["Limited"] * 37)))
    answer = ask("¿Cuántos compromisos de Kenia tuvieron un avance limitado?")
    assert " 37 " in answer.statements[0].text
    assert len(answer.statements[0].citations) == 37
    assert len(answer.statements) == 1 + 30
    assert "Y 7 más" in answer.text


def test_what_a_progress_report_said_on_the_way_does_not_count(asker: Make) -> None:
    early = kenya(*report("It goes on.", "Limited", "Limited", "Limited"), id="ke-early", kind="progress_report")
    final = kenya(*report("It is over.", "Complete", "Limited", "Complete"))
    answer = asker(early, final)("Which commitments were limited according to the government?")
    assert [s.text for s in answer.statements[1:]] == ["Open garden number 22: Limited"]
    assert {citation.document for citation in answer.citations} == {"ke-self"}


def test_the_number_of_a_plan_without_its_country_is_left_open_where_several_have_it(asker: Make) -> None:
    other = kenya(*report("It is over.", "Complete", "Complete", "Limited"), id="gh-self", country="GH")
    ask = asker(kenya(*report("It is over.", "Complete", "Limited", "Limited")), other)
    assert ask("How many commitments of the first plan were completed?").confidence is not None
    answer = ask("How many commitments of Ghana's first plan were completed?")
    assert answer.confidence is None and " 2 " in answer.statements[0].text
    assert {citation.document for citation in answer.citations} == {"gh-self"}
    assert ask("How did commitment 1 end?").confidence is not None
    assert ask("How did Kenya's commitment 2 end?").confidence is None


def test_documents_without_commitments_have_no_rows(asker: Make) -> None:
    ask = asker(document(("paragraph", "The commitments that ended inactive are told elsewhere."), id="note"))
    assert ask("Which commitments ended inactive?").confidence is not None
