"""Which problems the package can report, read from its source: every code with its severities.

A code is the first argument of `Problem(…)`. Where that is a parameter of the function around it, the codes
are what the function's callers pass, or the keys of the table in which it looks the parameter up.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

Severities = frozenset[str]
Code = tuple[str, Severities]


@dataclass(frozen=True, eq=False)
class Call:
    """A call with the function and the module that it stands in."""

    node: ast.Call
    function: ast.FunctionDef | None
    module: str

    @property
    def name(self) -> str:
        """The name of what is called, without what stands before its last dot."""
        called = self.node.func
        return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")

    @property
    def severities(self) -> Severities:
        """The severities written out in its arguments."""
        arguments = [*self.node.args, *(keyword.value for keyword in self.node.keywords)]
        found = (node for argument in arguments for node in ast.walk(argument))
        return frozenset(
            node.attr.lower()
            for node in found
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "Severity"
        )

    def argument(self, function: ast.FunctionDef, parameter: str) -> ast.expr | None:
        """Return what it passes for a parameter of the function; None where that is left to the default."""
        for keyword in self.node.keywords:
            if keyword.arg == parameter:
                return keyword.value
        names = [argument.arg for argument in function.args.args if argument.arg != "self"]
        position = names.index(parameter)
        return self.node.args[position] if position < len(self.node.args) else None

    def passes_severity(self) -> bool:
        """Tell whether it hands on a severity that its caller chose."""
        values = [*self.node.args, *(keyword.value for keyword in self.node.keywords)]
        return any(isinstance(value, ast.Name) and value.id == "severity" for value in values)


class _Calls(ast.NodeVisitor):
    def __init__(self, module: str) -> None:
        self.module = module
        self.function: ast.FunctionDef | None = None
        self.found: list[Call] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer, self.function = self.function, node
        self.generic_visit(node)
        self.function = outer

    def visit_Call(self, node: ast.Call) -> None:
        self.found.append(Call(node, self.function, self.module))
        self.generic_visit(node)


@dataclass(frozen=True, eq=False)
class Sources:
    """The modules of a package as syntax trees, by name."""

    trees: Mapping[str, ast.Module]

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Every call in every module."""
        found: list[Call] = []
        for module, tree in self.trees.items():
            visitor = _Calls(module)
            visitor.visit(tree)
            found += visitor.found
        return tuple(found)

    def codes(self) -> dict[str, set[str]]:
        """Return each code with its severities; fails where a code cannot be told from the source."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for call in self.calls:
            if call.name == "Problem":
                severities = call.severities or frozenset(() if call.passes_severity() else ("error",))
                for code, its_severities in self._codes(call.node.args[0], call, severities):
                    found[code] |= its_severities
        return dict(found)

    def _codes(self, expression: ast.expr | None, call: Call, severities: Severities) -> Iterator[Code]:
        match expression:
            case ast.Constant(value=str(code)):
                assert severities, f"{call.module}: the severity of {code} cannot be told"
                yield code, severities
            case ast.IfExp(body=first, orelse=second):
                yield from self._codes(first, call, severities)
                yield from self._codes(second, call, severities)
            case ast.JoinedStr(values=[ast.Constant(value=str(prefix)), ast.FormattedValue(value=inner)]):
                for code, its_severities in self._codes(inner, call, severities):
                    yield prefix + code, its_severities
            case ast.Name(id=parameter) if call.function:
                yield from self._from_parameter(parameter, call.function, call.module, severities)
            case _:
                raise AssertionError(f"{call.module}: the code cannot be told in {ast.unparse(call.node)}")

    def _from_parameter(
        self, parameter: str, function: ast.FunctionDef, module: str, severities: Severities
    ) -> Iterator[Code]:
        table = self._table(parameter, function, module)
        if table:
            yield from ((code, severities) for code in table)
            return
        callers = [call for call in self.calls if call.name == function.name and self._means(call, module)]
        assert callers, f"{module}.{function.name} takes {parameter}, and nothing calls it"
        for call in callers:
            passed = call.argument(function, parameter) or _default(function, parameter)
            known = severities or call.severities or _default_severity(function)
            yield from self._codes(passed, call, frozenset() if call.passes_severity() else known)

    def _table(self, parameter: str, function: ast.FunctionDef, module: str) -> list[str]:
        """Return the keys of a constant of the module that the function indexes with the parameter."""
        for node in ast.walk(function):
            match node:
                case ast.Subscript(value=ast.Name(id=name), slice=ast.Name(id=index)) if index == parameter:
                    return _keys(self.trees[module], name)
        return []

    def _means(self, call: Call, module: str) -> bool:
        """Tell whether the call can mean a function of that module: private names stay in theirs."""
        return call.module == module or not call.name.startswith("_")


def _keys(tree: ast.Module, name: str) -> list[str]:
    for node in tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        value = getattr(node, "value", None)
        if isinstance(target, ast.Name) and target.id == name and isinstance(value, ast.Dict):
            return [key.value for key in value.keys if isinstance(key, ast.Constant)]  # type: ignore[misc]
    return []


def _default(function: ast.FunctionDef, parameter: str) -> ast.expr | None:
    names = [argument.arg for argument in function.args.args]
    defaults: list[ast.expr | None] = [*function.args.defaults]
    padded = [None] * (len(names) - len(defaults)) + defaults
    return padded[names.index(parameter)]


def _default_severity(function: ast.FunctionDef) -> Severities:
    names = [argument.arg for argument in function.args.args]
    default = _default(function, "severity") if "severity" in names else None
    return frozenset({default.attr.lower()}) if isinstance(default, ast.Attribute) else frozenset()
