"""Nobody is given another's words: documents of a doubtful kind, and the public quoted inside a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Answer
from corpus.model import Document
from corpus.read import read_file

Asker = Callable[..., Callable[[str], Answer]]
ASSESSED = ("What the IRM found", "Lo que evaluó el IRM", "What the IRM recommends", "Lo que recomienda el IRM")


def written(tmp_path: Path, text: str, name: str = "a.md") -> Document:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_file(path)


@pytest.mark.parametrize(
    "text",
    [
        "# Questions of the audience at the forum\n\n1. Is the register of lighthouses a total failure?\n\n"
        "2. The IRM found that the register of lighthouses is a total failure.\n",
        "# Chat\n\nThe IRM found that the register of lighthouses is a total failure, it seems.\n",
    ],
)
def test_a_text_about_the_irm_does_not_speak_for_it(asker: Asker, tmp_path: Path, text: str) -> None:
    answer = asker(written(tmp_path, text))("What is said about the register of lighthouses?")
    assert {statement.voice for statement in answer.statements} == {"context"}
    assert not any(lead in answer.text for lead in ASSESSED)


def test_a_comment_inside_a_report_is_not_the_reports(asker: Asker, tmp_path: Path) -> None:
    text = (
        "# IRM Results Report: Zoratama 2021-2023\n\n## Commitment 2: Register of lighthouses\n\n"
        "The register of lighthouses was opened in May 2022.\n\n"
        "Comment from the public: the register of lighthouses is a total failure.\n"
    )
    answer = asker(written(tmp_path, text))("Is the register of lighthouses a total failure?")
    by_quote = {citation.quote: citation for citation in answer.citations}
    failure = next(one for quote, one in by_quote.items() if "failure" in quote)
    assert (failure.voice, failure.origin) == ("context", "Comment from the public")
    assert all(one.voice == "assessed" for quote, one in by_quote.items() if "opened" in quote)


IRM = "# IRM Results Report: Zoratama 2021-2023\n\nThe researcher spoke with 18 people in the days of spring.\n\n"
OTHERS = [
    (
        "Nobody could show us that:\n\n1. The road office trained 310 officials.\n2. The road office opened 14 desks.",
        "How many desks did the road office open?",
        ("14 desks", "Nobody could show us that:"),
    ),
    (
        "Hitos que no se alcanzaron:\n\n- Publicar 480 tarifas.\n- La oficina de peajes capacitó a 77 empleados.",
        "¿A cuántos empleados capacitó la oficina de peajes?",
        ("77", "Hitos que no se alcanzaron:"),
    ),
    (
        "Had the law passed, the following would have happened. The toll office would be closed. "
        "The toll office publishes all 900 contracts.",
        "How many contracts does the toll office publish?",
        ("900", "Had the law passed"),
    ),
    (
        "It is false that, as Gen. Black told Lt. Brown of the Corp. Hentzau, the bridge was finished in March 2022.",
        "When was the bridge finished?",
        ("March 2022", "It is false that"),
    ),
]


@pytest.mark.parametrize(("part", "question", "words"), OTHERS)
def test_what_is_denied_is_quoted_with_its_denial(
    asker: Asker, tmp_path: Path, part: str, question: str, words: tuple[str, str]
) -> None:
    answer = asker(written(tmp_path, f"{IRM}## Commitment 2: Roads\n\n{part}\n"))(question)
    told = [citation.quote for citation in answer.citations if words[0] in citation.quote]
    assert told and all(words[1] in quote for quote in told)


@pytest.mark.parametrize(
    "part",
    [
        'The government takes another view. "The road office trained 310 officials in the town of Strelsau."',
        "## Annex I. Response of the Government\n\nThe road office trained 310 officials.",
        "The Ministry of Roads wrote as follows.\n\n> The road office trained 310 officials.",
        "The Ministry of Roads claims that:\n\n- The road office trained 310 officials.",
    ],
)
def test_words_of_others_in_a_report_are_not_the_reports(asker: Asker, tmp_path: Path, part: str) -> None:
    answer = asker(written(tmp_path, f"{IRM}## Commitment 2: Roads\n\n{part}\n"))(
        "How many officials did the road office train?"
    )
    assert {one.voice for one in answer.citations if "310" in one.quote} == {"context"}
    assert not any(lead in answer.text for lead in ASSESSED)


def test_a_column_speaks_with_the_voice_of_the_body_that_it_names(asker: Asker, tmp_path: Path) -> None:
    table = "| Commitment | Completion: Ministry of Works | Completion: reviewer |\n| --- | --- | --- |\n"
    answer = asker(written(tmp_path, f"{IRM}{table}| 3. Wells register | Complete | Limited |\n"))(
        "What is the level of completion of commitment 3?"
    )
    said = {(one.text, one.voice) for one in answer.statements}
    assert ("Completion: Complete", "self_reported") in said and ("Completion: Limited", "assessed") in said
