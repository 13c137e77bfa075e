"""Plans that give each commitment a page of its own: what opens the page is not taken for a running head."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn_pages import pdf_of, table, words
from makers import check, outline, texts
from makers import table as rows_of

from corpus.ledger import build_ledger, partly_read
from corpus.model import Document
from corpus.read import read_file

STATED = {"id": "zz", "title": "Plan", "kind": "action_plan", "country": "ZZ", "cycle": "2020-2022", "language": "en"}


def sheets(path: Path, head: str, pages: list[int], title: str = "Lamps of pier {}") -> Document:
    drawn = []
    for at, number in enumerate(pages, 1):
        first = at == 1 or pages[at - 2] != number
        body = [words(72, 700, title.format(number), size=13, bold=True)] if first else []
        body += [
            words(72, 670, "Objective", bold=True),
            words(72, 655, f"List the lamps of pier {number} each month for all to see, on page {at}."),
        ]
        drawn.append(
            [
                words(72, 770, "Action plan of Zembla 2020-2022", size=8),
                words(72, 740, head.format(number), size=16, bold=True),
                *body,
                words(300, 30, f"{at} / {len(pages)}", size=8),
            ]
        )
    path.write_bytes(pdf_of(drawn))
    return read_file(path, STATED)


@pytest.mark.parametrize("head", ["Commitment {}", "Compromiso N° {}", "COMMITMENT {}.", "Commitment {}: Open lamps"])
def test_the_number_that_opens_a_sheet_stays(tmp_path: Path, head: str) -> None:
    document = sheets(tmp_path / "plan.pdf", head, [1, 2, 3, 4, 5, 6])
    check(document)
    headings = [text for _, text in outline(document)]
    assert [text for text in headings if text.startswith(head[:6])] == [head.format(n) for n in range(1, 7)]
    assert not any("Zembla 2020" in text or "/ 6" in text for text in texts(document)), "that is a running head"
    ledger = build_ledger([document])
    assert sorted(one.number or 0 for one in ledger.commitments.values()) == [1, 2, 3, 4, 5, 6]
    assert partly_read([document], ledger) == ()


def test_a_number_that_goes_on_over_pages_is_told_once(tmp_path: Path) -> None:
    document = sheets(tmp_path / "plan.pdf", "Commitment {}", [1, 1, 1, 2, 2, 3])
    headings = [text for _, text in outline(document) if text.startswith("Commitment")]
    assert headings == ["Commitment 1", "Commitment 2", "Commitment 3"]


@pytest.mark.parametrize("head", ["Page {}", "Action plan 2020-2022 | {}", "{}", "Plan de acción – página {}", "iv {}"])
def test_a_number_of_pages_goes(tmp_path: Path, head: str) -> None:
    document = sheets(tmp_path / "plan.pdf", head, [1, 2, 3, 4, 5, 6])
    assert not any(text == head.format(number) for text in texts(document) for number in range(1, 7))


def test_a_table_drawn_in_a_cell_is_read_once(tmp_path: Path) -> None:
    outer = table([60, 260, 560], 700, [["1. Lamps", "Milestones of the register||||"], ["2. Buoys", "plain words"]])
    inner = table([280, 400, 540], 670, [["Milestone", "End date"], ["List lamps", "May 2021"]])
    (tmp_path / "plan.pdf").write_bytes(pdf_of([outer + inner]))
    document = read_file(tmp_path / "plan.pdf")
    check(document)
    assert document.text.count("List lamps") == document.text.count("May 2021") == 1
    assert len(rows_of(document)) == 2


@pytest.mark.parametrize("bold", [True, False])
@pytest.mark.parametrize(
    "first", [("Compromiso {}. Registro", ""), ("{}. Registro", ""), ("Número y nombre del compromiso", "{}. Registro")]
)
def test_a_ruled_sheet_for_each_commitment(tmp_path: Path, first: tuple[str, str], bold: bool) -> None:
    pages = []
    for number in (1, 2, 3):
        rows = [
            [part.format(number) for part in first],
            ["Institución responsable", f"Oficina {number}"],
            ["Objetivo", "Publicar los faros."],
        ]
        pages.append(table([60, 260, 560], 700, rows, bold_first=bold))
    (tmp_path / "plan.pdf").write_bytes(pdf_of(pages))
    document = read_file(tmp_path / "plan.pdf", {**STATED, "language": "es"})
    check(document)
    ledger = build_ledger([document])
    assert [one.number for one in ledger.commitments.values()] == [1, 2, 3]
    leads = [finding.value for finding in ledger.findings if finding.field == "lead"]
    assert leads == ["Oficina 1", "Oficina 2", "Oficina 3"]
