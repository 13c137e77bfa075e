"""The shape of the project: imports point to the left, nothing is called utils, nothing heavy loads early."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

# Each package with those it may import. `prompts` is data: it knows no code and anything may read it.
MAY_IMPORT = {
    "corpus": set[str](),
    "prompts": set[str](),
    "index": {"corpus", "prompts"},
    "assistant": {"corpus", "index", "prompts"},
    "ui": {"corpus", "index", "assistant", "prompts"},
    "evals": {"corpus", "index", "assistant", "prompts"},
}
VAGUE_NAMES = {"utils", "util", "common"}
HEAVY = {"torch", "transformers", "sentence_transformers", "chromadb", "gradio", "lingua", "langchain"}
LIGHT_ENTRANCES = [*MAY_IMPORT, "ui.cli"]
# Run by developers alone: these write the models that come along, write files to be read, or try the page in a browser,
# and may import what the extra `dev` has.
FOR_DEVELOPERS = ("evals/encoder", "evals/reader", "evals/suites/pages", "evals/suites/faults/trials")


def modules(root: Path, package: str) -> list[Path]:
    return sorted((root / package).rglob("*.py"))


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def imported(source: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every absolute import, wherever it stands, importlib's with a literal too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.lineno, node.module
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            name = node.args[0] if node.args else None
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                yield node.lineno, name.value


def test_imports_are_found_wherever_they_stand() -> None:
    source = "import a.b, c\ndef f():\n    from d.e import g\n    import_module('h.i')\nfrom . import j\n"
    assert sorted(imported(source)) == [(1, "a.b"), (1, "c"), (3, "d.e"), (4, "h.i")]


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_point_only_to_the_left(root: Path, package: str) -> None:
    forbidden = set(MAY_IMPORT) - MAY_IMPORT[package] - {package} | {"tests"}
    found = [
        f"{path.relative_to(root)}:{line} imports {name}"
        for path in modules(root, package)
        for line, name in imported(path.read_text(encoding="utf-8"))
        if name.split(".")[0] in forbidden
    ]
    assert not found, "\n".join(found)


def test_every_package_is_held_to_it(root: Path) -> None:
    with_code = {path.parent.name for path in root.glob("*/__init__.py")} - {"tests"}
    assert with_code == set(MAY_IMPORT)


def test_no_module_has_a_name_that_says_nothing(root: Path) -> None:
    found = [
        str(path.relative_to(root))
        for package in (*MAY_IMPORT, "tests")
        for path in modules(root, package)
        if path.stem in VAGUE_NAMES or path.parent.name in VAGUE_NAMES
    ]
    assert not found, f"name these for what they hold: {', '.join(found)}"


def test_every_library_imported_is_declared(root: Path) -> None:
    """What a module imports is asked for by name, not had by the grace of another library."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked, tools = (
        {normal(re.split(r"[<>=]", requirement)[0]) for requirement in requirements}
        for requirements in (project["dependencies"], project["optional-dependencies"]["dev"])
    )
    distributions = packages_distributions()
    found = [
        f"{path.relative_to(root)}:{line} imports {name}"
        for package in MAY_IMPORT
        for path in modules(root, package)
        for declared in [asked | tools if path.parent in {root / folder for folder in FOR_DEVELOPERS} else asked]
        for line, name in imported(path.read_text(encoding="utf-8"))
        if (top := name.split(".")[0]) not in sys.stdlib_module_names | set(MAY_IMPORT)
        and not declared & {normal(name) for name in distributions.get(top, [])}
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("module", LIGHT_ENTRANCES)
def test_importing_loads_nothing_heavy(root: Path, module: str) -> None:
    program = f"import sys, {module}; print(*sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert not done.stdout.split(), f"import {module} also loads {done.stdout.strip()}"
