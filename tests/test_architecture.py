"""`docs/architecture.md` against the package: its module table and its layers.

To accept a change that was meant: `BIBLOOM_REFRESH=1 pytest tests/test_architecture.py`, then read the diff.
"""

import ast
import os
import re
from pathlib import Path

from .test_layers import FILES, LAYERS, PACKAGE

PAGE = Path(__file__).parent.parent / "docs" / "architecture.md"
ROW = re.compile(r"^\| `(generator/[\w/]+\.py)` \| (.+) \|$", re.MULTILINE)
LAYER = re.compile(r"^\| (\d+) \| (.+?) \|", re.MULTILINE)


def purposes() -> dict[str, str]:
    """Return the first line of each module's docstring by the module's path."""
    return {path.relative_to(PACKAGE.parent).as_posix(): _first_line(path) for path in sorted(FILES.values())}


def _first_line(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    # A bar would end the table's cell.
    return docstring.partition("\n")[0].replace("|", "\\|")


def refresh() -> None:
    text = PAGE.read_text(encoding="utf-8")
    rows = "\n".join(f"| `{path}` | {purpose} |" for path, purpose in purposes().items())
    first, *_, last = ROW.finditer(text)
    PAGE.write_text(text[: first.start()] + rows + text[last.end() :], encoding="utf-8")


def test_the_module_table_is_the_package() -> None:
    if os.environ.get("BIBLOOM_REFRESH"):
        refresh()
    assert dict(ROW.findall(PAGE.read_text(encoding="utf-8"))) == purposes()


def test_the_layers_are_those_that_imports_keep() -> None:
    shown = LAYER.findall(PAGE.read_text(encoding="utf-8"))
    assert [int(number) for number, _ in shown] == list(range(1, len(LAYERS) + 1))
    for (_, parts), layer in zip(shown, LAYERS, strict=True):
        assert set(re.findall(r"`(\w+)`", parts)) == layer
