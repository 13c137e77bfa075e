"""Nothing is lost behind or beside a table, closed or not."""

from __future__ import annotations

import re

import pytest

from corpus.read import read_here

STATED = {"language": "es", "kind": "other", "title": "Plan"}
AFTER = "".join(f"El compromiso {n} tuvo {n + 50} talleres.\n\n" for n in range(5))
ROW = "<tr><td>hito</td><td>estado</td></tr>"
SHAPES = {
    "never closed, no rows": f"<table>\n\n{AFTER}",
    "never closed": f"<table>\n{ROW}\n\n{AFTER}",
    "never closed, words at once": f"<table>\n{ROW}\nLínea directa.\n\n{AFTER}",
    "words on its line": f"antes <table>{ROW}</table> detrás\n\n{AFTER}",
    "two on a line": f"<table>{ROW}</table><table><tr><td>otro</td><td>más</td></tr></table>\n\n{AFTER}",
    "one column": f"<table>\n<tr><td>solo</td></tr>\n{AFTER}",
    "words in it, in no cell": f"<table>\nsuelto\n{ROW}\nlibre\n</table>\n\n{AFTER}",
    "tables in it": f"<table><tr><td>x</td><td><table>{ROW}</table></td></tr></table>\n\n{AFTER}",
    "a fence never closed": f"```\ncódigo\n\n{AFTER}",
}


@pytest.mark.parametrize("file", ["a.md", "a.txt", "a.html"])
@pytest.mark.parametrize("name", SHAPES)
def test_every_word_is_read(name: str, file: str) -> None:
    text = f"Informe del faro\n\n{SHAPES[name]}"
    if file == "a.html":
        text = f"<html><body><p>{text.replace('```', '')}</body></html>".replace("\n\n", "<p>")
    document = read_here(text.encode(), file, STATED)
    assert set(re.sub(r"<[^>]*>|`", " ", text).split()) <= set(document.text.split())


def test_rows_of_a_table_that_is_never_closed_are_rows() -> None:
    document = read_here(f"# Informe\n\n<table>\n{ROW}\n<tr><td>1</td><td>Listo</td></tr>\n\n{AFTER}".encode(), "a.md")
    assert [block.kind for block in document.blocks][:3] == ["heading", "table_row", "table_row"]
    assert [block.kind for block in document.blocks][3:] == ["paragraph"] * 5
