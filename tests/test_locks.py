"""The locks: complete, hashed, free of any machine's settings, and in step with pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ["requirements/runtime.txt", "requirements/models.txt", "requirements/dev.txt"]
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)", re.MULTILINE)


def plain(requirement: str) -> str:
    name = re.split(r"[<>=!~\[; ]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_each_pin_has_hashes(root: Path, lock: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (root / lock).read_text(encoding="utf-8"))
    pins = [entry for entry in entries if PIN.match(entry)]
    assert len(pins) > 50
    assert not [entry.splitlines()[0] for entry in pins if "--hash=sha256:" not in entry]


@pytest.mark.parametrize("lock", LOCKS)
def test_no_setting_of_a_machine_is_written_down(root: Path, lock: str) -> None:
    text = (root / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash)", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_torch_and_what_only_its_cuda_build_needs_stay_out(root: Path, lock: str) -> None:
    names = {name for name, _ in PIN.findall((root / lock).read_text(encoding="utf-8"))}
    assert not [name for name in names if re.match(r"(torch|triton|nvidia-.*|cuda-.*)$", name)]


def test_locks_hold_what_pyproject_asks_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime, models, dev = ({name for name, _ in PIN.findall((root / lock).read_text("utf-8"))} for lock in LOCKS)
    asked = {plain(requirement) for requirement in project["dependencies"]} - {"torch"}
    extras = project["optional-dependencies"]
    providers = {plain(extras[name][0]) for name in ("openai", "anthropic", "ollama")}
    tools = {plain(requirement) for requirement in extras["dev"]}
    assert asked <= runtime
    assert asked | providers <= models
    assert asked | providers | tools <= dev


def test_all_locks_name_the_same_versions(root: Path) -> None:
    runtime, models, dev = (set(PIN.findall((root / lock).read_text(encoding="utf-8"))) for lock in LOCKS)
    assert runtime <= models <= dev


def test_what_torch_asks_for_is_stated_for_the_version_in_use(root: Path) -> None:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    stated = {entry["name"]: entry["version"] for entry in settings["tool"]["uv"]["dependency-metadata"]}
    assert f"torch=={stated['torch']}" in settings["project"]["dependencies"]


def test_the_page_on_dependencies_names_each_with_its_version(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    asked = {plain(requirement) for group in groups for requirement in group}
    page = (root / "docs/dependencies.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if "|" in line]
    listed = {plain(row[0]): row[3] for row in rows if len(row) == 5 and re.match(r"\d", row[3])}
    assert listed.keys() == asked
    locked = [pin for lock in LOCKS for pin in PIN.findall((root / lock).read_text(encoding="utf-8"))]
    versions = {name: {version for pinned, version in locked if pinned == name} for name in listed}
    assert not {name for name, version in listed.items() if versions[name] and version not in versions[name]}
