"""YAML that a stranger may have written: no aliases, and bounds on its length, depth and number of values.

A few aliases can stand for endless text, and a few thousand brackets for more depth than a program has. The
parser's events show all of that (https://yaml.org/spec/1.1/#id859333) before anything is built of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class YamlLimits:
    """How long a text may be (in characters), how deep it may nest, and how many values it may have."""

    length: int = 1_000_000
    depth: int = 40
    values: int = 100_000


LIMITS = YamlLimits()
# libyaml is ten times faster; where it finds fault with a short text, the other parser says exactly where.
_FAST: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EXACT = yaml.SafeLoader
_SHORT = 20_000


class YamlLimitError(yaml.MarkedYAMLError):
    """YAML beyond a bound: `problem` says which, `problem_mark` where, `hint` what to do."""

    def __init__(self, problem: str, hint: str, event: yaml.Event | None = None) -> None:
        # libyaml's marks are of a class of their own.
        mark: Any = event.start_mark if event else None
        super().__init__(problem=problem, problem_mark=mark)
        self.hint = hint


def compose(text: str, limits: YamlLimits = LIMITS, *, exact: bool = False) -> yaml.Node | None:
    """Return the text's one document as a node, or None where there is none.

    `exact` is for who needs the index of a mark. Raises YamlLimitError beyond the limits, and yaml.YAMLError
    for what is no YAML.
    """
    if len(text) > limits.length:
        raise YamlLimitError(f"longer than {limits.length:,} characters", "put less into one file")
    try:
        if not _is_harmless(text, limits):
            _check(text, limits, _FAST)
        node: yaml.Node | None = yaml.compose(text, Loader=_EXACT if exact else _FAST)
    except YamlLimitError:
        raise
    except yaml.YAMLError:
        if len(text) > _SHORT:
            raise
        _check(text, limits, _EXACT)
        node = yaml.compose(text, Loader=_EXACT)
    return node


def construct(node: yaml.Node) -> object:
    """Return the plain values of a node: texts, numbers, lists and so on, and nothing that runs.

    Raises yaml.YAMLError for a tag of another kind, and ValueError for a number or date that is none.
    """
    values: object = yaml.SafeLoader("").construct_document(node)
    return values


def _is_harmless(text: str, limits: YamlLimits) -> bool:
    """Tell of most front matter that it cannot be beyond a limit: it lacks the signs that this takes."""
    if len(text) > min(_SHORT, limits.values) or "*" in text:
        return False
    return sum(map(text.count, ("[", "{", ":", "?", "- ", "-\t", "-\n"))) < limits.depth


def _check(text: str, limits: YamlLimits, loader: type[yaml.SafeLoader]) -> None:
    """Raise YamlLimitError at the first place that is beyond a limit, YAMLError at the first fault."""
    depth = values = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.AliasEvent):
            raise YamlLimitError("an alias (*name)", "write out what it stands for", event)
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        values += isinstance(event, yaml.NodeEvent)
        if depth > limits.depth:
            raise YamlLimitError(f"nested deeper than {limits.depth}", "make it flat", event)
        if values > limits.values:
            hint = "put less into one file"
            raise YamlLimitError(f"more than {limits.values:,} values", hint, event)
