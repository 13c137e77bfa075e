"""Loading gold questions: what is accepted, and how precisely a fault is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import OgpError
from evals.cases import Case, Gold, Nugget
from evals.errors import GoldError
from evals.gold import load_cases

CASE: dict[str, Any] = {
    "id": "demo-001",
    "kind": "number",
    "es": "¿Cuántos puentes prometió Ruritania?",
    "en": "How many bridges did Ruritania promise?",
    "expected": "answered",
    "gold": [{"source": "ruritania.md", "anchor": "seis puentes de madera"}],
    "nuggets": [{"vital": True, "any": ["6", "seis", "six"]}, {"vital": False, "any": ["madera", "wooden"]}],
    "split": "dev",
}


def write(folder: Path, *rows: object) -> Path:
    path = folder / "demo.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def load_one(folder: Path, **changes: Any) -> Case:
    return load_cases(write(folder, {**CASE, **changes}))[0]


def fault(path: Path) -> dict[str, Any]:
    with pytest.raises(GoldError) as caught:
        load_cases(path)
    assert isinstance(caught.value, OgpError)
    assert all(str(value) in str(caught.value) for value in caught.value.values.values())
    return caught.value.values


def test_a_case_keeps_everything_its_line_says(tmp_path: Path) -> None:
    case = load_one(tmp_path)
    assert (case.id, case.kind, case.expected, case.split, case.line) == (
        "demo-001",
        "number",
        "answered",
        "dev",
        1,
    )
    assert (case.question("es"), case.question("en")) == (CASE["es"], CASE["en"])
    assert case.gold == (Gold("ruritania.md", "seis puentes de madera"),)
    assert case.nuggets == (Nugget(True, ("6", "seis", "six")), Nugget(False, ("madera", "wooden")))


def test_empty_lines_are_skipped_but_counted(tmp_path: Path) -> None:
    path = write(tmp_path, CASE, "", {**CASE, "id": "demo-002"})
    assert [(case.id, case.line) for case in load_cases(path)] == [("demo-001", 1), ("demo-002", 3)]


def without(key: str) -> Callable[[dict[str, Any]], None]:
    return lambda case: case.__delitem__(key)


def setting(key: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda case: case.__setitem__(key, value)


GOLD_PLACE = {"source": "ruritania.md", "anchor": "seis puentes"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (without("split"), "split"),
        (setting("comment", "x"), "comment"),
        (setting("id", "  "), "id"),
        (setting("es", 4), "es"),
        (setting("en", CASE["es"].upper()), "en"),
        (setting("kind", "riddle"), "kind"),
        (setting("kind", ["fact"]), "kind"),
        (setting("kind", "unanswerable"), "expected"),
        (setting("expected", "maybe"), "expected"),
        (setting("split", "train"), "split"),
        (setting("gold", []), "gold"),
        (setting("gold", {}), "gold"),
        (setting("gold", ["x"]), "gold[0]"),
        (setting("gold", [GOLD_PLACE, {"source": "ruritania.md"}]), "gold[1].anchor"),
        (setting("gold", [{**GOLD_PLACE, "anchor": "a b c d e f g h i j k"}]), "gold[0].anchor"),
        (setting("nuggets", []), "nuggets"),
        (setting("nuggets", [{"vital": False, "any": ["6"]}]), "nuggets"),
        (setting("nuggets", [{"vital": "yes", "any": ["6"]}]), "nuggets[0].vital"),
        (setting("nuggets", [{"vital": True, "any": []}]), "nuggets[0].any"),
        (setting("nuggets", [{"vital": True, "any": ["6", " "]}]), "nuggets[0].any"),
    ],
)
def test_a_wrong_field_is_named_with_its_file_and_line(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], field: str
) -> None:
    wrong = {**CASE, "id": "demo-002"}
    change(wrong)
    values = fault(write(tmp_path, CASE, wrong))
    assert (values["file"], values["line"], values["field"]) == ("demo.jsonl", 2, field)


@pytest.mark.parametrize("line", ["{", "[]", '"text"', "[" * 100_000])
def test_a_line_that_is_no_object_is_named(tmp_path: Path, line: str) -> None:
    values = fault(write(tmp_path, line))
    assert (values["line"], values["field"]) == (1, "line")


def test_an_id_that_comes_twice_names_both_lines(tmp_path: Path) -> None:
    values = fault(write(tmp_path, CASE, CASE))
    assert (values["line"], values["field"]) == (2, "id")
    assert "line 1" in values["reason"]


@pytest.mark.parametrize("field", ["gold", "nuggets"])
def test_a_question_without_an_answer_has_neither_gold_nor_nuggets(tmp_path: Path, field: str) -> None:
    unanswerable = {**CASE, "kind": "unanswerable", "expected": "not_found", "gold": [], "nuggets": []}
    assert load_cases(write(tmp_path, unanswerable))[0].expected == "not_found"
    assert fault(write(tmp_path, {**unanswerable, field: CASE[field]}))["field"] == field


def test_a_file_that_is_missing_empty_or_not_text_is_named(tmp_path: Path) -> None:
    binary = tmp_path / "binary.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "nowhere.jsonl", write(tmp_path, ""), binary):
        values = fault(path)
        assert (values["file"], values["line"]) == (path.name, 0)


@pytest.mark.parametrize(
    ("wording", "answer", "found"),
    [
        ("6", "Hubo 6 puentes [1].", True),
        ("6", "Hubo varios puentes [6].", False),
        ("6", "Hubo 16 puentes, el 16.6 % y 6,5 metros", False),
        ("6", "Eran 6.", True),
        ("16.6", "la meta 16.6.", True),
        ("Canada", "en Canadá", True),
        ("ACCIÓN", "una accion", True),
        ("Ana", "una banana", False),
        ("Open  State", "an open\nstate", True),
        ("NOM-046", "la NOM-046, y otra", True),
        ("Nosotr@s", "con Nosotr@s, por fin", True),
    ],
)
def test_a_nugget_is_found_as_whole_words_whatever_its_case_and_accents(wording: str, answer: str, found: bool) -> None:
    assert Nugget(True, ("nada de esto", wording)).stands_in(answer) is found


def test_only_vital_nuggets_can_be_missing(tmp_path: Path) -> None:
    case = load_one(tmp_path)
    assert case.missing_nuggets("six bridges") == ()
    assert case.missing_nuggets("wooden bridges") == (case.nuggets[0],)


def test_an_anchor_is_found_however_its_words_are_spaced() -> None:
    place = Gold("ruritania.md", "seis  puentes")
    assert place.stands_in("los seis\n\tpuentes")
    assert not place.stands_in("los Seis puentes")


LETTERS = st.characters(categories=["L"], max_codepoint=0x24F)
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=5)


@given(WORDS, st.sampled_from([" ", "\n", " \t "]))
def test_a_nugget_is_found_in_its_own_words(words: list[str], gap: str) -> None:
    assert Nugget(True, (" ".join(words),)).stands_in(f"({gap.join(words)}).")
