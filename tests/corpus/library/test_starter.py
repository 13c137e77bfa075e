"""The fact sheets that come with the program: complete pairs, sections with origins, figures that agree."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

STARTER = Path(__file__).resolve().parents[3] / "corpus" / "starter"
LANGUAGES = ("es", "en")
NAMES = sorted({path.stem for path in STARTER.glob("*/*.md")})
SHEETS = [(name, language) for name in NAMES for language in LANGUAGES]
VOICES = {"promised", "self_reported", "assessed", "recommended", "proposed", "context"}
EXPECTED = {
    "what-is-ogp", "what-is-irm", "scales", "standards-2022", "acronyms", "mexico-plans-overview",
    "mx0087-page",
    "irm-2024-recommendations", "irm-2024-areas", "open-gov-challenge", "cocreation-process",
    *(f"mexico-plan-{number}" for number in range(1, 5)),
    *(f"mx-c{number:02}" for number in range(1, 14)),
}  # fmt: skip
PLANS = {1: "2011-2012", 2: "2013-2015", 3: "2016-2018", 4: "2019-2022"}
OVERLAP = 13  # words; a run this long counts as copied


def sheet(name: str, language: str) -> tuple[dict[str, Any], str]:
    """(front matter, body) of one sheet."""
    text = (STARTER / language / f"{name}.md").read_text(encoding="utf-8")
    assert text.startswith("+++\n")
    front, body = text[4:].split("\n+++\n", 1)
    return tomllib.loads(front), body


def headings(body: str) -> list[str]:
    return re.findall(r"^## (.+)$", body, re.M)


def parts(body: str) -> list[str]:
    """The text of each section, in order."""
    return re.split(r"^## .+$", body, flags=re.M)[1:]


def figures(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+(?:[.,]\d+)*", text))


def rows(text: str) -> list[list[str]]:
    """Cells of the rows of pipe tables, without header rows and rules."""
    lines = [line.strip() for line in text.split("\n")]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    rules = {index for index, cells in enumerate(table) if all(re.fullmatch(r":?-+:?", cell) for cell in cells)}
    return [cells for index, cells in enumerate(table) if index not in rules and index + 1 not in rules]


def registry() -> list[dict[str, Any]]:
    return tomllib.loads((STARTER / "commitments.toml").read_text(encoding="utf-8"))["commitment"]


def words(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[^\W_]+", re.sub(r"<[^>]+>", " ", text))]


def test_all_sheets_are_there_in_both_languages() -> None:
    for language in LANGUAGES:
        assert {path.stem for path in (STARTER / language).glob("*.md")} == EXPECTED


@pytest.mark.parametrize(("name", "language"), SHEETS)
def test_front_matter(name: str, language: str) -> None:
    front, body = sheet(name, language)
    assert front["id"] == f"starter-{name}-{language}"
    assert (front["kind"], front["publisher"]) == ("fact_sheet", "OGP assistant")
    assert (front["language"], front["pair"]) == (language, name)
    assert re.findall(r"^# (.+)$", body, re.M) == [front["title"]]
    if name.startswith("mx-c"):
        assert front["commitment"] == f"MX{74 + int(name[4:]):04}"
        assert (front["country"], front["cycle"]) == ("MX", "2019-2022")


@pytest.mark.parametrize(("name", "language"), SHEETS)
def test_every_section_has_an_origin_and_a_voice(name: str, language: str) -> None:
    front, body = sheet(name, language)
    found = headings(body)
    assert len(set(found)) == len(found), "a heading that occurs twice cannot be told apart"
    entries = {entry["heading"]: entry for entry in front["sections"]}
    assert set(entries) - {"*"} <= set(found), "an entry names no heading of the sheet"
    assert "*" in entries or set(found) == set(entries), "a section has no entry"
    for entry in entries.values():
        assert entry["voice"] in VOICES
        assert len(entry["origin"].split()) >= 4
    assert all(part.strip() for part in parts(body)), "a section is empty"


@pytest.mark.parametrize("name", NAMES)
def test_both_halves_say_the_same(name: str) -> None:
    (front_es, es), (front_en, en) = sheet(name, "es"), sheet(name, "en")
    assert [entry["voice"] for entry in front_es["sections"]] == [entry["voice"] for entry in front_en["sections"]]
    assert len(parts(es)) == len(parts(en))
    for part_es, part_en in zip(parts(es), parts(en), strict=True):
        assert figures(part_es) == figures(part_en)
        assert [len(re.findall(pattern, part_es, re.M)) for pattern in (r"^- ", r"^\d+\. ", r"^\|")] == [
            len(re.findall(pattern, part_en, re.M)) for pattern in (r"^- ", r"^\d+\. ", r"^\|")
        ]
    for key in ("country", "cycle", "commitment"):
        assert front_es.get(key) == front_en.get(key)


@pytest.mark.parametrize(("name", "language"), [pair for pair in SHEETS if pair[0].startswith("mx-c")])
def test_every_sentence_on_a_commitment_names_its_subject(name: str, language: str) -> None:
    _, body = sheet(name, language)
    subjects = re.compile(r"MX\d{4}|cuarto plan|fourth plan|Alianza|Partnership")
    for line in body.split("\n"):
        if line and not line.startswith("#"):
            for sentence in re.split(r"(?<=[.]) (?=[A-ZÁÉÍÓÚ])", line):
                assert subjects.search(sentence), sentence


def test_registry_has_87_commitments() -> None:
    entries = registry()
    assert [entry["id"] for entry in entries] == [f"MX{number:04}" for number in range(1, 88)]
    assert Counter(entry["cycle"] for entry in entries) == dict(zip(PLANS.values(), (37, 26, 11, 13), strict=True))
    for entry in entries:
        assert entry["country"] == "MX" and entry["title_en"] and entry["title_es"]
        fourth = entry["cycle"] == PLANS[4]
        assert entry.get("number") == (int(entry["id"][2:]) - 74 if fourth else None)
    assert [entry["id"] for entry in entries if not entry["policy_area_en"]] == ["MX0009", "MX0037"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", PLANS)
def test_plan_tables_agree_with_the_registry(plan: int, language: str) -> None:
    _, body = sheet(f"mexico-plan-{plan}", language)
    listed = {cells[0]: cells for cells in rows(body) if re.fullmatch(r"MX\d{4}", cells[0])}
    entries = [entry for entry in registry() if entry["cycle"] == PLANS[plan]]
    assert list(listed) == [entry["id"] for entry in entries]
    for entry in entries:
        cells = listed[entry["id"]]
        assert entry["title_en"].rstrip(". ") in cells
        assert entry["cycle"][:4] in cells
        assert entry["policy_area_en"] in cells[-1]
        if language == "es" or plan == 4:
            assert entry["title_es"] in cells


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", PLANS)
def test_policy_area_counts_agree_with_the_registry(plan: int, language: str) -> None:
    _, body = sheet(f"mexico-plan-{plan}", language)
    stated: dict[str, list[str]] = {}
    for line in body.split("\n"):
        found = re.match(r"- .* (\d+) com\S+ .*?(?:\((.+)\)|policy area (.+)): MX", line)
        if found:
            ids = re.findall(r"MX\d{4}", line)
            assert int(found[1]) == len(ids)
            stated[found[2] or found[3]] = ids
    counted: dict[str, list[str]] = {}
    for entry in registry():
        if entry["cycle"] == PLANS[plan] and entry["policy_area_en"]:
            counted.setdefault(entry["policy_area_en"], []).append(entry["id"])
    assert stated == counted


def test_titles_of_the_fourth_plan_stand_in_its_sheets() -> None:
    for entry in registry():
        if "number" in entry:
            for language in LANGUAGES:
                _, body = sheet(f"mx-c{entry['number']:02}", language)
                assert entry["title_es"] in body and entry["title_en"] in body and entry["id"] in body


def test_no_sentence_of_the_seed_documents_is_repeated(shared: Path) -> None:
    known: set[tuple[str, ...]] = set()
    for path in sorted((shared / "corpus" / "seeds").glob("*.txt")):
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        # The line above "MX0001, 2011, …" is a commitment's title, which is a name and may stand.
        titles = {index for index, line in enumerate(lines[1:]) if re.match(r"[A-Z]{2}\d{4},", line)}
        run = words("\n".join("" if index in titles else line for index, line in enumerate(lines)))
        known.update(tuple(run[start : start + OVERLAP]) for start in range(len(run) - OVERLAP + 1))
    for path in [*STARTER.glob("*/*.md"), STARTER / "commitments.toml"]:
        run = words(path.read_text(encoding="utf-8"))
        for start in range(len(run) - OVERLAP + 1):
            assert tuple(run[start : start + OVERLAP]) not in known, (path.name, run[start : start + OVERLAP])
