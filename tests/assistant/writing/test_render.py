"""How an answer is laid out: who says it and where, then the statements with their markers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation, Statement
from assistant.assistant import Assistant
from assistant.verification.verify import renumbered
from assistant.writing.render import Names, escape, in_reading_order, place_of, render, shorten
from corpus.model import Metadata

MARKER = re.compile(r"(?<!\\)\[(\d+)\]")
VOICES = ["promised", "self_reported", "assessed", "recommended", "proposed", "context"]
PLAN = Metadata("plan", "plan.md", "Plan of Zembla", "action_plan", "en", country="MX", date="2020-05-01")
IRM = Metadata("irm", "irm.md", "Report on Zembla", "irm_report", "en", country="MX", date="2023-02-01")
OWN = Metadata("own", "own.md", "How it went", "self_assessment", "en", country="MX", date="2022-09-01")
GUIDE = Metadata("guide", "guide.md", "A guide", "other", "en")
DOCUMENTS = [PLAN, IRM, OWN, GUIDE]


def citation(number: int, metadata: Metadata = IRM, **place: object) -> Citation:
    stands = {
        "section": (), "page": None, "commitment": None, "voice": "assessed", "language": "en",
        "quote": f"Fact {number}.", "translation": None, "start": 0, "end": 7,
    }  # fmt: skip
    return Citation.of(metadata, number=number, **{**stands, **place})


def statement(number: int, voice: str = "assessed", translated: bool = False) -> Statement:
    return Statement(f"Fact {number}.", (number,), voice, translated)


def parts(text: str) -> list[str]:
    return text.split("\n\n")


# groups


@st.composite
def answers(draw: st.DrawFn) -> tuple[list[Statement], list[Citation]]:
    drawn = draw(
        st.lists(st.tuples(st.sampled_from(DOCUMENTS), st.sampled_from(VOICES), st.booleans()), min_size=1, max_size=9)
    )
    citations = [citation(n, metadata) for n, (metadata, _, _) in enumerate(drawn, start=1)]
    statements = [statement(n, voice, translated) for n, (_, voice, translated) in enumerate(drawn, start=1)]
    return statements, citations


@given(answers(), st.sampled_from(["es", "en"]))
def test_what_one_voice_says_in_one_document_stands_together(
    answer: tuple[list[Statement], list[Citation]], language: str
) -> None:
    """One lead for each voice, document and being translated; under it all that is of them, in the order given."""
    statements, citations = answer
    documents = {one.number: one.document for one in citations}
    said = {one.text: (one.voice, documents[one.citations[0]], one.translated) for one in statements}
    text = render(statements, citations, language, Names(DOCUMENTS, language))
    leads: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("**"):
            leads.append([])
        elif line.startswith("- "):
            leads[-1].append(MARKER.sub("", line[2:]).strip())
    assert sorted(line for lead in leads for line in lead) == sorted(said)
    groups = [{said[line] for line in lead} for lead in leads]
    assert all(len(group) == 1 for group in groups)
    assert len(groups) == len(set(said.values()))
    assert all(lead == sorted(lead, key=list(said).index) for lead in leads)


@given(answers())
def test_markers_go_up_as_the_answer_is_read(answer: tuple[list[Statement], list[Citation]]) -> None:
    statements, citations = answer
    statements, citations = renumbered(in_reading_order(statements, citations), citations)
    text = render(statements, citations, "en", Names(DOCUMENTS, "en"))
    assert [int(n) for n in MARKER.findall(text)] == list(range(1, len(citations) + 1))


@pytest.mark.parametrize(
    "question",
    ["¿Qué pasó con el compromiso 1, agua a la vista?", "How many public libraries held elections?"],
)
def test_markers_of_real_answers_go_up(assistant: Assistant, question: str) -> None:
    found = [int(n) for n in MARKER.findall(assistant.ask(question).text)]
    assert found and found == sorted(found)


def test_the_best_statement_s_group_comes_first() -> None:
    made = [statement(1, "promised"), statement(2, "assessed"), statement(3, "promised")]
    text = render(made, [citation(1, PLAN), citation(2), citation(3, PLAN)], "en", Names(DOCUMENTS, "en"))
    assert MARKER.findall(text) == ["1", "3", "2"]
    assert parts(text)[0] == "**What was promised** in the action plan (2020)"


# leads and places


def test_a_voice_that_is_not_the_document_s_own_is_by_way_of_it() -> None:
    text = render([statement(1, "assessed")], [citation(1, OWN)], "en", Names(DOCUMENTS, "en"))
    assert text == "**What the IRM found**, according to the self-assessment (2022)\n\n- Fact 1. [1]"
    text = render([statement(1, "assessed")], [citation(1, IRM)], "es", Names(DOCUMENTS, "es"))
    assert parts(text)[0] == "**Lo que evaluó el IRM** en el Informe del IRM (2023)"


def test_a_translation_is_said_to_be_one_in_its_lead() -> None:
    text = render([statement(1, translated=True), statement(2)], [citation(1), citation(2)], "en")
    assert [("machine translation" in part) for part in parts(text) if part.startswith("**")] == [True, False]


def test_a_heading_stands_where_it_changes_and_not_again() -> None:
    here, there = {"section": ("Findings", "Wells")}, {"section": ("Findings", "Roads"), "page": 7}
    made = [citation(1, **here), citation(2, **here), citation(3, **there)]
    text = render([statement(n) for n in (1, 2, 3)], made, "en", Names(DOCUMENTS, "en"))
    _, wells, facts, roads, fact = parts(text)
    assert "Wells" in wells and "Roads" in roads and "7" in roads
    assert (facts, fact) == ("- Fact 1. [1]\n- Fact 2. [2]", "- Fact 3. [3]")


def test_the_document_s_own_title_is_no_place_in_it() -> None:
    made = citation(1, section=(IRM.title,))
    assert parts(render([statement(1)], [made], "en", Names(DOCUMENTS, "en")))[1] == "- Fact 1. [1]"


def test_every_marker_of_a_statement_stands_behind_it() -> None:
    one = replace(statement(1), citations=(1, 2))
    assert render([one], [citation(1), citation(2)], "en").endswith("- Fact 1. [1][2]")


def test_a_short_row_label_is_told_with_the_heading_above_it() -> None:
    assert "Milestones" in place_of(("Milestones", "End date"), None, "en")
    long = "The register of those who own companies"
    assert "Milestones" not in place_of(("Milestones", long), None, "en")
    assert place_of((), None, "en") == ""
    assert "xii" in place_of((), 14, "en", "xii")


@given(st.text(alphabet="ab c", max_size=60), st.integers(1, 40))
def test_a_shortened_text_is_cut_between_words(text: str, limit: int) -> None:
    told = shorten(text, limit)
    assert len(told) <= limit + 1
    assert told == text or (told.endswith("…") and text.startswith(told[:-1]))


# names


def named(document: Metadata, *others: Metadata, language: str = "en") -> str:
    return Names([document, *others], language).plain(document)


def test_documents_are_named_by_kind_and_year() -> None:
    assert named(IRM) == "the IRM report (2023)"
    assert named(IRM, language="es") == "el Informe del IRM (2023)"
    assert named(replace(PLAN, date=None, cycle="2020-2022")) == "the action plan (2020-2022)"


def test_of_several_countries_each_is_named_with_its_own() -> None:
    chilean = replace(IRM, id="cl", country="CL", title="Report on another")
    assert named(IRM, chilean) == "the IRM report, Mexico 2023"
    assert named(chilean, IRM, language="es").endswith("Chile 2023")


def test_a_report_on_the_way_is_named_with_its_month() -> None:
    midway = replace(OWN, title="Mid-term self-assessment")
    assert named(midway) == "the self-assessment, as of September 2022"
    assert named(replace(midway, date="2022")) == "the self-assessment (2022)"


@pytest.mark.parametrize("document", [GUIDE, replace(PLAN, date=None)])
def test_what_kind_and_year_do_not_tell_has_its_title(document: Metadata) -> None:
    assert named(document) == document.title
    cited = citation(1, replace(document, title="On *lakes* [4]"))
    assert Names([document], "en").of(cited) == f"*{escape('On *lakes* [4]')}*"


def test_two_of_one_kind_and_year_have_their_titles() -> None:
    again = replace(IRM, id="again", title="Report on the end of it")
    assert named(IRM, again) == IRM.title
    assert named(again, IRM) == again.title


def test_twins_in_two_languages_have_one_name() -> None:
    spanish = replace(IRM, id="irm-es", title="Informe", language="es", pair="irm-2023")
    english = replace(IRM, pair="irm-2023")
    assert named(english, spanish) == named(spanish, english) == "the IRM report (2023)"


@given(
    st.lists(
        st.builds(
            lambda kind, country, date, pair: replace(IRM, kind=kind, country=country, date=date, pair=pair),
            st.sampled_from(["action_plan", "irm_report", "self_assessment", "other"]),
            st.sampled_from(["MX", "CL", None]),
            st.sampled_from(["2020", "2021-03-01", None]),
            st.sampled_from([None, None, "twins"]),
        ),
        max_size=8,
    ),
    st.sampled_from(["es", "en"]),
)
def test_no_two_documents_share_a_name_but_twins(made: list[Metadata], language: str) -> None:
    documents = [replace(one, id=f"d{n}", title=f"Title {n}") for n, one in enumerate(made)]
    names = Names(documents, language)
    known: dict[str, str] = {}
    for document in documents:
        assert known.setdefault(names.plain(document), document.pair or document.id) == (document.pair or document.id)
