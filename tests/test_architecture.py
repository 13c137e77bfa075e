"""The shape of the project: imports point to the left, nothing is called utils, nothing heavy loads early, and folders,
files and functions are no larger than they have been: a bound here is only ever lowered."""

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

from scripts import tree
from scripts.structure import LONG, MANY

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
# Run by developers alone: these write the built-in models, write files to be read, or try the page in a browser,
# and may import what the extra `dev` has.
FOR_DEVELOPERS = ("evals/encoder", "evals/reader", "evals/suites/pages", "evals/suites/faults/trials")


LARGEST_FOLDER = 17  # modules
LARGER_FOLDERS = {"index": 18}
LARGEST_FILE = 200  # lines
LARGER_FILES = {
    "assistant": {"assistant.py": 203, "clauses.py": 204, "mend.py": 250, "refusal.py": 242, "row_filter.py": 208},
    # the tree of errors is drawn and tested as one
    "corpus": {
        "errors.py": 254,
        "adding.py": 231,
        "library.py": 219,
        # the readers that tell what a page does not show
        "selectors.py": 233,
        "styles.py": 206,
        "seen.py": 232,
        "doubts.py": 211,
        "unseen.py": 217,
        "cells.py": 208,
        "presentation.py": 212,
    },
    "index": {
        "embedder.py": 215,
        "passages.py": 252,
        "pipeline.py": 243,
        "post_editing.py": 225,
        "protected.py": 205,
        "search.py": 208,
        "writing.py": 207,
    },
}
LONG_FUNCTIONS, FUNCTIONS_WITH_MANY_PARAMETERS = 9, 26
TESTED_BY_NAME = 0.51  # of the modules


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


def test_no_folder_holds_too_many_modules() -> None:
    sizes = tree.folder_sizes()
    assert not {folder: n for folder, n in sizes.items() if n > LARGER_FOLDERS.get(folder, LARGEST_FOLDER)}
    idle = [folder for folder in LARGER_FOLDERS if sizes.get(folder, 0) <= LARGEST_FOLDER]
    assert not idle, f"no exception is needed any more for {', '.join(idle)}"


def test_no_file_is_too_long() -> None:
    too_long = {
        module.name: module.lines
        for module in tree.modules().values()
        if module.lines > LARGER_FILES.get(module.name.split(".")[0], {}).get(module.path.name, LARGEST_FILE)
    }
    assert not too_long


def test_no_two_modules_of_the_assistant_share_a_name() -> None:
    names = [name for name, module in tree.modules().items() if _of(name) == "assistant" and not module.is_package]
    stems = [name.rpartition(".")[2] for name in names]
    assert len(stems) > 50
    assert not sorted(name for name in names if stems.count(name.rpartition(".")[2]) > 1)


def test_no_modules_import_one_another_in_a_circle() -> None:
    assert not tree.cycles()


def test_no_package_reads_the_data_files_of_another() -> None:
    """Vocabulary of corpus is everybody's through corpus.data, and so are prompts; other data are their owner's."""
    found = [
        f"{module.name}:{node.lineno} reads data of {package}"
        for module in tree.modules().values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("table", "files")) and node.args
        for package in [node.args[0].value if isinstance(node.args[0], ast.Constant) else None]
        if isinstance(package, str) and _of(package) in MAY_IMPORT.keys() - {_of(module.name), "prompts"}
        if not (_of(package) == "corpus" and ast.unparse(node.func).endswith("table"))
    ]
    assert not found, "\n".join(found)


def test_functions_do_not_grow() -> None:
    functions = [(module.name, one) for module in tree.modules().values() for one in module.functions()]
    long = [f"{name}.{one.name}" for name, one in functions if tree.length(one) > LONG]
    many = [f"{name}.{one.name}" for name, one in functions if tree.parameters(one) > MANY]
    assert len(long) <= LONG_FUNCTIONS, "\n".join(long)
    assert len(many) <= FUNCTIONS_WITH_MANY_PARAMETERS, "\n".join(many)


def test_modules_with_a_test_of_their_name_do_not_become_fewer() -> None:
    needing = [module for module in tree.modules().values() if tree.needs_test(module)]
    missing = tree.without_test()
    assert 1 - len(missing) / len(needing) >= TESTED_BY_NAME, "\n".join(missing)


def _of(name: str) -> str:
    return name.partition(".")[0]
