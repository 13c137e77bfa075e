"""The kinds of questions that rows answer: initials, subjects, whole plans, fields, comparisons, follow-ups."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes import document

from assistant import Answer
from assistant.assistant import Assistant
from assistant.ledger_query.semantic_parser import rows_asked
from assistant.question.initials import initials_asked

Make = Callable[..., Callable[..., Answer]]


def told(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


def from_rows(answer: Answer) -> bool:
    """Whether rows answered: nothing was weighed."""
    return answer.status == "answered" and answer.confidence is None


def check(answer: Answer, texts: dict[str, str]) -> None:
    for citation in answer.citations:
        assert citation.quote == texts[citation.document][citation.start : citation.end]
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    used = {number for statement in answer.statements for number in statement.citations}
    used |= {side.citation for conflict in answer.conflicts for side in conflict.sides}
    assert used == {citation.number for citation in answer.citations}


# --- initials


@pytest.mark.parametrize(
    "question",
    [
        "What does CGAV mean?",
        "what does the acronym CGAV stand for",
        "What is CGAV short for?",
        "What is the full name of CGAV?",
        "¿Qué significa CGAV?",
        "¿Qué significan las siglas «CGAV»?",
        "¿De qué son las siglas CGAV?",
        "que quiere decir CGAV en el plan",
        "What does CGAV stand for in Kenya?",
    ],
)
def test_a_question_for_initials_is_read(question: str) -> None:
    assert initials_asked(question) == "CGAV"


@pytest.mark.parametrize(
    "question",
    [
        "What is the CGAV?",
        "¿Qué es el CGAV?",
        "What does the CGAV do?",
        "What does CGAV mean for citizens of the hills?",
        "¿Qué significa el resultado del compromiso 4?",
        "Who founded the CGAV?",
    ],
)
def test_a_question_for_more_than_what_initials_mean_is_not(question: str) -> None:
    assert initials_asked(question) is None


@pytest.mark.parametrize(("question", "language"), [("What does CGAV mean?", "en"), ("¿Qué significa CGAV?", "es")])
def test_initials_are_answered_with_the_run_that_spells_them_out(
    assistant: Assistant, texts: dict[str, str], question: str, language: str
) -> None:
    answer = assistant.ask(question)
    assert from_rows(answer) and answer.language == language
    check(answer, texts)
    name = "Consejo de Gobierno Abierto de Valdoria"
    assert f"CGAV {'stands for' if language == 'en' else 'significa'} " in told(answer)[0] and name in told(answer)[0]
    assert answer.citations[0].quote == f"{name} (CGAV)"


def test_initials_that_no_document_spells_out_are_left_to_the_passages(assistant: Assistant) -> None:
    assert not from_rows(assistant.ask("What does QZX mean?"))
    assert not from_rows(assistant.ask("What does transparency mean?"))


# --- subjects


@pytest.mark.parametrize(
    ("question", "topic", "area"),
    [
        ("Which commitments are about health?", "health", False),
        ("¿Qué compromisos tratan de salud?", "salud", False),
        ("commitments on beneficial ownership", "beneficial ownership", False),
        ("¿Qué compromisos están relacionados con el agua?", "agua", False),
        ("¿Hay compromisos sobre autobuses?", "autobuses", False),
        ("Which commitments fall under the policy area of gender?", "gender", True),
        ("¿Qué compromisos son del área de política género?", "género", True),
        ("Which commitment is about water?", "water", False),
    ],
)
def test_a_subject_is_read(question: str, topic: str, area: bool) -> None:
    asked = rows_asked(question)
    assert asked is not None and (asked.topic, asked.area) == (topic, area)


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("Which commitments are about water?", {"Water in plain sight"}),
        ("¿Qué compromisos tratan de beneficiarios finales?", {"Registro de beneficiarios finales"}),
        ("commitments on beneficial ownership", {"Beneficial ownership register"}),
        ("¿Qué compromisos hay sobre autobuses?", {"Autobuses de noche"}),
    ],
)
def test_commitments_are_found_by_their_titles_in_either_language(
    assistant: Assistant, texts: dict[str, str], question: str, titles: set[str]
) -> None:
    answer = assistant.ask(question)
    assert from_rows(answer)
    check(answer, texts)
    assert set(told(answer)[1:]) == titles


def test_a_subject_that_no_title_names_is_left_to_the_passages(assistant: Assistant) -> None:
    assert not from_rows(assistant.ask("Which commitments are about whales?"))
    assert not from_rows(assistant.ask("Which commitments about water were useful for farmers?"))


def test_a_subject_and_a_level_go_together(assistant: Assistant) -> None:
    answer = assistant.ask("Which commitments about water were completed according to the IRM?")
    assert from_rows(answer)
    assert told(answer)[1:] == ["Water in plain sight: Complete"]
    assert "“water”" in told(answer)[0]
    assert not from_rows(assistant.ask("Which commitments about buses were completed?"))


def test_policy_areas_are_found_in_either_language(asker: Make) -> None:
    sheet = [("heading 1", "Plan of Kenya")]
    for number, title, area in ((1, "Safe markets", "Gender"), (2, "Rain books", "Anti-Corruption")):
        sheet += [("heading 2", f"Commitment {number}: {title}"), ("paragraph", f"Policy area: {area}")]
    ask = asker(document(*sheet, id="ke", kind="action_plan", country="KE", cycle="2020-2022"))
    for question in ("Which commitments are about gender?", "¿Qué compromisos son del área de política género?"):
        answer = ask(question)
        assert from_rows(answer)
        assert len(answer.statements) == 2 and answer.citations[0].quote == "Safe markets"
    spanish = ask("¿A qué área de política pertenece el compromiso 2?")
    assert told(spanish) == ["Área de política: Anticorrupción"]


# --- whole plans


@pytest.mark.parametrize(
    "question",
    [
        "How many commitments did the second plan have?",
        "¿Cuántos compromisos tiene el plan?",
        "How many commitments are in the 2022-2024 action plan?",
    ],
)
def test_the_commitments_of_a_plan_are_counted_with_the_stated_total_first(
    assistant: Assistant, texts: dict[str, str], question: str
) -> None:
    answer = assistant.ask(question)
    assert from_rows(answer)
    check(answer, texts)
    lead, *rows = answer.statements
    assert " 6 " in lead.text and len(rows) == 6
    assert "seis compromisos" in answer.citations[lead.citations[0] - 1].quote


@pytest.mark.parametrize(
    "question", ["List the commitments of the second plan", "¿Qué compromisos incluye el segundo plan?"]
)
def test_the_commitments_of_a_plan_are_listed(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert from_rows(answer) and len(answer.statements) == 7


def small_plan(stated: str, *numbers: int, id: str = "ke"):  # type: ignore[no-untyped-def]
    pieces: list[tuple[str, ...]] = [("heading 1", "First action plan of Kenya"), ("paragraph", stated)]
    for number in numbers:
        pieces += [("heading 2", f"Commitment {number}: Open well {'abcdefgh'[number]}")]
        pieces += [("paragraph", f"Lead institution: Ministry of Wells {'ABCDEFGH'[number]}")]
    title = "First action plan of Kenya"
    return document(*pieces, id=id, kind="action_plan", country="KE", cycle="2018-2020", title=title)


def test_a_total_of_fewer_than_there_are_is_a_conflict(asker: Make) -> None:
    answer = asker(small_plan("The plan has 2 commitments.", 1, 2, 3))("How many commitments does Kenya's plan have?")
    assert from_rows(answer) and " 3 " in told(answer)[0]
    (conflict,) = answer.conflicts
    assert [side.value for side in conflict.sides] == ["2", "3"]


def test_a_plan_of_which_some_commitments_are_not_known_is_not_counted(asker: Make) -> None:
    assert not from_rows(asker(small_plan("It was long.", 1, 2, 5))("How many commitments does Kenya's plan have?"))
    assert rows_asked("How many commitments are there?") is None


# --- fields of one commitment


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("Who is responsible for commitment 3?", ("lead",)),
        ("¿Quién es responsable del compromiso 3?", ("lead",)),
        ("When does commitment 5 end?", ("end",)),
        ("¿Cuándo empezó el compromiso 5?", ("start",)),
        ("¿Cuál es el objetivo del compromiso 2?", ("objective",)),
        ("Which institutions take part in commitment 6?", ("participants",)),
        ("¿Qué organizaciones participaron en el compromiso 2?", ("participants",)),
        ("milestones of commitment 4", ("milestone",)),
        ("¿Cuáles son los hitos del compromiso 4?", ("milestone",)),
        ("Who led MX0087 and how did it end?", ("lead", "completion", "openness", "status")),
    ],
)
def test_fields_of_one_commitment_are_read(question: str, fields: tuple[str, ...]) -> None:
    asked = rows_asked(question)
    assert asked is not None and (asked.kind, asked.fields) == ("one", fields)


def test_fields_are_told_from_their_rows(assistant: Assistant, texts: dict[str, str]) -> None:
    answer = assistant.ask("¿Quién es responsable del compromiso 4?")
    check(answer, texts)
    assert told(answer) == ["Institución responsable: Registro Mercantil."]
    part = assistant.ask("Which institutions take part in commitment 3?")
    assert any(text.startswith("Participants: Dirección de Bibliotecas") for text in told(part))


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("How did the commitment on beneficial ownership end?", "Beneficial ownership register"),
        ("¿Cómo terminó el compromiso sobre beneficiarios finales?", "Registro de beneficiarios finales"),
        ("How did the night buses commitment end?", "Night buses"),
        ("¿Cómo terminó el compromiso de las bibliotecas?", "Bibliotecas con voz"),
    ],
)
def test_a_commitment_is_named_by_its_title(
    assistant: Assistant, texts: dict[str, str], question: str, title: str
) -> None:
    answer = assistant.ask(question)
    assert from_rows(answer)
    check(answer, texts)
    assert all(text.startswith(f"{title}. ") for text in told(answer))


@pytest.mark.parametrize(
    "question",
    [
        "How did the commitment on the water register end?",
        "How did the commitment on whales end?",
        "How did the commitment on beneficial ownership in Kenya end?",
        "Who paid for the commitment on beneficial ownership?",
        "How did the plan end?",
    ],
)
def test_a_title_that_is_not_clearly_one_is_left_to_the_passages(assistant: Assistant, question: str) -> None:
    assert not from_rows(assistant.ask(question))


def test_milestones_are_told_with_their_dates(asker: Make) -> None:
    plan = document(
        ("heading 1", "Plan of Kenya"),
        ("heading 2", "Commitment 1: Open wells"),
        ("heading 3", "Milestones"),
        ("list_item", "Map the wells by May 2019"),
        ("list_item", "Publish the map"),
        id="ke",
        kind="action_plan",
        country="KE",
        cycle="2018-2020",
    )
    answer = asker(plan)("What are the milestones of commitment 1?")
    assert from_rows(answer)
    assert told(answer) == ["Milestone: Map the wells by May 2019", "Milestone: Publish the map"]


# --- several commitments beside each other


@pytest.mark.parametrize(
    "question",
    [
        "Which of commitments 2 and 5 was rated higher?",
        "Compare the completion of commitments 2 and 5",
        "Compare commitments 2 and 5",
        "¿Cuál de los compromisos 2 y 5 tuvo mejor calificación?",
        "Compara el cumplimiento del compromiso 2 y el compromiso 5",
    ],
)
def test_commitments_are_compared_one_after_the_other(
    assistant: Assistant, texts: dict[str, str], question: str
) -> None:
    answer = assistant.ask(question)
    assert from_rows(answer)
    check(answer, texts)
    names = ("Contracts people can read", "Night buses") if answer.language == "en" else ("Contratos", "Autobuses")
    first = [text.startswith(names[0]) for text in told(answer)]
    assert first == sorted(first, reverse=True) and 0 < sum(first) < len(first)
    assert all(text.startswith(names) for text in told(answer))


def test_what_only_one_of_them_has_is_no_comparison(assistant: Assistant) -> None:
    assert not from_rows(assistant.ask("Compare the completion of commitments 2 and 9"))
    assert not from_rows(assistant.ask("Why was commitment 2 rated higher than commitment 5?"))


# --- follow-ups


@pytest.mark.parametrize(
    ("before", "question", "wanted"),
    [
        ("How did commitment 4 end?", "and who led it?", "Lead institution: Registro Mercantil."),
        ("¿Cómo terminó el compromiso 4?", "¿y quién lo encabezó?", "Institución responsable: Registro Mercantil."),
        ("Who led commitment 4?", "and how did it end?", "Completion: Complete"),
        ("¿Quién encabezó el compromiso 4?", "¿y cómo terminó según el IRM?", "Cumplimiento: Sustancial"),
        ("How did the commitment on beneficial ownership end?", "and who led it?", "Registro Mercantil."),
    ],
)
def test_a_follow_up_on_a_commitment_is_answered_from_rows(
    assistant: Assistant, before: str, question: str, wanted: str
) -> None:
    answer = assistant.ask(question, [before])
    assert from_rows(answer) and answer.resolved
    assert any(wanted in text for text in told(answer))


def test_a_follow_up_with_another_voice_level_or_number(assistant: Assistant) -> None:
    voice = assistant.ask("¿y según el IRM?", ["¿Qué compromisos se completaron según el gobierno?"])
    assert from_rows(voice) and {statement.voice for statement in voice.statements} == {"assessed"}
    level = assistant.ask("¿y los inactivos?", ["¿Qué compromisos se completaron?"])
    assert from_rows(level) and len(level.statements) == 3
    number = assistant.ask("and the 5?", ["How did commitment 4 end?"])
    assert from_rows(number) and any("Not started" in text for text in told(number))


def test_a_follow_up_counts_among_the_commitments_of_before(assistant: Assistant) -> None:
    before = "Which commitments were rated substantial by the IRM?"
    answer = assistant.ask("and how many of them were completed?", [before])
    assert from_rows(answer)
    assert " 1 " in told(answer)[0] and told(answer)[1:] == ["Beneficial ownership register: Complete"]


def test_how_many_there_are_of_a_list(assistant: Assistant) -> None:
    answer = assistant.ask("¿cuántos son?", ["¿Qué compromisos quedaron inactivos?"])
    assert from_rows(answer) and " 2 " in told(answer)[0]


def test_the_one_commitment_of_a_subject(assistant: Assistant) -> None:
    answer = assistant.ask("and how did it end?", ["Which commitments are about beneficial ownership?"])
    assert from_rows(answer) and told(answer)[0].startswith("Beneficial ownership register. ")


def test_other_initials_than_before(assistant: Assistant) -> None:
    answer = assistant.ask("and CGAV?", ["What does QZX mean?"])
    assert from_rows(answer) and "Consejo de Gobierno Abierto" in told(answer)[0]


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("How did commitment 4 end?", "and why?"),
        ("How did commitment 4 end?", "and who paid for it?"),
        ("Which commitments were completed?", "and what did they achieve?"),
        ("What is the Open Government Council?", "and how many of them were completed?"),
    ],
)
def test_a_follow_up_that_asks_for_more_is_left_to_the_passages(
    assistant: Assistant, before: str, question: str
) -> None:
    assert not from_rows(assistant.ask(question, [before]))


# --- two questions of two commitments in one sentence


@pytest.mark.parametrize(
    "question",
    [
        "¿Quién es responsable del compromiso 1 y cuál es el presupuesto del compromiso 2 del segundo plan?",
        "Who leads commitment 1 of the second plan, and what is the budget of commitment 2?",
        "Who leads the first commitment and what is the budget of the second commitment of the second plan?",
    ],
)
def test_each_commitment_is_asked_for_its_own(question: str) -> None:
    asked = rows_asked(question)
    assert asked is not None
    assert [(one.references[0].number, one.fields, one.ordinal) for one in asked.apart] == [
        (1, ("lead",), 2),
        (2, ("budget",), 2),
    ]


@pytest.mark.parametrize(
    "question",
    ["Who leads and what is the budget of commitment 2?", "¿Quién encabeza los compromisos 1 y 2?"],
)
def test_one_question_is_not_taken_apart(question: str) -> None:
    asked = rows_asked(question)
    assert asked is not None and asked.apart == ()
