"""The page of the documentation: what was measured, how, by which command, and the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from evals.report.picture import split_shown
from evals.report.run import ANSWERS, RETRIEVAL, Material, Run, conditions
from evals.report.sections import meanings
from evals.report.tables import Table, libraries, ranked, systems, variants, xquad
from evals.report.words import Words, words
from evals.runs.scores import ALL


def write_document(runs: Iterable[Run], path: Path, picture: Path | None = None) -> None:
    """A Markdown page in English; `picture` is shown at its top, by its place relative to the page. Errors: OSError."""
    texts = words("en")
    parts = list(_parts(Material(runs), texts, _relative(picture, path)))
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")


def _parts(material: Material, texts: Words, picture: str) -> Iterator[str]:
    split = split_shown(material)
    yield f"# {texts('page.title')}"
    yield texts("document.intro").strip()
    if picture:
        yield f"![{texts('document.alt')}]({picture})"
    yield texts("document.baseline").strip()
    compared = [systems(material, half, texts) for half in dict.fromkeys((split, ALL))]
    if not any(table.lines for table in compared):
        yield texts("missing.systems")
    for table in compared:
        if table.lines:
            yield f"## {table.caption}"
            yield "\n".join(_markdown(table))
    own = material.systems(ANSWERS, RETRIEVAL)[:1]
    for heading, table in (
        ("document.libraries", libraries(material, ALL, texts, own)),
        ("document.retrieval", ranked(material, texts)),
        ("document.xquad", xquad(material, texts)),
        ("document.robustness", variants(material, texts)),
    ):
        if table.lines:
            yield f"## {texts(heading)}"
            yield "\n".join(_markdown(table))
            if heading == "document.robustness":
                yield texts("document.robustness_note").strip()
    yield f"## {texts('document.metrics')}"
    yield "\n".join(f"- **{name[:1].upper()}{name[1:]}**: {how}" for name, how in meanings(material, texts))
    yield texts("document.conditions", listed=conditions(material))


def _relative(picture: Path | None, page: Path) -> str:
    if picture is None:
        return ""
    try:
        return picture.resolve().relative_to(page.resolve().parent).as_posix()
    except ValueError:
        return picture.name


def _markdown(table: Table) -> Iterator[str]:
    """The lines of a table without its caption."""
    names = len(table.lines[0].names) if table.lines else 0
    yield _row(table.columns)
    yield _row(["---"] * names + ["---:"] * (len(table.columns) - names))
    for line in table.lines:
        cells = [f"{cell.text} ({cell.note})" if cell.note else cell.text for cell in line.cells]
        yield _row([*map(escaped, (*line.names, *cells))])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def escaped(text: str) -> str:
    """A system's name may hold anything."""
    line = " ".join(text.split())
    for character in "\\`*_{}[]<>|#!":
        line = line.replace(character, f"\\{character}")
    return line
