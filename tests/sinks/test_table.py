"""The table of docs/security.md against the code: one escaping function for each place, none beside it."""

import ast
import importlib
import inspect
import re

from generator.text import escape

from ..test_docs import named, page, rows, section
from ..test_layers import FILES, PACKAGE, tree
from .review import payloads

TABLE = list(rows(section(page("security.md"), "Where text lands")))

# What escapes, or writes a format in which escapes are needed, by the library that has it.
ESCAPES = {
    "html": {"escape"},
    "json": {"dumps", "dump"},
    "shlex": {"quote", "join"},
    "urllib.parse": {"quote", "quote_plus", "urlencode", "quote_from_bytes"},
    "xml.sax.saxutils": {"escape", "quoteattr", "XMLGenerator"},
    "yaml": {"dump", "safe_dump", "dump_all", "safe_dump_all"},
    "csv": {"writer", "DictWriter"},
    "markupsafe": {"escape"},
    "subprocess": {"getoutput", "getstatusoutput"},
    "os": {"system", "popen"},
}
# Who may beside `text.escape`: who writes for itself, or writes ASCII where everything is escaped already.
MAY = {
    "generator.exports.bibtex": {"urllib.parse.quote"},
    "generator.text.latex_dialects": {"urllib.parse.quote"},
    "generator.write": {"json.dumps"},
    "generator.engine.mkdocs_part": {"json.dumps"},
    "generator.engine.parts": {"json.dumps"},
    "generator.engine.remembered": {"json.dumps"},
    "generator.replacing": {"json.dumps"},
    "generator.linkcheck.history": {"json.dumps"},
}


def functions(cells: list[str]) -> set[str]:
    return {name for name in named(cells[1]) if name.count(".") > 1}


def test_every_function_of_the_table_is_there() -> None:
    for cells in TABLE:
        for name in functions(cells):
            module, _, function = name.rpartition(".")
            assert callable(getattr(importlib.import_module(f"generator.{module}"), function)), name
    assert "export function make(" in (PACKAGE / "theme/assets/dom.js").read_text(encoding="utf-8")


def public() -> set[str]:
    return {
        name
        for name, member in inspect.getmembers(escape)
        # What is remembered of a function is around it.
        if inspect.isfunction(function := inspect.unwrap(member))
        and not name.startswith("_")
        and function.__module__ == escape.__name__
    }


def test_every_public_escaping_function_is_in_the_table() -> None:
    shown = {name for cells in TABLE for name in functions(cells) if name.startswith("text.escape.")}
    assert shown == {f"text.escape.{name}" for name in public()}


def test_every_escaping_function_is_used() -> None:
    elsewhere = "\n".join(
        path.read_text(encoding="utf-8") for name, path in FILES.items() if name != escape.__name__
    )
    own = FILES[escape.__name__].read_text(encoding="utf-8")
    for name in public():
        assert re.search(rf"\b{name}\b", elsewhere) or own.count(f"{name}(") > 1, name


def test_every_place_has_its_payloads() -> None:
    used = {name for cells in TABLE for name in named(cells[2])}
    assert used == payloads().keys()
    assert all(functions(cells) or "dom.js" in cells[1] for cells in TABLE)


def called(module: str) -> set[str]:
    """Return which of the libraries' escaping functions a module names, as `html.escape`."""
    libraries: dict[str, str] = {}
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            libraries |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found |= {
                f"{node.module}.{a.name}" for a in node.names if a.name in ESCAPES.get(node.module or "", ())
            }
            libraries |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            library = libraries.get(node.value.id, "")
            if node.attr in ESCAPES.get(library, ()):
                found.add(f"{library}.{node.attr}")
        if isinstance(node, ast.keyword) and node.arg == "shell":
            found.add("shell=")
    return found


def test_nobody_else_escapes_by_hand() -> None:
    wild = {module: called(module) for module in FILES if module != escape.__name__}
    assert {module: names for module, names in wild.items() if names} == MAY


# What makes markup or runs text; `innerHTML` and its like appear nowhere in the theme.
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|setHTML|srcdoc|"
    r"DOMParser|\beval\b|new Function|\bset(?:Timeout|Interval)\(\s*[\"'`]|setAttribute\(\s*[\"'`]on"
)
# A document's XML, read for the citekeys in it; nothing of its tree gets onto the page.
PARSES = {("cited-plain.js", "DOMParser")}
# Where a script sets a link's address: `make` alone does, with any address that is not the site's own.
LEADS = re.compile(r"\.(?:href|src|action|formAction)\s*=(?!=)")
OWN_ADDRESSES = {
    ("exports.js", "link.href = URL.createObjectURL("),
    ("search.js", "link.href = `${dialog.dataset.base}/explore/?${new URLSearchParams(asked)}`"),
    ("search.js", "link.href = url;"),
    ("explore-selection.js", "compare.href = comparisonOf("),
}


def test_no_script_makes_markup_of_text() -> None:
    found = {
        (path.name, match[0])
        for path in (PACKAGE / "theme").rglob("*.js")
        for match in MARKUP.finditer(_code(path.read_text(encoding="utf-8")))
    }
    assert found == PARSES


def test_one_function_sets_addresses() -> None:
    lines = {
        (path.name, line.strip())
        for path in (PACKAGE / "theme").rglob("*.js")
        for line in path.read_text(encoding="utf-8").splitlines()
        if LEADS.search(line)
    }
    for name, line in lines:
        assert any(name == file and line.startswith(start) for file, start in OWN_ADDRESSES), (name, line)
    assert {name for name, _ in lines} == {name for name, _ in OWN_ADDRESSES}


def _code(script: str) -> str:
    return "\n".join(line for line in script.splitlines() if not line.lstrip().startswith("//"))
