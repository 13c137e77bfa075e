"""Batches: every line is accounted for, whatever it holds."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui_fakes import FakeAssistant, FakeBackend

from ui.terminal.batch import BadLine, Row, read_line

LINES: list[tuple[bytes, str | None]] = [
    (b'{"id": "a", "question": "What?"}', None),
    (b"", "blank"),
    (b"   \t", "blank"),
    (b"{not json", "not valid JSON"),
    (b'["a"]', "not a JSON object"),
    (b'{"id": "b"}', "is missing"),
    (b'{"id": "c", "question": 3}', "must be a string"),
    (b'{"id": ["d"], "question": "x"}', "must be a string or a number"),
    (b'{"id": "e", "question": "x", "history": "y"}', "must be a list"),
    (b'{"id": "f", "question": "x", "history": [{"role": "user"}]}', "must be a list"),
    (b'{"id": "g", "question": "\xff"}', "not UTF-8"),
    (b"[" * 100_000, "not valid JSON"),
    (b'{"id": 7, "question": "x", "history": ["y", {"role": "user", "content": "z"}]}', None),
    (b'{"question": "no id"}', None),
    (b'{"id": "h", "question": "fail"}', "the file is empty"),
    (b'{"id": "i", "question": "crash"}', "RuntimeError"),
    ('{"id": "j", "question": "\\ud800 ¿?"}'.encode(), None),
]


@pytest.fixture
def rows(ogp, tmp_path: Path):
    def run(content: bytes, *more: str, command: str = "ask", backend: object = None):
        path, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        path.write_bytes(content)
        extra = {"backend": backend} if backend else {}
        ran = ogp(command, "--batch", str(path), "--out", str(out), *more, **extra)
        return ran, [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]

    return run


def test_every_line_that_is_not_blank_has_a_row(rows) -> None:
    ran, found = rows(b"\xef\xbb\xbf" + b"\n".join(line for line, _ in LINES) + b"\n")
    assert ran.code == 1
    expected = [(i, error) for i, (_, error) in enumerate(LINES, start=1) if error != "blank"]
    assert len(found) == len(expected)
    for row, (number, error) in zip(found, expected, strict=True):
        if error is None:
            assert row["answer"]["status"] and "error" not in row
        else:
            assert row["line"] == number and error in row["error"]
            assert f"Line {number}:" in ran.err
    assert [row["id"] for row in found] == [
        "a", None, None, "b", "c", None, "e", "f", None, None, 7, None, "h", "i", "j",
    ]  # fmt: skip
    assert "Traceback" not in ran.err


def test_history_reaches_the_assistant(rows, backend: FakeBackend) -> None:
    ran, _ = rows(b'{"id": 7, "question": "x", "history": ["y", {"role": "user", "content": "z"}]}')
    assert ran.code == 0
    assert backend.assistant.asked[0][1] == ("y", {"role": "user", "content": "z"})


def test_results_are_plain_letters(rows, tmp_path: Path) -> None:
    rows('{"id": "ñ", "question": "¿Qué?"}'.encode())
    assert "¿Qué?" in (tmp_path / "out.jsonl").read_text(encoding="utf-8")


def test_search_rows(rows) -> None:
    ran, found = rows(b'{"id": "a", "question": "x"}\n{"id": "b"}', "-k", "3", command="search")
    assert ran.code == 1
    assert len(found[0]["hits"]) == 3 and found[0]["hits"][0]["passage"] == "freedonia-plan:1"
    assert found[1]["id"] == "b" and found[1]["line"] == 2


def test_a_question_of_megabytes(rows, backend: FakeBackend) -> None:
    question = "¿" * 1_600_000
    ran, found = rows(json.dumps({"id": 1, "question": question}, ensure_ascii=False).encode())
    assert ran.code == 0 and len(found) == 1 and backend.assistant.asked[0][0] == question


def test_an_interrupted_run_keeps_what_was_done(ogp, tmp_path: Path) -> None:
    class Interrupted(FakeAssistant):
        def ask(self, question, history=(), language=None):
            if question == "stop":
                raise KeyboardInterrupt
            return super().ask(question, history, language)

    path, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    path.write_text('{"id": 1, "question": "go"}\n{"id": 2, "question": "stop"}\n{"id": 3, "question": "go"}\n')
    ran = ogp("ask", "--batch", str(path), "--out", str(out), backend=FakeBackend(assistant=Interrupted()))
    assert ran.code == 130
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == [1]


@pytest.mark.parametrize("link", ["same", "symlink", "hardlink"])
def test_the_results_never_replace_the_questions(ogp, tmp_path: Path, link: str) -> None:
    path, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    path.write_text('{"id": 1, "question": "x"}\n')
    if link == "same":
        out = path
    elif link == "symlink":
        out.symlink_to(path)
    else:
        os.link(path, out)
    ran = ogp("ask", "--batch", str(path), "--out", str(out))
    assert ran.code == 2 and path.read_text().startswith('{"id": 1')


@pytest.mark.parametrize(
    "arguments",
    [["--out", "o"], ["x", "--out", "o"], ["x", "--batch", "IN", "--out", "o"], ["--batch", "IN"]],
    ids=" ".join,
)
def test_wrong_combinations(ogp, tmp_path: Path, arguments: list[str]) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("")
    for command in ("ask", "search"):
        assert ogp(command, *[str(path) if a == "IN" else a for a in arguments]).code == 2


def test_results_that_cannot_be_written(ogp, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("")
    ran = ogp("ask", "--batch", str(path), "--out", str(tmp_path / "no" / "folder" / "o"))
    assert ran.code == 1 and "Traceback" not in ran.err


@given(st.binary(max_size=200))
def test_any_bytes_are_a_row_blank_or_a_reason(line: bytes) -> None:
    try:
        row = read_line(line)
    except BadLine as error:
        assert error.key
    else:
        assert row is None or isinstance(row, Row)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.sampled_from(["id", "question", "history", "role", "content"]), x),
    )
)
def test_any_json_is_a_row_or_a_reason(data: object) -> None:
    try:
        row = read_line(json.dumps(data).encode())
    except BadLine as error:
        assert error.key
    else:
        assert row is not None and isinstance(row.question, str)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize(("language", "words"), [("en", "no space left on the disk"), ("es", "No queda espacio")])
def test_a_full_disk_is_told(ogp, tmp_path: Path, language: str, words: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "question": "What?"}\n', encoding="utf-8")
    ran = ogp("ask", "--batch", str(path), "--out", "/dev/full", "--lang", language)
    assert ran.code == 1 and words in ran.err
