"""The tree of the project as figures: its modules, what each imports, how large functions, files and folders are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("corpus", "index", "assistant", "ui", "evals", "prompts")  # in the order in which imports may point

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file of a package; `name` is dotted ("corpus.text.names", a package by its own name)."""

    path: Path
    name: str

    @cached_property
    def source(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def lines(self) -> int:
        return len(self.source.splitlines())

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"

    @property
    def doc(self) -> str:
        """The docstring, "" where there is none."""
        return ast.get_docstring(self.tree) or ""

    def functions(self) -> Iterator[Function]:
        """Functions and methods, those inside of others too."""
        yield from (node for node in ast.walk(self.tree) if isinstance(node, Function))


@cache
def modules() -> dict[str, Module]:
    """The modules of all packages by their dotted names."""
    found = {}
    for path in sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = Module(path, name)
    return found


def python_lines(*folders: str) -> int:
    """Lines of all Python files below the folders."""
    files = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)


def folder_sizes() -> dict[str, int]:
    """Folder ("corpus/text") → how many modules stand in it, `__init__` not counted."""
    sizes: dict[str, int] = {}
    for module in modules().values():
        if not module.is_package:
            folder = module.path.parent.relative_to(ROOT).as_posix()
            sizes[folder] = sizes.get(folder, 0) + 1
    return sizes


def length(function: Function) -> int:
    """Lines from `def` to the end, the docstring among them."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def parameters(function: Function) -> int:
    """How many things a caller may hand over; `self` and `cls` are not handed over, `*rest` is one."""
    given = function.args
    named = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in named if name not in {"self", "cls"}]) + bool(given.vararg) + bool(given.kwarg)


def imports(module: Module, known: dict[str, Module], *, lazy: bool) -> set[str]:
    """Those of `known` that it imports; imports for type checkers are none, those inside functions only if `lazy`."""
    found: set[str] = set()
    for node in _running(module.tree, lazy):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inner & known.keys()
            if inner - known.keys():
                found.add(node.module)
    return (found & known.keys()) - {module.name}


def _running(node: ast.AST, lazy: bool) -> Iterator[ast.AST]:
    """The nodes that run when the module is imported; with `lazy`, also what runs when its functions are called."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        if isinstance(child, Function) and not lazy:
            continue
        yield child
        yield from _running(child, lazy)


def closure(start: str) -> set[str]:
    """The modules that importing `start` imports, with itself and with the packages that they stand in."""
    known, found, waiting = modules(), set[str](), [start]
    while waiting:
        name = waiting.pop()
        if name in found or name not in known:
            continue
        found.add(name)
        parent = name.rpartition(".")[0]
        waiting += [*imports(known[name], known, lazy=False), *([parent] if parent else [])]
    return found


def cycles() -> list[list[str]]:
    """Groups of modules that import one another in a circle while they are imported."""
    known = modules()
    edges = {name: imports(module, known, lazy=False) for name, module in known.items()}
    reached = {name: _reached(name, edges) for name in known}
    groups = {tuple(sorted(other for other in reached[name] if name in reached[other])) for name in known}
    return [list(group) for group in sorted(groups) if group]


def _reached(start: str, edges: dict[str, set[str]]) -> set[str]:
    found, waiting = set[str](), [start]
    while waiting:
        new = edges[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def without_test() -> list[str]:
    """Modules for which no file of the tests of their package is named; `__init__` and `__main__` need none."""
    tests = {
        package: {path.stem.removeprefix("test_") for path in (ROOT / "tests" / package).rglob("test_*.py")}
        for package in PACKAGES
    }
    return [name for name, module in modules().items() if needs_test(module) and _stem(name) not in tests[_top(name)]]


def needs_test(module: Module) -> bool:
    return module.path.stem not in {"__init__", "__main__"}


def _stem(name: str) -> str:
    return name.rpartition(".")[2]


def _top(name: str) -> str:
    return name.partition(".")[0]
