"""How the tree is measured: what counts as an import, a parameter, a line; how a figure is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import tree
from scripts.structure import Figure


@pytest.fixture
def module(tmp_path: Path) -> tree.Module:
    path = tmp_path / "made.py"
    path.write_text(
        '"""A module. It was made."""\n'
        "import a\n"
        "from b import c, d\n"
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n"
        "    import e\n"
        "class K:\n"
        "    def method(self, one, /, two, *rest, three=1, **more):\n"
        "        import f\n"
        "        return f\n",
        encoding="utf-8",
    )
    return tree.Module(path, "made")


@pytest.mark.parametrize(
    ("lazy", "expected"),
    [(False, {"a", "b", "b.c"}), (True, {"a", "b", "b.c", "f"})],
    ids=["while it is imported", "when its functions run too"],
)
def test_imports_for_type_checkers_are_none(module: tree.Module, lazy: bool, expected: set[str]) -> None:
    known = dict.fromkeys(("a", "b", "b.c", "e", "f", "made"), module)
    assert tree.imports(module, known, lazy=lazy) == expected


def test_functions_are_measured_as_a_caller_sees_them(module: tree.Module) -> None:
    (method,) = module.functions()
    assert (tree.parameters(method), tree.length(method), module.lines) == (5, 3, 10)


def test_the_closure_holds_the_packages_that_a_module_stands_in() -> None:
    found = tree.closure("corpus.text.names")
    assert {"corpus.text.names", "corpus.text", "corpus", "corpus.data"} <= found
    assert not {name for name in found if not name.startswith("corpus")}


@pytest.mark.parametrize(
    ("figure", "row"),
    [
        (Figure("modules", 1200, 60), "1,200 ≤ 60 not yet"),
        (Figure("tested", 100, 100, least=True, unit=" %"), "100 % ≥ 100 %"),
        (Figure("known", 3, None), "3"),
    ],
)
def test_a_figure_stands_beside_its_goal(figure: Figure, row: str) -> None:
    assert " ".join(figure.row().split()[1:]) == row
