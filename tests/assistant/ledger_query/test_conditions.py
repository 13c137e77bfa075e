"""Questions for the commitments of which a condition holds: read, weighed over the rows, told; never passed over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from plans_made import plan, results

from assistant import Answer
from assistant.ledger_query.semantic_parser import rows_asked
from corpus.read import read_bytes

Make = Callable[..., Callable[..., Answer]]


TITLES = {1: "Open wells", 2: "Fair queues", 3: "Night buses", 4: "Clean beaches"}


def told(answer: Answer) -> list[str]:
    """The commitments of the rows, in order, by their titles."""
    numbers = [one.text.partition(". ")[0] for one in answer.statements[1:]]
    return [TITLES[int(number)] for number in numbers if number.isdigit()]


# --- what is read

READ = [
    ("Which commitments were not completed?", [("completion", "is", "complete", True)]),
    ("¿Cuántos compromisos no se cumplieron?", [("completion", "is", "complete", True)]),
    ("¿Qué compromisos siguen sin completar?", [("completion", "is", "complete", True)]),
    ("Which commitments are incomplete?", [("completion", "is", "complete", True)]),
    ("Which commitments of the second plan end in 2024?", [("end", "within", "2024", False)]),
    ("¿Qué compromisos terminan antes de junio de 2024?", [("end", "before", "2024-06", False)]),
    ("Which commitments are due by 31 December 2023?", [("end", "most", "2023-12-31", False)]),
    ("¿Qué compromisos vencen entre 2023 y 2024?", [("end", "between", "2023", False)]),
    ("Which commitments start after January 2023?", [("start", "after", "2023-01", False)]),
    ("Which commitments do not end in 2024?", [("end", "within", "2024", True)]),
    ("¿Qué compromisos tienen un presupuesto menor a 1 millón?", [("budget", "under", "1000000", False)]),
    ("Which commitments cost more than 1,000,000 marels?", [("budget", "over", "1000000 marels", False)]),
    ("¿Qué compromisos tienen un avance de más de 50 %?", [("completion", "over", "50%", False)]),
    ("Which commitments are below 50 %?", [("completion", "under", "50%", False)]),
    ("¿Qué compromisos cuestan entre 500 000 y 2 000 000 marels?", [("budget", "between", "500000 marels", False)]),
    ("Which commitments cost over MR 2 million?", [("budget", "over", "2000000", False)]),
    ("Which commitment costs the least?", [("budget", "bottom", "", False)]),
    ("¿Qué compromiso cuesta más?", [("budget", "top", "", False)]),
    ("¿Cuál es el compromiso más caro?", [("budget", "top", "", False)]),
    ("¿Qué compromiso no se inició?", [("completion", "is", "not_started", False)]),
    ("¿Qué compromisos no llegaron a completarse?", [("completion", "is", "complete", True)]),
    ("How many commitments were neither complete nor substantial?", [("completion", "is", "complete", True)]),
    (
        "Which commitments of substantial ambition were not completed?",
        [("ambition", "is", "substantial", False), ("completion", "is", "complete", True)],
    ),
    ("¿Qué compromiso tiene el mayor presupuesto?", [("budget", "top", "", False)]),
    ("Which commitment has the smallest budget?", [("budget", "bottom", "", False)]),
    ("¿Qué compromiso termina primero?", [("end", "bottom", "", False)]),
    ("Which commitment ends last?", [("end", "top", "", False)]),
    ("¿Cuál es el presupuesto total del segundo plan?", [("budget", "sum", "", False)]),
    ("How much do the budgets of all commitments add up to?", [("budget", "sum", "", False)]),
    ("Which commitments are not led by the Ministry of Wells?", [("lead", "is", "Ministry of Wells", True)]),
    (
        "Which commitments led by the Ministry of Wells were completed?",
        [("lead", "is", "Ministry of Wells", False), ("completion", "is", "complete", False)],
    ),
    (
        "¿Qué compromisos están a cargo del Ministerio de Pozos y terminan en 2021?",
        [("end", "within", "2021", False), ("lead", "is", "Ministerio de Pozos", False)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("question", "conditions"), READ)
def test_conditions_are_read(question: str, conditions: list[tuple[str, str, str, bool]]) -> None:
    asked = rows_asked(question)
    assert asked is not None
    found = [(one.field, one.op, one.value, one.negated) for one in asked.conditions]
    assert sorted(found) == sorted(conditions)


@pytest.mark.parametrize(
    "question",
    [
        "Which commitments were limited but not substantial?",
        "Why were the commitments not completed?",
        "Which commitments were almost completed?",
        "What are inactive commitments?",
        "Which commitments were not popular?",
        "What is the best commitment of the plan?",
        "Which commitments end in tears?",
    ],
)
def test_what_is_more_or_less_than_conditions_is_not(question: str) -> None:
    assert rows_asked(question) is None


@pytest.mark.parametrize(
    ("question", "levels"),
    [
        ("Which commitments were limited or substantial?", {"limited", "substantial"}),
        ("Which commitments were not started or limited?", {"limited", "not_started"}),
        ("¿Qué compromisos tuvieron un avance limitado o nulo?", {"limited", "not_started"}),
        ("How many commitments were neither complete nor substantial?", {"complete", "substantial"}),
    ],
)
def test_levels_of_which_any_will_do(question: str, levels: set[str]) -> None:
    asked = rows_asked(question)
    assert asked is not None
    [one] = asked.conditions
    assert {one.value, *one.others} == levels


# --- what is answered

ANSWERS = [
    ("Which commitments of the second plan were limited or not started?", ["Fair queues", "Night buses"]),
    ("¿Qué compromisos del segundo plan tuvieron avance sustancial o completo?", ["Open wells", "Clean beaches"]),
    ("Which commitments of the second plan cost between 1 and 2 million marels?", ["Fair queues"]),
    ("Which commitments of the second plan were not completed?", ["Fair queues", "Night buses", "Clean beaches"]),
    ("¿Qué compromisos del segundo plan no se completaron?", ["Fair queues", "Night buses", "Clean beaches"]),
    ("Which commitments of the second plan end in 2024?", ["Open wells", "Clean beaches"]),
    ("Which commitments of the second plan end before June 2024?", ["Open wells", "Fair queues", "Night buses"]),
    ("Which commitments of the second plan do not end in 2024?", ["Fair queues", "Night buses"]),
    ("Which commitments of the second plan cost more than 1 million marels?", ["Fair queues", "Night buses"]),
    (
        "Which commitment of the second plan has the largest budget?",
        ["Night buses", "Fair queues", "Open wells", "Clean beaches"],
    ),
    ("Which commitment of the second plan ends first?", ["Fair queues", "Night buses", "Open wells", "Clean beaches"]),
    ("Which commitments of the second plan are not led by the Ministry of Wells?", ["Night buses", "Clean beaches"]),
    ("Which commitments of the second plan led by the Ministry of Wells were not completed?", ["Fair queues"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "titles"), ANSWERS)
def test_the_commitments_that_fit_are_told_and_no_others(asker: Make, question: str, titles: list[str]) -> None:
    documents = (plan(1), plan(2), results())
    answer = asker(*documents)(question)
    assert answer.status == "answered" and answer.confidence is None
    assert told(answer) == titles
    texts = {one.id: one.text for one in documents}
    for citation in answer.citations:
        assert citation.quote == texts[citation.document][citation.start : citation.end]
        assert citation.document != "plan-1"


def test_a_superlative_leads_with_the_one(asker: Make) -> None:
    answer = asker(plan(1), plan(2))("Which commitment of the second plan has the largest budget?")
    assert "Night buses (3.5 million marels)" in answer.statements[0].text


def test_a_sum_is_made_of_the_rows(asker: Make) -> None:
    answer = asker(plan(1), plan(2))("What is the total budget of the second plan?")
    assert "add up to 5,640,000 marels" in answer.statements[0].text
    assert len(answer.statements[0].citations) == 4


def test_that_nothing_fits_and_that_nobody_says_are_told(asker: Make) -> None:
    ask = asker(plan(2), results(rated=("Complete", "Limited")))
    none = ask("Which commitments of the second plan end in 2031?")
    assert none.status == "answered" and none.statements[0].text.startswith("None of the 4 commitments")
    some = ask("Which commitments of the second plan were not completed?")
    assert told(some) == ["Fair queues"]
    assert "For 2 more commitments" in some.statements[0].text


@pytest.mark.parametrize(
    "question",
    [
        "Which commitments of the second plan were limited but not substantial?",
        "¿Qué compromisos del segundo plan no están a cargo de una fundación?",
        "¿Qué compromisos del segundo plan no fueron populares?",
        "Which commitment of the second plan has the largest funding gap and budget?",
    ],
)
def test_a_condition_that_nobody_weighed_is_not_answered_as_if(asker: Make, question: str) -> None:
    answer = asker(plan(1), plan(2), results())(question)
    assert answer.status != "answered"


@pytest.mark.parametrize(
    "question",
    [
        "In which month and year did the organisations stop taking part in the commitment on social spending?",
        "Which commitments does the Ministry of Magic lead?",
    ],
)
def test_what_no_document_names_is_no_institution(asker: Make, question: str) -> None:
    answer = asker(plan(1), plan(2), results())(question)
    assert "fits" not in answer.text and len(answer.text.split()) < 200


def test_per_cents_are_weighed_as_levels(asker: Make) -> None:
    ask = asker(results(rated=("100 %", "40 %", "0 %", "75 %")))
    assert told(ask("Which commitments were not completed?")) == ["Fair queues", "Night buses", "Clean beaches"]
    assert told(ask("¿Qué compromisos tienen un avance menor a 50 %?")) == ["Fair queues", "Night buses"]
    assert "Open wells" in ask("Which commitments were completed?").statements[1].text


def test_a_budget_of_four_figures_is_no_year(asker: Make) -> None:
    text = "| No. | Commitment | Budget | Status |\n|---|---|---|---|\n" + "\n".join(
        f"| {n} | {title} | {budget} | {status} |"
        for n, title, budget, status in (
            (1, "Open wells", 12000, "Complete"),
            (2, "Fair queues", 2024, "Limited"),
            (3, "Night buses", 900, "Not started"),
        )
    )
    ask = asker(read_bytes(text.encode(), "tracker.md", {}))
    assert told(ask("Which commitment has the largest budget?")) == ["Open wells", "Fair queues", "Night buses"]
    assert told(ask("Which commitments have a budget over 2000?")) == ["Open wells", "Fair queues"]
    assert "14,924" in ask("What is the total budget of the commitments?").statements[0].text
    assert told(ask("Which commitments were not completed?")) == ["Fair queues", "Night buses"]
    assert "limited" in ask("What is the status of commitment 2?").text.casefold()


# --- the plan that is named


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("budget commitment 3 second plan", ()),
        ("What is the budget of commitment 3 in the 2022-2024 plan?", ()),
        ("What does commitment 3 of the second plan say of its budget in marels?", ()),
        ("And what is its budget?", ("What is commitment 3 of the second plan about?",)),
    ],
)
def test_the_figure_of_another_plan_is_not_told(asker: Make, question: str, history: tuple[str, ...]) -> None:
    ask = asker(plan(1), plan(2))
    answer = ask(question, history)
    assert "3.5 million marels" in answer.text
    assert "30,000 marels" not in answer.text
    assert {citation.document for citation in answer.citations} == {"plan-2"}


def test_why_a_commitment_of_a_plan_was_stopped_is_not_told_of_another_plan(asker: Make) -> None:
    answer = asker(plan(1), plan(2))("Why did the Ministry of Health cancel commitment 3 of the second plan?")
    assert not any(citation.document == "plan-1" for citation in answer.citations)


# --- a total that was not reached


@pytest.mark.parametrize(
    "question", ["How many commitments does the second plan have?", "¿Cuáles son los compromisos del segundo plan?"]
)
def test_a_total_that_the_rows_do_not_reach_is_a_gap_of_the_reader(asker: Make, question: str) -> None:
    answer = asker(plan(2, says="This plan has nine commitments."))(question)
    assert not answer.conflicts
    assert "9" in answer.statements[0].text and "4" in answer.statements[0].text
    assert "nine commitments" in answer.citations[0].quote


TRACKER = """numero,titulo,institucion,avance,semáforo
1,Portal de compras,Dirección de Compras,85 %,Amarillo
2,Registro de agua,Autoridad del Agua,100 %,Verde
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("¿Cuál es el avance del compromiso 1?", "85 %"),
        ("¿Cuál es el porcentaje de avance del compromiso 2?", "100 %"),
        ("¿Cuál es el semáforo del compromiso 2?", "Verde"),
        ("Who is responsible for commitment 1?", "Dirección de Compras"),
    ],
)
def test_a_tracker_of_no_known_country_answers(asker: Make, question: str, said: str) -> None:
    answer = asker(read_bytes(TRACKER.encode(), "seguimiento.csv"))(question)
    assert answer.status == "answered"
    assert [citation.quote for citation in answer.citations] == [said]
