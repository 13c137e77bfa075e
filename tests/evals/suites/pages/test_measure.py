"""The suite of made pages: what is made, and that what is measured is told as figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.suites.pages.as_html import html_of
from evals.suites.pages.as_office import docx_of, pptx_of
from evals.suites.pages.compare import Characters
from evals.suites.pages.files import File, TableFile
from evals.suites.pages.files import docx_of_table as table_docx
from evals.suites.pages.layouts import LAYOUTS, PAGES, made
from evals.suites.pages.measure import Pages, Tables, measure_pages, measure_tables, of_pages, of_tables
from evals.suites.pages.shapes import SHAPES, table
from evals.suites.pages.triples import Triples


def test_there_are_as_many_layouts_pages_and_tables_as_promised() -> None:
    assert len(LAYOUTS) >= 20 and len(SHAPES) == 15
    assert sum(PAGES[kind] for layout in LAYOUTS.values() for kind in layout.formats.split()) >= 150


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_document_is_the_same_each_time_and_its_secrets_are_not_its_text(layout: str) -> None:
    for language in ("es", "en"):
        one = made(layout, "docx", language)
        assert one == made(layout, "docx", language)
        assert one.text and "{" not in one.text
        assert not any(secret in one.text for secret in one.secrets())


@pytest.mark.parametrize("shape", SHAPES)
def test_what_a_table_says_stands_in_its_cells(shape: str) -> None:
    one = table(shape, "docx", "es")
    assert one == table(shape, "docx", "es")
    cells = {cell.text for _, _, cell in one.placed()} | {name for _, name in one.key}
    assert all(triple.row in cells and triple.value in cells for triple in one.triples)
    covered = sum(cell.across * cell.down for _, _, cell in one.placed())
    assert covered == one.width * len(one.rows)


@pytest.mark.parametrize(
    ("ending", "make"), [("docx", docx_of), ("html", lambda one: html_of(one).encode()), ("pptx", pptx_of)]
)
def test_what_a_producer_was_given_is_read(ending: str, make: object) -> None:
    one = made("numbered lists", ending, "en")
    found = measure_pages([File(f"made.{ending}", ending, make(one), one)])  # type: ignore[operator]
    assert found.all.recall >= 0.998 and found.all.precision >= 0.998 and found.pages == PAGES[ending]


def test_a_file_that_cannot_be_read_counts_as_lost() -> None:
    one = made("one column", "docx", "es")
    found = measure_pages([File("made.docx", "docx", b"nothing", one)])
    assert found.all.recall == 0.0 and found.all.given > 0
    shape = table("ruled", "docx", "es")
    assert measure_tables([TableFile("made.docx", b"nothing", shape)]).all.found == 0
    assert measure_tables([TableFile("made.docx", table_docx(shape), shape)]).all.found == len(shape.triples)


def test_figures_have_their_targets_and_name_what_is_below() -> None:
    counted = {"a.pdf": Characters(1000, 1000, 990), "b.pdf": Characters(1000, 1000, 1000)}
    pages = Pages({"one column": Characters(2000, 2000, 1990)}, counted, pages=8, given_out=1)
    recall, precision, layout, digits, secrets, speed = of_pages(pages)
    assert (recall.reached, precision.reached, recall.missed) == (False, False, ("a.pdf",))
    assert layout.reached is None and digits.reached and secrets.reached is False and speed.value is None
    tables = Tables({"ruled": Triples(100, 99, 1)}, {"a.pdf": Triples(100, 99, 1)})
    cells, columns, _ = of_tables(tables)
    assert cells.reached and columns.reached is False and cells.missed == ("a.pdf",)


def test_the_browser_s_and_reportlab_s_files_are_pdf(tmp_path: Path) -> None:
    from evals.suites.pages.as_html import browser, print_to_pdf

    pytest.importorskip("reportlab")
    from evals.suites.pages.as_placed import pdf_of

    one = made("cover page", "placed", "en")
    assert pdf_of(one).startswith(b"%PDF") and pdf_of(one) == pdf_of(one)
    if browser() is None:
        pytest.skip("no browser here")
    assert print_to_pdf(html_of(one), tmp_path).startswith(b"%PDF")
