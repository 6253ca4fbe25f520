"""No regular expression backtracks: twice the text is twice the work, for texts made against each of them."""

from __future__ import annotations

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from ..test_layers import FILES, tree
from .backtracking import MOST_STEPS, attacks, is_unbounded, parsed, steps

METHODS = {"search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"}
SHORT, LONG, MOST_ATTACKS = 10, 20, 200
# Linear work doubles; a little more is left for what begins with the text.
MOST = 2.8


def uses() -> dict[tuple[str, int], dict[str, str]]:
    """Return each pattern and its flags, with the ways in which it is applied and a module that does."""
    found: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    # Importing `__main__` would run the command.
    for module in FILES.keys() - {"generator.__main__"}:
        named: dict[str, list[re.Pattern[str]]] = defaultdict(list)
        for name, pattern in _named(module):
            named[name].append(pattern)
        for call in (node for node in ast.walk(tree(module)) if isinstance(node, ast.Call)):
            for pattern, method in _applied(call, named):
                found[pattern.pattern, pattern.flags].setdefault(method, module)
        # Those of a table are applied by a name that does not tell which.
        for name in (
            name for name, value in vars(importlib.import_module(module)).items() if _is_table(value)
        ):
            for pattern in named[name]:
                found[pattern.pattern, pattern.flags].setdefault("finditer", module)
    return dict(found)


def _is_table(value: object) -> bool:
    return isinstance(value, tuple | list | dict)


def _named(module: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    values = vars(importlib.import_module(module))
    for name, value in values.items():
        for pattern in value if isinstance(value, tuple | list) else [value]:
            for each in pattern if isinstance(pattern, tuple) else [pattern]:
                if isinstance(each, re.Pattern) and isinstance(each.pattern, str):
                    yield name, each


def _applied(
    call: ast.Call, named: dict[str, list[re.Pattern[str]]]
) -> Iterator[tuple[re.Pattern[str], str]]:
    match call.func:
        case ast.Attribute(value=ast.Name(id="re"), attr=method) if method in METHODS:
            for pattern in _literal(call):
                yield pattern, _kind(method)
        case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name), attr=method) if (
            method in METHODS
        ):
            for pattern in named.get(name, ()):
                yield pattern, _kind(method)


def _literal(call: ast.Call) -> Iterator[re.Pattern[str]]:
    if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str):
        flags = [
            node.attr
            for argument in (*call.args[1:], *(word.value for word in call.keywords))
            for node in ast.walk(argument)
            if isinstance(node, ast.Attribute)
        ]
        yield re.compile(call.args[0].value, sum(getattr(re, name, 0) for name in flags if name.isupper()))


def _kind(method: str) -> str:
    """Return how the text is walked."""
    return method if method in ("search", "match", "fullmatch") else "finditer"


# A search at every place is the most work: where a pattern is used so, its other uses are no matter.
BY_WORK = ("finditer", "search", "match", "fullmatch")
ALL = {key: ways for key, ways in uses().items() if is_unbounded(parsed(*key)[0])}


def backtracking(pattern: str, flags: int, method: str) -> str:
    """Return by what the work grows when a text doubles, for the first text with which that is too much."""
    every = list(attacks(pattern, flags))
    # Of the thousands against a pattern of many parts some, evenly.
    for head, unit, tail in every[:: 1 + len(every) // MOST_ATTACKS]:
        few = steps(pattern, flags, head + unit * SHORT + tail, method)
        if few > 2 * SHORT:
            many = steps(pattern, flags, head + unit * LONG + tail, method)
            if many > MOST * few or few >= MOST_STEPS:
                return f"{many / few:.1f} times the work for twice {head!r} + {unit!r} * n + {tail!r}"
    return ""


def _named_cases() -> Iterator[Any]:
    """Yield every pattern, in an order that each process of the test run finds again."""
    for number, key in enumerate(sorted(ALL)):
        yield pytest.param(key, id=f"{number}: {key[0][:40]}")


@pytest.mark.parametrize("key", list(_named_cases()))
def test_no_pattern_backtracks(key: tuple[str, int]) -> None:
    method = next(way for way in BY_WORK if way in ALL[key])
    found = backtracking(*key, method)
    assert not found, f"{ALL[key][method]} ({method}): {found}"


@pytest.mark.parametrize(
    ("pattern", "method", "linear"),
    [
        (r"(a+)+b", "match", False),
        (r"\s*$", "search", False),
        (r"\s+$", "finditer", False),
        (r"\s*+$", "match", True),
        (r"(?:a|a)*b", "match", False),
        (r"\[[^\]]*\]", "finditer", False),
        (r"\[[^\]\[]*\]", "finditer", True),
        (r"\[[^\]]{0,200}\]", "finditer", True),
        (r"<!--.*?-->", "finditer", False),
        (r"x+", "finditer", True),
        (r"(?<!x)x++y", "finditer", True),
    ],
)
def test_the_measure_tells_good_from_bad(pattern: str, method: str, linear: bool) -> None:
    assert (backtracking(pattern, re.DOTALL, method) == "") is linear
