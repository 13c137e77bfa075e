"""The pages of the documentation, in Markdown: what was measured, with the tables; and what still fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import fill

from evals.cases import KINDS, LANGUAGES
from evals.reports.failures import reasons
from evals.reports.material import ANSWERS, RETRIEVAL, Asked, Material, conditions
from evals.reports.pictures import split_shown
from evals.reports.sections import FIRST, meanings
from evals.reports.tables import Table, libraries, ranked, systems, variants, xquad
from evals.reports.words import Words, words
from evals.runs.run import Run
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


_WIDTH = 120  # characters of a line


def write_failures(runs: Iterable[Run], path: Path) -> None:
    """A Markdown page in English about the assistant's answers to the development half; of the test half nothing is
    told. Errors: OSError."""
    path.write_text("\n\n".join(_failing_parts(Material(runs), words("en"))) + "\n", encoding="utf-8", newline="\n")


def _failing_parts(material: Material, texts: Words) -> Iterator[str]:
    asked = [one for one in material.asked(ANSWERS, FIRST) if one.row.split == "dev"]
    yield f"# {texts('listing.title')}"
    yield texts("listing.intro").strip()
    if not asked:
        yield texts("missing.failures")
        return
    libraries = dict.fromkeys(texts.library(one.row.library) for one in asked)
    yield _wrapped(texts("listing.libraries", listed="; ".join(libraries)))
    yield "\n".join(_right(asked, texts))
    for group in _groups(asked):
        names = [texts.named("reasons", name) for name in reasons(group[0])]
        yield f"## {texts('listing.group', reasons=', '.join(names).capitalize(), n=len(group))}"
        yield " ".join(texts(f"listing.means.{name}") for name in reasons(group[0]))
        for language in LANGUAGES:
            listed = [one.row.case for one in group if one.row.language == language]
            if listed:
                ids = ", ".join(map(escaped, listed))
                told = texts.named("languages", language)
                yield _wrapped(texts("listing.ids", language=told, n=len(listed), ids=ids))
    if not any(map(reasons, asked)):
        yield texts("failures.none")
    yield texts("document.conditions", listed=conditions(material))


def _wrapped(text: str) -> str:
    return fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _right(asked: Sequence[Asked], texts: Words) -> Iterator[str]:
    """How many are as they should be, of those that the documents answer and of those that they do not."""
    for expected in dict.fromkeys(KINDS.values()):
        for language in LANGUAGES:
            here = [one for one in asked if one.row.language == language and _expected(one) == expected]
            if here:
                right = sum(not reasons(one) for one in here)
                told = texts.named("languages", language)
                yield f"- {texts(f'listing.right.{expected}', language=told, right=right, n=len(here))}"


def _expected(asked: Asked) -> str:
    return asked.case.expected if asked.case else KINDS.get(asked.row.kind, "answered")


def _groups(asked: Sequence[Asked]) -> list[list[Asked]]:
    """Those with the very same reasons together, the most first; each in the order of the run."""
    found: dict[tuple[str, ...], list[Asked]] = {}
    for one in asked:
        if why := tuple(reasons(one)):
            found.setdefault(why, []).append(one)
    return sorted(found.values(), key=len, reverse=True)
