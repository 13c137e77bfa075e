"""Rows and lines of the ledger: columns, locations, names in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from ledger_backend import ledger

from ui.views.ledger import FINDING_COLUMNS, ROW_COLUMNS, LedgerView, finding_row
from ui.wording import wording


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


def test_programs_find_the_same_columns_always(ogp_ledger: Callable[..., Any]) -> None:
    listed = [json.loads(line) for line in ogp_ledger("ledger", "list", "--format", "json").out.splitlines()]
    assert {tuple(row) for row in listed} == {ROW_COLUMNS}
    said = [json.loads(line) for line in ogp_ledger("ledger", "export").out.splitlines()]
    assert {tuple(row) for row in said} == {FINDING_COLUMNS}
    for command, columns in (("list", ROW_COLUMNS), ("export", FINDING_COLUMNS)):
        empty = ogp_ledger("ledger", command, "--country", "zz", "--format", "csv")
        assert empty.out == ",".join(columns) + "\n" and empty.code == 0


@pytest.mark.parametrize("language", ["es", "en"])
def test_names_that_the_ledger_gives_itself_are_in_the_persons_language(language: str) -> None:
    from corpus.ledger.labels import about_label

    told = {"es": ("Cumplimiento: Limitado (según el MRI)", "metas de los ODS"),
            "en": ("Completion: Limited (according to the IRM)", "SDG targets")}[language]  # fmt: skip
    assert (about_label("completion: limited (assessed)", language), about_label("sdg targets", language)) == told
    assert about_label("programas sociales (nuevos)", language) == "programas sociales (nuevos)"
    assert about_label("", language) == ""
