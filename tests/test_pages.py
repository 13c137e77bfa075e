"""Pages for people who work on the project: links lead somewhere, what is named exists, made pages are up to date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts import architecture

LINK = re.compile(r"\]\(([^)#\s]+?)(?:#[^)]*)?\)")
# In code marks: a path below one of the project's folders, with no placeholder in it.
NAMED = re.compile(r"`((?:assistant|corpus|docs|evals|index|prompts|scripts|tests|ui)/[\w./-]*\w/?)`")
PAGES = ("*.md", "docs/**/*.md", "assistant/**/README.md", "evals/**/README.md", "index/**/README.md")


def pages(root: Path) -> list[Path]:
    return sorted(path for pattern in PAGES for path in root.glob(pattern))


def test_links_lead_somewhere(root: Path) -> None:
    found = pages(root)
    assert len(found) > 15
    assert not [
        f"{page.relative_to(root)}: {target}"
        for page in found
        for target in LINK.findall(re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL))
        if "://" not in target and not (page.parent / target).exists()
    ]


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/settings.md"])
def test_files_that_are_named_exist(root: Path, name: str) -> None:
    named = set(NAMED.findall((root / name).read_text(encoding="utf-8")))
    assert named
    assert not [path for path in sorted(named) if not (root / path).exists()]


def test_contributing_names_targets_of_make(root: Path) -> None:
    targets = set(re.findall(r"`make ([a-z]+)`", (root / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert {"check", "pages"} <= targets
    assert not [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)]


def test_every_decision_is_listed_with_date_and_state(root: Path) -> None:
    folder = root / "docs/decisions"
    rows = re.findall(
        r"^\| \[(\S+)\]\(\1\) \| .+ \| (\d{4}-\d\d-\d\d) \| (\d{4}-\d\d-\d\d) \| (?:holds|partly replaced: .+) \|$",
        (folder / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert [name for name, *_ in rows] == sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")
    assert all(since <= changed for _, since, changed in rows)


def test_the_architecture_page_is_up_to_date() -> None:
    assert architecture.PAGE.read_text(encoding="utf-8") == architecture.page(), "run `make pages`"


@pytest.mark.parametrize(
    ("doc", "sentence"),
    [
        ("One thing. Another.", "One thing."),
        ("Over two\nlines.\n\nMore.", "Over two lines."),
        ("A kind (.docx, .csv) e.g. this one.", "A kind (.docx, .csv) e.g. this one."),
        ("Does it hold? Yes.", "Does it hold?"),
    ],
)
def test_the_first_sentence_of_a_docstring(doc: str, sentence: str) -> None:
    assert architecture.first_sentence(doc) == sentence
