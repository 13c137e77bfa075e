"""Writes docs/architecture.md: how a question flows, then what every folder and module is for, in its own words.

    python -m scripts.architecture [--check]

With --check nothing is written, and the exit code is 1 where the page is not what would be written.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

from scripts import tree

PAGE = tree.ROOT / "docs" / "architecture.md"
TEXT = tree.ROOT / "scripts" / "texts" / "architecture.md"
_NAMED = re.compile(rf"\b(?:{'|'.join(tree.PACKAGES)})(?:\.[a-z_]+)+")
_ENDS = re.compile(r"(?<=[.?!])\s+(?=[A-Z\"`*])")


def page() -> str:
    """The page as it should be. Errors: SystemExit where the text names a module that is not there, or a module has no
    docstring."""
    text, known = TEXT.read_text(encoding="utf-8").rstrip(), tree.modules()
    gone = sorted(name for name in set(_NAMED.findall(text)) if name not in known)
    if gone:
        raise SystemExit(f"{TEXT.relative_to(tree.ROOT)} names what is not in the tree: {', '.join(gone)}")
    silent = sorted(name for name, module in known.items() if not module.doc and module.source.strip())
    if silent:
        raise SystemExit(f"no docstring says what these are for: {', '.join(silent)}")
    return "\n".join([text, *(line for package in tree.PACKAGES for line in _package(package))]) + "\n"


def first_sentence(doc: str) -> str:
    """The first sentence of a docstring, on one line."""
    paragraph = " ".join(doc.split("\n\n")[0].split())
    return _ENDS.split(paragraph)[0]


def _package(package: str) -> Iterator[str]:
    folders = sorted(path.parent for path in (tree.ROOT / package).rglob("*.py"))
    for folder in dict.fromkeys(folders):
        yield from _folder(folder.relative_to(tree.ROOT).as_posix())


def _folder(folder: str) -> Iterator[str]:
    known, name = tree.modules(), folder.replace("/", ".")
    yield from ("", f"{'#' * min(2 + folder.count('/'), 4)} {folder}/")
    if name in known and known[name].doc:
        yield from ("", first_sentence(known[name].doc))
    inside = [one for one in known.values() if one.path.parent == tree.ROOT / folder and not one.is_package]
    if inside:
        yield from ("", "| module | what it is for |", "|---|---|")
    for module in inside:
        said = first_sentence(module.doc).replace("|", "\\|")
        yield f"| [{module.path.stem}](../{folder}/{module.path.name}) | {said} |"


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--check", action="store_true", help="write nothing, fail where the page is out of date")
    made = page()
    if not options.parse_args().check:
        PAGE.write_text(made, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != made:
        raise SystemExit(f"{PAGE.relative_to(tree.ROOT)} is out of date: run `make pages`")


if __name__ == "__main__":
    main()
