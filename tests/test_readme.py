"""README.md and README.es.md say the same: headings of equal depths, the same commands, links that lead."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ENGLISH, SPANISH = "README.md", "README.es.md"
TRANSCRIPT = re.compile(r"<!-- transcript:start -->(.*?)<!-- transcript:end -->", re.DOTALL)
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def read(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def commands(text: str) -> list[tuple[str, str]]:
    """The fenced blocks outside the transcript, less comments and quoted questions, which are translated."""
    blocks = FENCED.findall(TRANSCRIPT.sub("", text))
    return [(kind, re.sub(r'"[^"\n]* [^"\n]*"', '"…"', re.sub(r" *#.*", "", body))) for kind, body in blocks]


def headings(text: str) -> list[str]:
    return re.findall(r"^(#+) ", FENCED.sub("", text), re.MULTILINE)


def test_same_headings_of_the_same_depth(root: Path) -> None:
    english, spanish = headings(read(root, ENGLISH)), headings(read(root, SPANISH))
    assert len(english) > 5
    assert english == spanish


def test_same_code_blocks(root: Path) -> None:
    english, spanish = commands(read(root, ENGLISH)), commands(read(root, SPANISH))
    assert len(english) > 3
    assert english == spanish


def test_same_tables_and_settings(root: Path) -> None:
    english, spanish = read(root, ENGLISH), read(root, SPANISH)
    rows = [len(re.findall(r"^\|", text, re.MULTILINE)) for text in (english, spanish)]
    assert rows[0] == rows[1]
    assert set(re.findall(r"\bOGP_[A-Z_]+", english)) == set(re.findall(r"\bOGP_[A-Z_]+", spanish))


@pytest.mark.parametrize("name", [ENGLISH, SPANISH])
def test_one_transcript(root: Path, name: str) -> None:
    assert len(TRANSCRIPT.findall(read(root, name))) == 1


@pytest.mark.parametrize("name", [ENGLISH, SPANISH])
def test_links_lead_somewhere(root: Path, name: str) -> None:
    targets = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", read(root, name))
    assert not [target for target in targets if "://" not in target and not (root / target).exists()]


@pytest.mark.parametrize("name", [ENGLISH, SPANISH])
def test_makefile_has_the_targets_named(root: Path, name: str) -> None:
    makefile = read(root, "Makefile")
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", read(root, name), re.MULTILINE))
    assert {"run", "test"} <= named
    assert not [target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)]


@pytest.mark.parametrize("name", [ENGLISH, SPANISH])
def test_licence_is_the_one_declared(root: Path, name: str) -> None:
    declared = tomllib.loads(read(root, "pyproject.toml"))["project"]["license"]
    assert declared in read(root, name)


@pytest.mark.parametrize("name", [ENGLISH, SPANISH])
def test_the_figures_are_those_that_were_measured(root: Path, name: str) -> None:
    rates = re.findall(r"(\d+\.\d) / (\d+\.\d) %", read(root, name))
    assert len(rates) == 28
    measured = (root / "docs/evals.md").read_text(encoding="utf-8")
    assert not [rate for pair in rates for rate in pair if f"| {rate}% (" not in measured]


@pytest.mark.parametrize("name", [ENGLISH, SPANISH])
def test_the_number_of_questions_is_that_of_the_gold_files(root: Path, name: str) -> None:
    pairs = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in (root / "evals/gold").glob("*.jsonl"))
    assert re.search(rf"\b{pairs} \[[^\]]+\]\(evals/gold/README\.md\)", read(root, name))
