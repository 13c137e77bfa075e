"""Time to read grows with the size of a file and not with its square, whatever the file repeats."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

import pytest

from corpus.errors import ReadError
from corpus.read import read_here

STATED = {"language": "es", "kind": "other", "title": "Plan"}
TEXT: dict[str, Callable[[int], str]] = {
    "short lines": lambda n: "a: b\n" * (n // 5),
    "names in lines": lambda n: "Aaa\n" * (n // 4),
    "words cut at line ends": lambda n: "palabra cor-\ntada y otra\n" * (n // 27),
    "entries of contents": lambda n: "Índice\n" + "a 1\nb\n" * (n // 6),
    "pictures never closed": lambda n: "![" * (n // 2),
    "addresses never closed": lambda n: "<http://" * (n // 8),
    "one word": lambda n: "a" * n + " ! b.\nx y z\n",
    "spaces in a heading": lambda n: "# a" + " " * n + "b\n",
    "signs in a heading": lambda n: "# a" + "#" * n + "b\n",
    "comments": lambda n: "<!---->" * min(n // 7, 570) + "x" * n,
    "lists in a cell": lambda n: "|a|b|\n|-|-|\n|" + "<ul>" * (n // 4) + "</ol>|c|",
    "items never closed": lambda n: "|a|b|\n|-|-|\n|<ul>" + "<li " * (n // 4) + "</ul>|c|",
    "bold never closed": lambda n: "|a|b|\n|-|-|\n|" + "<b>" * (n // 3) + "| |",
    "tables never closed": lambda n: "<table>\n" * (n // 8) + "fin\n",
    "bullets": lambda n: "▪\na\n" + "b\n" * (n // 2),
}
HTML: dict[str, Callable[[int], str]] = {
    "tables in tables": lambda n: ("<table><tr><td>a<td>" * 25 + "</table>" * 25) * (n // 700),
    "lists in lists of terms": lambda n: ("<dl><dt>a<dd>" * 8 + "</dl>" * 8) * (n // 144),
    "lists in cells": lambda n: "<table>" + "<tr><td><ul><li>x<li>y</ul><td>b" * (n // 33),
    "boxes": lambda n: "<form>" + "<input type=checkbox name=a>b" * (n // 29),
    "rules of styles": lambda n: "<style>" + ".a{left:1px}" * (n // 24) + "</style>" + "<p class=a>b" * (n // 24),
    "rules with a class": lambda n: (
        "<style>" + "".join(f".a.b{k}{{left:1px}}" for k in range(n // 40)) + "</style>"
        "" + "".join(f"<p class='a c{k}'>b" for k in range(n // 40))
    ),
    "tabs": lambda n: "<a role=tab aria-controls=x>a</a>" * (n // 33) + "<div id=x>b</div>",
    "cells that reach down": lambda n: "<table>" + "<tr><td rowspan=99999>b<td>c" * (n // 28),
}  # fmt: skip
CASES = [("a.md", name, make) for name, make in TEXT.items()] + [("a.html", name, make) for name, make in HTML.items()]


@pytest.mark.parametrize(("file", "name", "make"), CASES, ids=[f"{file[2:]}: {name}" for file, name, _ in CASES])
def test_it_takes_time_by_its_size(file: str, name: str, make: Callable[[int], str]) -> None:
    _seconds(make(300), file)  # what is loaded once
    small, large = _least(make(15_000), file), _least(make(60_000), file)
    assert large < 8 * max(small, 0.05)  # four times the size; sixteen times the time is its square


def _least(text: str, file: str) -> float:
    """The least of three: a collection of garbage or a busy machine makes a reading longer, never shorter."""
    return min(_seconds(text, file) for _ in range(3))


def _seconds(text: str, file: str) -> float:
    started = time.process_time()
    with contextlib.suppress(ReadError):
        read_here(text.encode(), file, STATED)
    return time.process_time() - started
