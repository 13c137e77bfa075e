"""Documents of every kind and format, written for this: what they are taken for."""

from __future__ import annotations

from pathlib import Path

from corpus.kinds import all_kinds
from evals.suites.kind_files import load
from evals.suites.kinds import real, written


def test_there_are_forty_of_every_kind_and_of_many_formats() -> None:
    documents = load()
    assert len(documents) == len({one.source for one in documents}) == 40
    assert {one.kind for one in documents} == set(all_kinds())
    assert {one.format for one in documents} == {"pdf", "docx", "html", "md", "txt", "xlsx", "pptx"}


def test_their_kind_is_right_or_rightly_in_doubt_and_no_voice_is_wrong() -> None:
    taken = list(written())
    assert sum(one.right for one in taken) >= 0.9 * len(taken)
    assert not [one.source for one in taken if one.wrong_voice]


def test_a_real_document_is_judged_by_the_name_of_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "us-nap1.pdf").write_bytes(next(one for one in load() if one.name == "plan-uy").content())
    (folder / "unknown.md").write_text("# Chat\n\nWords.\n", encoding="utf-8")
    [taken] = real(tmp_path)
    assert taken.right and taken.kind == "action_plan" and taken.told is None
