"""`ogp ledger …` over the fictional country's documents."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))  # for fakes

from fakes import valdoria
from ui_fakes import FakeBackend

from corpus.ledger import Ledger, build_ledger
from ui.terminal.tables import fitted, show_rows
from ui.views.ledger import FINDING_COLUMNS, RATED, ROW_COLUMNS, LedgerView, finding_row
from ui.wording import wording

TEXTS = {document.id: document.text for document in valdoria()}


@cache
def ledger() -> Ledger:
    return build_ledger(valdoria())


class LedgerBackend(FakeBackend):
    def ledger(self, home: Path) -> tuple[Any, dict[str, Any]]:
        return ledger(), {document.id: document.metadata for document in valdoria()}


@pytest.fixture
def run(ogp: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    return lambda *arguments: ogp(*arguments, backend=LedgerBackend(folder=tmp_path / "home"))


def key_with_disagreement() -> str:
    return ledger().disagreements[0].commitment


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_commitments_are_listed_with_what_each_side_says(run: Callable[..., Any], language: str) -> None:
    ran = run("--lang", language, "ledger", "list")
    assert ran.code == 0
    assert all(key in ran.out for key in ledger().commitments)
    assert str(len(ledger().commitments)) in ran.err


def test_filters_narrow_the_list(run: Callable[..., Any]) -> None:
    everything = run("ledger", "list", "--format", "json").out.splitlines()
    assert {json.loads(line)["key"] for line in everything} == set(ledger().commitments)
    assert run("ledger", "list", "--country", "zz", "--format", "json").out == ""
    complete = run("ledger", "list", "--status", "complete", "--format", "json").out.splitlines()
    assert 0 < len(complete) < len(everything)


@pytest.mark.parametrize("language", ["es", "en"])
def test_both_sides_of_a_disagreement_are_shown_with_their_places(run: Callable[..., Any], language: str) -> None:
    key = key_with_disagreement()
    ran = run("--lang", language, "ledger", "compare", key.lower())
    assert ran.code == 0 and key in ran.out
    for side in next(d for d in ledger().disagreements if d.commitment == key).sides:
        assert " ".join(side.wording.split())[:60] in ran.out


def test_everything_that_is_said_of_a_commitment_is_shown(run: Callable[..., Any]) -> None:
    key = next(iter(ledger().commitments))
    ran = run("ledger", "show", key, "--format", "json")
    assert [json.loads(line)["wording"] for line in ran.out.splitlines()] == [f.wording for f in ledger().of(key)]
    assert run("ledger", "show", key).code == 0


def test_an_unknown_commitment_is_said_and_others_are_named(run: Callable[..., Any]) -> None:
    ran = run("--lang", "es", "ledger", "show", "ZZ9999")
    assert ran.code == 1 and "ZZ9999" in ran.err and "ogp ledger list" in ran.err


def test_an_export_holds_exact_runs_of_the_documents(run: Callable[..., Any]) -> None:
    rows = [json.loads(line) for line in run("ledger", "export").out.splitlines()]
    assert len(rows) == len(ledger().findings)
    assert all(TEXTS[row["document"]][row["start"] : row["end"]] == row["wording"] for row in rows)


def test_places_say_how_the_page_is_printed_and_that_it_was_read_by_ocr() -> None:
    finding = ledger().findings[0]
    at = replace(finding.at, page=14, page_label="xii", ocr=True)
    for language, words in (
        ("en", "page xii (sheet 14 of the file), read by OCR"),
        ("es", "página xii (hoja 14 del archivo), leído por OCR"),
    ):
        view = LedgerView(ledger(), {}, wording(language))
        assert any(line.endswith(words) for line in view.finding_lines([replace(finding, at=at)]))
        assert not any("OCR" in line for line in view.finding_lines([finding]))
        row = finding_row(replace(finding, at=at))
        assert (row["page"], row["page_label"], row["ocr"]) == (14, "xii", True)


def test_csv_can_be_read_again_and_holds_no_formulas(capsys: pytest.CaptureFixture[str]) -> None:
    from ui.terminal.console import Console

    rows = [{"a": "=1+1", "b": 'one, "two"', "c": 3, "d": None}, {"a": "x\ny", "b": "@b", "c": -1, "d": "-"}]
    show_rows(Console(), rows, "csv", ("a", "b", "c", "d"))
    read = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert read[0] == {"a": "'=1+1", "b": 'one, "two"', "c": "3", "d": ""}
    assert read[1] == {"a": "x\ny", "b": "'@b", "c": "-1", "d": "'-"}


def test_a_sheet_for_excel_begins_with_its_mark_and_no_other_does(run: Callable[..., Any]) -> None:
    for command in ("list", "export"):
        plain, marked = (run("ledger", command, "--format", form).out for form in ("csv", "excel"))
        assert marked == "\ufeff" + plain and not plain.startswith("\ufeff")


def test_a_status_that_neither_side_gives_is_shown(ogp: Callable[..., Any], tmp_path: Path) -> None:
    built = ledger()
    found = next(one for one in built.findings if one.field == "completion" and one.commitment in built.commitments)
    past = replace(found, field="status", value="withdrawn", voice="context")
    own = replace(built, findings=(*(one for one in built.findings if one.field not in RATED), past))

    class Backend(LedgerBackend):
        def ledger(self, home: Path) -> tuple[Any, dict[str, Any]]:
            return own, {}

    for language, header, level in (("en", "status (others)", "Withdrawn"), ("es", "estado (otros)", "Retirado")):
        ran = ogp("--lang", language, "ledger", "list", "--status", level, backend=Backend(folder=tmp_path / "home"))
        names, _, row = ran.out.splitlines()
        assert header in names and level in row and row.startswith(past.commitment)
        assert "(otros)" not in names.replace(header, "") and "(others)" not in names.replace(header, "")


def test_how_it_ended_is_compared_whichever_word_a_side_uses(ogp: Callable[..., Any], tmp_path: Path) -> None:
    built = ledger()
    rated = next(one for one in built.findings if one.field == "completion" and one.voice == "assessed")
    told = replace(rated, field="status", value="inactive", voice="self_reported")
    own = replace(built, findings=(rated, told), disagreements=())

    class Backend(LedgerBackend):
        def ledger(self, home: Path) -> tuple[Any, dict[str, Any]]:
            return own, {}

    ran = ogp("ledger", "compare", rated.commitment, "--format", "json", backend=Backend(folder=tmp_path / "home"))
    assert [json.loads(line)["field"] for line in ran.out.splitlines()] == ["completion", "status"]


def test_an_export_narrows_to_a_voice(run: Callable[..., Any]) -> None:
    rows = [json.loads(line) for line in run("ledger", "export", "--voice", "assessed").out.splitlines()]
    assert rows and {row["voice"] for row in rows} == {"assessed"}
    table = run("ledger", "export", "--format", "csv").out
    assert table.startswith("commitment,field,about,value,voice,wording")


@pytest.mark.parametrize(
    "cell", ["=1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\uff1d1", "  @a"]
)
def test_no_cell_begins_like_a_formula(cell: str, capsys: pytest.CaptureFixture[str]) -> None:
    from ui.terminal.console import Console

    show_rows(Console(), [{"a": cell}], "csv", ("a",))
    assert capsys.readouterr().out.split("\n", 1)[1].lstrip('"').startswith("'")


def test_programs_find_the_same_columns_always(run: Callable[..., Any]) -> None:
    listed = [json.loads(line) for line in run("ledger", "list", "--format", "json").out.splitlines()]
    assert {tuple(row) for row in listed} == {ROW_COLUMNS}
    said = [json.loads(line) for line in run("ledger", "export").out.splitlines()]
    assert {tuple(row) for row in said} == {FINDING_COLUMNS}
    for command, columns in (("list", ROW_COLUMNS), ("export", FINDING_COLUMNS)):
        empty = run("ledger", command, "--country", "zz", "--format", "csv")
        assert empty.out == ",".join(columns) + "\n" and empty.code == 0


@pytest.mark.parametrize(
    ("language", "given", "shown"),
    [("es", "Completo", "Completo"), ("en", "completo", "Complete"), ("es", "complete", "Completo")],
)
def test_levels_are_asked_for_and_shown_by_their_names(
    run: Callable[..., Any], language: str, given: str, shown: str
) -> None:
    ran = run("--lang", language, "ledger", "list", "--status", given)
    rows = ran.out.splitlines()[2:]
    assert rows and all(shown in row for row in rows)
    assert (
        json.loads(run("ledger", "list", "--status", given, "--format", "json").out.splitlines()[0])["key"] in ran.out
    )


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("command", ["list", "export"])
def test_where_nothing_fits_it_says_what_there_is(run: Callable[..., Any], language: str, command: str) -> None:
    ran = run("--lang", language, "ledger", command, "--country", "QQ", "--status", "finished", "--cycle", "2022")
    assert ran.code == 0 and not ran.out
    assert "--country QQ" in ran.err and "XV" in ran.err
    assert "--status finished" in ran.err and "complete" in ran.err
    assert "--cycle" not in ran.err  # that one fits by itself


def test_an_export_of_a_country_holds_what_is_said_of_its_plans(run: Callable[..., Any]) -> None:
    everything = run("ledger", "export").out
    assert run("ledger", "export", "--country", "xv").out == everything
    plans = {json.loads(line)["commitment"] for line in everything.splitlines()} - set(ledger().commitments)
    assert plans
    narrowed = run("ledger", "export", "--country", "xv", "--status", "complete").out
    assert not plans & {json.loads(line)["commitment"] for line in narrowed.splitlines()}


def test_a_table_too_wide_for_the_terminal_becomes_lines() -> None:
    headers = ["id", "a rather long header", "another long header", "title"]
    rows = [["XV1", "Complete", "", "Open wells in every village of the north"], ["XV2", "", "Limited", "Roads"]]
    wide = fitted(headers, rows, 200)
    assert wide == fitted(headers, rows, None) and wide.splitlines()[1].startswith("---")
    narrow = fitted(headers, rows, 40)
    assert max(map(len, narrow.splitlines())) <= 40
    assert narrow.splitlines()[0].startswith("XV1 — Open wells") and "another long header: Limited" in narrow
    assert "a rather long header: Complete" in narrow and narrow.count("another long header") == 1


@pytest.mark.parametrize("language", ["es", "en"])
def test_names_that_the_ledger_gives_itself_are_in_the_persons_language(language: str) -> None:
    from corpus.ledger.labels import about_label

    told = {"es": ("Cumplimiento: Limitado (según el MRI)", "metas de los ODS"),
            "en": ("Completion: Limited (according to the IRM)", "SDG targets")}[language]  # fmt: skip
    assert (about_label("completion: limited (assessed)", language), about_label("sdg targets", language)) == told
    assert about_label("programas sociales (nuevos)", language) == "programas sociales (nuevos)"
    assert about_label("", language) == ""
