"""What the page says: made pages and tables, set by real producers, against what is read of them."""

from __future__ import annotations

from evals.bench.figures import Figure, share
from evals.bench.homes import Homes
from evals.pages.measuring import Pages, Tables, measure_pages, measure_tables
from evals.pages.producing import missing_producers, page_files
from evals.pages.table_files import table_files

PART = "pages"
CHARACTERS, CELLS, WRONG = 0.998, 0.98, 0.002


def measure(homes: Homes) -> list[Figure]:
    """Pages by layout, tables by shape. Producers that are not here are told of, and their files left out."""
    for producer in missing_producers():
        homes.tell(f"no {producer} here: what it would make is left out")
    homes.tell("making pages and tables, and reading them")
    folder = homes.folder / "made"
    folder.mkdir(parents=True, exist_ok=True)
    return [*of_pages(measure_pages(page_files(folder))), *of_tables(measure_tables(table_files(folder)))]


def of_pages(found: Pages) -> list[Figure]:
    whole = found.all
    many = f"{found.pages} pages of {len(found.by_layout)} layouts, {whole.given} characters"
    below = [name for name, one in found.by_file.items() if min(one.recall, one.precision) < CHARACTERS]
    return [
        Figure(PART, "characters of a page: recall", whole.recall, target=CHARACTERS, detail=many, missed=tuple(below)),
        Figure(PART, "characters of a page: precision", whole.precision, target=CHARACTERS, detail=many),
        *(
            Figure(
                PART, f"recall, {name}", one.recall, detail=f"precision {one.precision:.4f} · {one.given} characters"
            )
            for name, one in found.by_layout.items()
        ),
        _none("figures read with the mark of a note", found.foreign_digits),
        _none("struck or hidden texts read", found.given_out),
        Figure(
            PART,
            "pages of made PDF files a second",
            found.pdf_pages / found.pdf_seconds if found.pdf_seconds else None,
            "count",
            detail=f"{found.pdf_pages} pages in {found.pdf_seconds:.2f} s",
        ),
    ]


def of_tables(found: Tables) -> list[Figure]:
    whole = found.all
    many = f"{len(found.by_file)} tables of {len(found.by_shape)} shapes, {whole.given} cells"
    below = [name for name, one in found.by_file.items() if one.found < one.given or one.wrong]
    recall, wrong = share(whole.found, whole.given), share(whole.wrong, whole.given)
    return [
        Figure(PART, "cells of tables: recall", recall, target=CELLS, detail=many, missed=tuple(below)),
        Figure(PART, "cells of tables: wrong column", wrong, target=WRONG, at_most=True, detail=f"{whole.wrong} cells"),
        *(
            Figure(
                PART,
                f"cells, {name}",
                share(one.found, one.given),
                detail=f"{one.found} of {one.given}" + (f" · {one.wrong} in a wrong column" if one.wrong else ""),
            )
            for name, one in found.by_shape.items()
        ),
    ]


def _none(name: str, count: int) -> Figure:
    return Figure(PART, name, count, "count", target=0, at_most=True)
