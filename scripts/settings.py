"""Fills the last column of docs/settings.md: which files read each environment variable.

    python -m scripts.settings [--check]

With --check nothing is written, and the exit code is 1 where the page is not what would be written. What a variable
does is written there by hand; tests/test_settings.py holds that each one is in the table, with its default.
"""

from __future__ import annotations

import argparse
import ast
import re

from scripts import tree

PAGE = tree.ROOT / "docs" / "settings.md"
ROW = re.compile(r"^\| `(OGP_\w+)` \|([^|]+)\|([^|]+)\|([^|]+)\|([^|]*)\|$", re.MULTILINE)
VARIABLE = re.compile(r"OGP_[A-Z_]*[A-Z]")
SETTERS = ("evals.suites",)  # set variables for processes that they start, and read none


def read_by() -> dict[str, set[str]]:
    """Variable → files that name it outside of comments and docstrings."""
    found: dict[str, set[str]] = {}
    for module in tree.modules().values():
        texts = {node.value for node in ast.walk(module.tree) if isinstance(node, ast.Constant)}
        for name in texts if not module.name.startswith(SETTERS) else ():
            if isinstance(name, str) and VARIABLE.fullmatch(name):
                found.setdefault(name, set()).add(module.path.relative_to(tree.ROOT).as_posix())
    for name in VARIABLE.findall((tree.ROOT / "scripts" / "setup.sh").read_text(encoding="utf-8")):
        found.setdefault(name, set()).add("scripts/setup.sh")
    return found


def page() -> str:
    """The page as it should be."""
    files = read_by()

    def row(match: re.Match[str]) -> str:
        named = ", ".join(f"`{file}`" for file in sorted(files.get(match[1], ())))
        return f"| `{match[1]}` |{match[2]}|{match[3]}|{match[4]}| {named} |"

    return ROW.sub(row, PAGE.read_text(encoding="utf-8"))


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--check", action="store_true", help="write nothing, fail where the page is out of date")
    made = page()
    if not options.parse_args().check:
        PAGE.write_text(made, encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != made:
        raise SystemExit(f"{PAGE.relative_to(tree.ROOT)} is out of date: run `make pages`")


if __name__ == "__main__":
    main()
