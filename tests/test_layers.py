"""The package's layers: imports point downward, nothing goes round in circles, and rooms stay small."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

PACKAGE = Path(__file__).parent.parent / "generator"

# Lowest first. A part is a module or a sub-package directly in `generator`; `generator` is its `__init__`.
LAYERS = (
    {"generator", "digest", "errors", "results", "text", "together"},
    {"model", "within"},
    {
        "bibtex",
        "readers",
        "config",
        "taxonomy",
        "links",
        "coverage",
        "foreseen",
        "found",
        "tree",
        "replacing",
        "memory",
    },
    {
        "curate",
        "checks",
        "changes",
        "sources",
        "exports",
        "charts",
        "write",
        "services",
        "citation_extension",
        "linkcheck",
    },
    {"pages", "rendering"},
    {"build", "engine", "forge"},
    {"cli", "mkdocs_plugin"},
    {"__main__"},
)
HEIGHT = {part: height for height, layer in enumerate(LAYERS) for part in layer}

MOST_LINES_PER_FILE = 500
MOST_LINES_PER_FUNCTION = 60
MEDIAN_LINES_PER_FUNCTION = 10


def module_name(path: Path) -> str:
    """Return `generator.text.fold` for that file, and `generator.text` for the package's `__init__`."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(FILES[module].read_text(encoding="utf-8"))


def part_of(module: str) -> str:
    """Return the part that a module belongs to."""
    names = module.split(".")
    return names[1] if len(names) > 1 else names[0]


def absolute(node: ast.ImportFrom, module: str, path: Path) -> str:
    """Return the absolute name of what a `from … import` names, resolving leading dots."""
    if not node.level:
        return node.module or ""
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, *([node.module] if node.module else [])])


def imported(module: str) -> Iterator[str]:
    """Yield what a module imports, wherever in it: modules by their full name, names with their module."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = absolute(node, module, FILES[module])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def own_imports(module: str) -> set[str]:
    """Return the modules of this package that a module imports, itself excepted."""
    found = set()
    for name in imported(module):
        if name.split(".")[0] == "generator":
            # `generator.text.fold.ascii_fold` is a name in a module; `generator.text.fold` may be a module.
            found.add(name if name in FILES else name.rpartition(".")[0])
    return found - {module}


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for module in FILES:
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield module, node


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_every_part_has_one_layer() -> None:
    assert {part_of(module) for module in FILES} == HEIGHT.keys()
    assert len(HEIGHT) == sum(len(layer) for layer in LAYERS)


@pytest.mark.parametrize("module", FILES)
def test_imports_point_downward(module: str) -> None:
    height = HEIGHT[part_of(module)]
    wrong = {
        name
        for name in own_imports(module)
        if part_of(name) != part_of(module) and HEIGHT[part_of(name)] >= height
    }
    assert not wrong, f"{module} imports {sorted(wrong)}, of its own layer or a higher one"


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {module: own_imports(module) - _own_packages(module) for module in FILES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"modules import each other: {' -> '.join(error.args[1])}")


def _own_packages(module: str) -> set[str]:
    """Return the packages around a module: `from . import x` names one of them, and is no circle."""
    names = module.split(".")
    return {".".join(names[:end]) for end in range(1, len(names))}


def test_the_package_is_below_its_modules() -> None:
    # `own_imports` would otherwise hide a circle through a package's `__init__`.
    for module in FILES:
        for name in own_imports(module) & _own_packages(module):
            assert name == "generator", f"{module} imports from {name}, which imports it"


def test_one_module_knows_bibtexparser() -> None:
    users = {module for module in FILES for name in imported(module) if name.split(".")[0] == "bibtexparser"}
    assert users == {"generator.bibtex.parser"}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES_PER_FILE


def test_functions_are_short() -> None:
    found = list(functions())
    long = [f"{module}.{node.name}" for module, node in found if lines(node) > MOST_LINES_PER_FUNCTION]
    assert not long
    assert median(lines(node) for _, node in found) < MEDIAN_LINES_PER_FUNCTION


def test_everything_public_says_what_it_does() -> None:
    silent = [
        f"{module}.{node.name}"
        for module, node in functions()
        if not node.name.startswith("_") and ast.get_docstring(node) is None and node in tree(module).body
    ]
    assert not silent
    assert [module for module in FILES if ast.get_docstring(tree(module)) is None] == []
