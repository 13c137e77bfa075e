"""The set-up speaks both languages: the same texts with the same blanks, and no text that is never said."""

from __future__ import annotations

import re
from pathlib import Path


def texts(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" = ", 1) for line in lines if line and not line.startswith("#"))


def test_both_languages_have_the_same_texts_with_the_same_blanks(root: Path) -> None:
    english, spanish = (texts(root / f"scripts/texts/{language}.txt") for language in ("en", "es"))
    assert english.keys() == spanish.keys()
    assert {key: text.count("%s") for key, text in english.items()} == {
        key: text.count("%s") for key, text in spanish.items()
    }


def test_script_and_texts_know_the_same_keys(root: Path) -> None:
    script = re.sub(r"(^|\s)# .*", "", (root / "scripts/setup.sh").read_text(encoding="utf-8"))
    said = set(re.findall(r"\b(?:say|fail) ([a-z_]+)\b(?!\()", script))
    said |= {f"lost_{package}" for package in re.findall(r"\|\| system_package (\S+)", script)}
    assert said == texts(root / "scripts/texts/en.txt").keys()
