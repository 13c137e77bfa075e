"""What a chat service replied, read as an answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fakes import document
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, ModelUse, Statement
from evals.systems.reply import read_reply

PLAN = document(
    ("heading", "Buses"),
    ("paragraph", "Night buses run in 5 villages\nfrom 2019 on. Their doors are green."),
    id="plan",
    title="The plan",
    kind="action_plan",
    url="https://example.org/docs/plan-2019",
)


def reply(text: Any, citations: Any = None, **beside: Any) -> dict[str, Any]:
    data = {"choices": [{"message": {"role": "assistant", "content": text}}], **beside}
    return data if citations is None else {**data, "citations": citations}


def read(text: Any, citations: Any = None, **beside: Any) -> Answer:
    return read_reply(reply(text, citations, **beside), "How many?", "en", [PLAN])


def said(answer: Answer) -> list[tuple[str, tuple[int, ...]]]:
    return [(statement.text, statement.citations) for statement in answer.statements]


# -- statements


def test_sentences_carry_the_markers_that_stand_in_them() -> None:
    answer = read("Five villages have night buses [1]. Their doors are all green [2][1].", ["a", "b"])
    assert answer.status == "answered"
    assert said(answer) == [("Five villages have night buses.", (1,)), ("Their doors are all green.", (2, 1))]


@pytest.mark.parametrize(
    "text",
    [
        "Five villages have night buses. [1] Their doors are all green. [1][2]",
        "Five villages have night buses.[1] Their doors are all green.[1, 2]",
        "Five villages have night buses【1†plan】. Their doors are all green【1】【2†x】.",
        "Five villages have night buses[^1]. Their doors are all green [1;2].",
        "Five villages have night buses [1](https://x.example/a). Their doors are all green [1][2].",
    ],
)
def test_markers_may_be_written_in_many_ways(text: str) -> None:
    assert [s.citations for s in read(text, ["a", "b"]).statements] == [(1,), (1, 2)]


def test_a_marker_that_nothing_stands_behind_is_no_citation() -> None:
    answer = read("Five villages have night buses [1][7].", ["a"])
    assert said(answer) == [("Five villages have night buses.", (1,))]
    assert said(read("Five villages have night buses [1].")) == [("Five villages have night buses.", ())]


def test_lists_and_emphasis_are_only_layout() -> None:
    answer = read(
        "## Where the buses run\n\n- **Lirio** has night buses [1]\n* Tarn has `none` at all [2]\n---", ["a", "b"]
    )
    assert said(answer) == [
        ("Where the buses run", ()),
        ("Lirio has night buses", (1,)),
        ("Tarn has none at all", (2,)),
    ]


def test_the_text_stays_as_it_was_written() -> None:
    text = "Five villages have **night buses**. [1]"
    assert read(text, ["a"]).text == text


def test_the_language_is_that_of_the_text() -> None:
    assert read("Los autobuses nocturnos circulan en cinco pueblos desde entonces.").language == "es"
    assert read("5").language == "en"


def test_thoughts_shown_before_an_answer_are_none_of_it() -> None:
    assert read("<think>I do not know. Or do I?</think>\n\nFive villages have them.").text == "Five villages have them."


def test_text_may_come_in_parts() -> None:
    parts = [{"type": "text", "text": "Five "}, {"type": "image_url"}, {"type": "text", "text": "villages."}]
    assert read(parts).text == "Five villages."


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="ab1 .[]()*\n【】†,^", max_size=120))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    """Nothing but the numbers of citations is ever cited, and no marker of one is left in a statement."""
    if not text.strip():
        return
    answer = read(text, ["a", "b"])
    for statement in answer.statements:
        assert set(statement.citations) <= {1, 2}
        assert statement.text.strip() == statement.text != ""


# -- citations


def test_a_quotation_is_given_its_place_in_the_document_it_names() -> None:
    for name in ("source", "title", "file"):
        told = {
            name: {"source": "plan.md", "title": "The Plan", "file": "x/plan.md"}[name],
            "quote": "5 villages from 2019",
        }
        (citation,) = read("Five villages [1] have buses.", [told]).citations
        assert (citation.document, citation.source, citation.kind) == ("plan", "plan.md", "action_plan")
        assert citation.quote == "5 villages\nfrom 2019" == PLAN.text[citation.start : citation.end]


def test_a_long_quotation_tells_its_document_itself() -> None:
    (citation,) = read("Five [1].", [{"text": "Night buses run in 5 villages from 2019 on."}]).citations
    assert citation.document == "plan"
    (short,) = read("Five [1].", [{"text": "5 villages"}]).citations
    assert (short.document, short.start, short.end) == ("", 0, 0)


def test_a_quotation_that_stands_nowhere_keeps_no_place() -> None:
    (citation,) = read("Six [1].", [{"source": "plan.md", "quote": "Night buses run in 6 villages."}]).citations
    assert (citation.document, citation.quote) == ("plan", "Night buses run in 6 villages.")
    assert citation.end == 0


def test_addresses_are_citations_without_a_quotation() -> None:
    answer = read("Five [1]. Also six of them [2].", ["https://example.org/docs/plan-2019", "https://x.example/a.pdf"])
    first, second = answer.citations
    assert (first.document, first.quote) == ("plan", "")
    assert (second.number, second.source, second.url) == (2, "a.pdf", "https://x.example/a.pdf")
    assert second.kind == "other"


def test_numbers_of_their_own_are_kept_and_none_is_there_twice() -> None:
    told = [{"index": 7, "title": "A"}, {"index": 7, "title": "B"}, {"id": "x", "title": "C"}, 5, None]
    assert [(c.number, c.title) for c in read("Five [7].", told).citations] == [(7, "A"), (3, "C")]


def test_the_message_may_hold_the_citations() -> None:
    data = reply("Five villages [1].")
    data["choices"][0]["message"]["citations"] = ["https://x.example/a"]
    assert read_reply(data, "How many?", "en").citations[0].url == "https://x.example/a"


def test_quotations_in_the_text_are_no_citations() -> None:
    assert not read("The plan says “Night buses run in 5 villages” and «Their doors are green».").citations


# -- refusals


@pytest.mark.parametrize(
    "text",
    [
        "I do not know.",
        "I don’t know which month it was.",
        "I'm sorry, but I could not find any information on this in the documents.",
        "Sorry. The provided documents do not mention the budget of commitment 3.",
        "There is no information about Chile in the available documents. The plan is about Valdoria.",
        "The budget is not specified in the documents I have.",
        "No information on this was found.",
        "Lo siento, no lo sé.",
        "No dispongo de información sobre el presupuesto.",
        "No encuentro esa información en los documentos.",
        "Los documentos disponibles no mencionan el presupuesto del compromiso 3.",
        "No se especifica el presupuesto en los documentos.",
        "No puedo responder a esa pregunta con los documentos de la AGA.",
        "**No hay información suficiente** en los textos para responder.",
    ],
)
def test_a_refusal_is_known_by_its_wording(text: str) -> None:
    answer = read(text)
    assert answer.status == "not_found"
    assert answer.statements == (), "it claims nothing"
    assert answer.text == text


@pytest.mark.parametrize(
    "text",
    [
        "I can only answer questions about OGP.",
        "Sorry, I am only able to help with questions about open government documents.",
        "That question is outside my scope. I do not know.",
        "Your question is not related to the Open Government Partnership.",
        "Solo puedo responder preguntas sobre la AGA.",
        "Esa pregunta está fuera de mi ámbito.",
        "La pregunta no trata de gobierno abierto.",
    ],
)
def test_so_is_what_is_out_of_scope(text: str) -> None:
    assert read(text).status == "out_of_scope"


@pytest.mark.parametrize(
    "text",
    [
        "Five villages have night buses.",
        "The commitment was not started, because there was no tender.",
        "Five villages have night buses. The documents do not say since when.",
        "No se inició porque no hubo presupuesto.",
        "El compromiso no se inició porque no hubo presupuesto.",
        "Participaron cinco organizaciones. No sé más.",
        "The IRM could not verify that the meetings took place.",
        "Five.",
        "Sí.",
    ],
)
def test_an_answer_is_no_refusal_for_what_it_says_is_missing(text: str) -> None:
    assert read(text).status == "answered"


def test_who_cites_what_is_missing_answers() -> None:
    assert read("The documents do not mention a seventh commitment [1].", ["a"]).status == "answered"


def test_a_refusal_may_come_in_a_field_of_its_own() -> None:
    data = {"choices": [{"message": {"content": None, "refusal": "I can't answer that question."}}]}
    assert read_reply(data, "How many?", "en").status == "not_found"


# -- replies of this project


OWN = Answer(
    question="q",
    language="es",
    status="partial",
    text="Cinco [1]",
    statements=(Statement("Cinco", (1,), "promised"),),
    citations=(
        Citation(
            1,
            "plan",
            "plan.md",
            "T",
            "other",
            None,
            None,
            None,
            ("Buses",),
            None,
            None,
            "promised",
            "en",
            "5 v",
            None,
            3,
            6,
        ),
    ),
    confidence=0.7,
    notes=("The answer broke off.",),
    model=ModelUse("openai:small", "answer.en@0123", 812, 64, 0.0004, 1.5, 2, 1, None),
)


@pytest.mark.parametrize("where", ["data", "choice", "message", "content"])
def test_an_answer_of_this_project_is_taken_at_its_word(where: str) -> None:
    told = json.loads(json.dumps(OWN.to_json()))
    data = reply("Cinco [1]")
    if where == "content":
        data = reply(json.dumps(told))
    else:
        {"data": data, "choice": data["choices"][0], "message": data["choices"][0]["message"]}[where]["ogp"] = told
    assert read_reply(data, "q", "en") == OWN


def test_one_that_is_none_is_not_passed_over() -> None:
    for told in ({"status": "answered"}, [], "x", {**OWN.to_json(), "citations": [{"number": 1}]}):
        with pytest.raises(ValueError, match="ogp is not an answer"):
            read_reply(reply("Cinco", ogp=told), "q", "es")


def test_json_that_is_something_else_is_just_text() -> None:
    assert read('{"villages": 5}').text == '{"villages": 5}'
    assert read("{villages").text == "{villages"


# -- replies that hold no answer


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ([], "not a JSON object"),
        ({}, "no choices"),
        ({"choices": []}, "no choices"),
        ({"choices": None, "error": {"message": "The model is  gone"}}, "The model is gone"),
        ({"choices": ["x"]}, "no choices"),
        ({"choices": [{"text": "old protocol"}]}, "no message"),
        (reply(""), "empty"),
        (reply("  \n"), "empty"),
        (reply(None), "empty"),
        (reply([{"type": "text"}]), "empty"),
        (reply("<think>hm</think>"), "empty"),
    ],
)
def test_what_is_wrong_with_a_reply_is_said(data: Any, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_reply(data, "How many?", "en")
