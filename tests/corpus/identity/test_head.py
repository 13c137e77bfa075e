"""What a document is, concluded from its head alone: a measured suite of invented heads (heads.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from makers import read_text

from corpus.kinds import kind

HEADS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "heads.toml").read_text("utf-8"))["head"]
FIELDS = ("kind", "country", "cycle", "date", "title")


def wrong(tmp_path: Path, head: dict[str, Any]) -> dict[str, tuple[object, object]]:
    """The fields of a head that are not as they should be: what came, and what was right."""
    metadata = read_text(tmp_path, head["text"].lstrip(), head.get("name", "a.md")).metadata
    right = {name: head.get(name) for name in FIELDS} | {"kind": head.get("kind", "other")}
    found = {name: (getattr(metadata, name), right[name]) for name in FIELDS}
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def test_the_suite_is_large_enough_and_tells_what_it_tries() -> None:
    assert len(HEADS) >= 40 and len({head["about"] for head in HEADS}) == len(HEADS)


def test_no_head_is_given_the_voice_of_somebody_else(tmp_path: Path) -> None:
    """Doubt is allowed anywhere, another's voice nowhere."""
    found = {head["about"]: pair for head in HEADS if (pair := wrong(tmp_path, head).get("kind"))}
    assert not {about for about, (came, _) in found.items() if kind(str(came)).voice != "context"}


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head["about"])
def test_heads(tmp_path: Path, head: dict[str, Any]) -> None:
    assert not wrong(tmp_path, head)


def test_what_no_head_says_is_doubtful_and_named(tmp_path: Path) -> None:
    metadata = read_text(tmp_path, "# Chat of the forum\n\nThe IRM report is said to be late, once more.\n").metadata
    assert metadata.kind == "other" and "kind" in metadata.inferred and "kind" in metadata.doubtful
    clear = read_text(tmp_path, "# IRM Results Report: Chile 2020-2022\n\nIt was written by two people.\n").metadata
    assert "kind" in clear.inferred and "kind" not in clear.doubtful


def test_what_is_stated_is_not_doubtful(tmp_path: Path) -> None:
    metadata = read_text(tmp_path, "---\nkind: other\ntitle: Notes\n---\nThe IRM report is late.\n").metadata
    assert "kind" not in metadata.inferred and not {"kind", "title"} & set(metadata.doubtful)


BODY = ["words of the body that fill the line up to its end, or nearly so, and go on in the next one"] * 4


LINES_OF_OTHERS = [
    ("IRM Results Report: Zoratama 2021-2023", "Summary by the newspaper The Strelsau Herald"),
    ("IRM Results Report: Zoratama 2021-2023", "Term paper by J. Doe, University of Strelsau"),
    ("Informe de resultados del IRM: Zoratama 2021-2023", "Trabajo final de J. Pérez, Universidad de Zenda"),
    ("IRM Results Report: Zoratama 2021-2023", "This is a work of satire."),
    ("IRM Results Report: Zoratama 2021-2023", "Leaked by the Herald, with our remarks in the text"),
    ("IRM Co-creation Brief Zoratama 2023", "Our answer to each recommendation"),
    ("Example: IRM Results Report, Zoratama 2021-2023", ""),
    ("Ejemplo: Informe de resultados del IRM, Zoratama 2021-2023", ""),
    ("Fourth National Action Plan, Zoratama 2021-2023", "Citizens' counter-plan"),
    ("Open Government Action Plan of civil society, Zoratama 2021-2023", ""),
    ("Plan de acción de la sociedad civil, Zoratama 2021-2023", ""),
    ("Action Plan 2021-2023", "Rejected by the cabinet on 3 May 2021"),
    ("Self-Assessment Report 2021-2023", "What the opposition thinks of it"),
    ("Informe de autoevaluación 2021-2023", "Lo que opina la oposición"),
    ("Mid-term Self-Assessment Report, Zoratama 2021-2023", "Publisher: Citizens Against Corruption"),
]


@pytest.mark.parametrize(("title", "below"), LINES_OF_OTHERS)
def test_a_line_that_says_whose_text_it_is_leaves_the_kind_in_doubt(tmp_path: Path, title: str, below: str) -> None:
    text = f"# {title}\n\n{below}\n\nThe register was complete in the year 2022 and held 2,000 names of owners.\n"
    metadata = read_text(tmp_path, text).metadata
    assert metadata.kind == "other" and "kind" in metadata.doubtful


@pytest.mark.parametrize(
    ("title", "below", "kind_named"),
    [
        ("IRM Results Report: Zoratama 2021-2023", "Prepared by J. Doe, independent researcher", "irm_report"),
        ("IRM Results Report: Zoratama 2021-2023", "Executive summary", "irm_report"),
        ("Action Plan 2021-2023", "Made by the government and civil society", "action_plan"),
        ("Plan de acción 2021-2023", "Elaborado por el Gobierno y la sociedad civil", "action_plan"),
        (
            "Self-Assessment Report 2021-2023",
            "Published by the Ministry of Works and its press office",
            "self_assessment",
        ),
    ],
)
def test_a_line_of_its_makers_leaves_the_kind(tmp_path: Path, title: str, below: str, kind_named: str) -> None:
    text = f"# {title}\n\n{below}\n\nThe register was complete in the year 2022 and held 2,000 names of owners.\n"
    assert read_text(tmp_path, text).metadata.kind == kind_named
