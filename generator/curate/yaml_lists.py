"""Adding to a list in a YAML text, with every other character left as it is.

Rewriting the whole text would lose comments, quotation marks and line breaks that somebody chose.
"""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from ..text.bounded_yaml import compose
from ..text.escape import yaml_scalar


def pair(first: str, second: str) -> str:
    """Return two texts as a list on one line."""
    return f"[{yaml_scalar(first)}, {yaml_scalar(second)}]"


def with_added(text: str, key: str, entries: Sequence[str]) -> str:
    """Return the YAML text with these entries, written as YAML, at the end of the list that the key has.

    The key is added at the end where it is missing. Raises ValueError where the text is no mapping, or what
    the key has is no list.
    """
    if not entries:
        return text
    root = compose(text, exact=True)
    if root is not None and not isinstance(root, yaml.MappingNode):
        raise ValueError("not a mapping of keys to values")
    if root is not None and root.flow_style:
        raise ValueError("the mapping stands in braces")
    values = [value for name, value in root.value if name.value == key] if root else []
    if not values:
        return _with_key(text, key, entries)
    node = values[-1]
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null":
        return _after_key(text, node, entries)
    if not isinstance(node, yaml.SequenceNode):
        raise ValueError(f"what “{key}” has is no list")
    return _in_brackets(text, node, entries) if node.flow_style else _in_lines(text, node, entries)


def _with_key(text: str, key: str, entries: Sequence[str]) -> str:
    gap = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{gap}{key}:\n{_lines(entries, '  ')}"


def _lines(entries: Sequence[str], indent: str) -> str:
    return "".join(f"{indent}- {entry}\n" for entry in entries)


def _after_key(text: str, node: yaml.Node, entries: Sequence[str]) -> str:
    """Fill a key that has nothing, or `null`, which a list on the same line takes the place of."""
    start, end = node.start_mark.index, node.end_mark.index
    blank = " " if text[start - 1 : start] == ":" else ""
    return f"{text[:start]}{blank}[{', '.join(entries)}]{text[end:]}"


def _in_brackets(text: str, node: yaml.SequenceNode, entries: Sequence[str]) -> str:
    if not node.value:
        return f"{text[: node.start_mark.index]}[{', '.join(entries)}]{text[node.end_mark.index :]}"
    end = node.value[-1].end_mark.index
    return f"{text[:end]}, {', '.join(entries)}{text[end:]}"


def _in_lines(text: str, node: yaml.SequenceNode, entries: Sequence[str]) -> str:
    last = node.value[-1]
    # A block ends where the next token stands, which may be lines below its last one.
    written = text[: last.end_mark.index].rstrip()
    newline = text.find("\n", len(written))
    end = len(text) if newline < 0 else newline + 1
    head = text[:end] if text[:end].endswith("\n") else f"{text[:end]}\n"
    return head + _lines(entries, " " * node.start_mark.column) + text[end:]
