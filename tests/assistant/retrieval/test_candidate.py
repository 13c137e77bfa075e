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
