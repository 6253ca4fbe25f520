"""Reading YAML front matter: safely, with the line of each key, and with scalars as they are written.

YAML 1.1 makes `2024-01-02` a date, `no` a truth value and `1e3` a number; nobody who writes front matter
means that, so every scalar is a string here, and null (`~`, `null`, nothing) is None.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from ..errors import Place, Problem
from ..text.bounded_yaml import YamlLimitError, compose

Value = str | None | list["Value"] | dict[str, "Value"]

_FENCE = "---"
_ENDS = (_FENCE, "...")
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file's front matter and body; lines count from 1 in the file, `body_line` is the body's first."""

    values: Mapping[str, Value] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    problems: tuple[Problem, ...] = ()


def read_front_matter(text: str, path: str, required: bool = True) -> FrontMatter:
    """Return the front matter between two `---` lines at the start of the text, and the body after it.

    A missing fence (when `required`), a fence that is never closed, YAML that does not parse, a repeated key
    and an alias are problems; `values` is empty unless the whole front matter could be read.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != _FENCE:
        missing = _problem(
            "missing", "the file does not begin with front matter", path, 1, "begin with a line ---"
        )
        return FrontMatter(body="\n".join(lines), problems=(missing,) if required else ())
    close = next((at for at in range(1, len(lines)) if lines[at].rstrip() in _ENDS), None)
    if close is None:
        hint = "close it with a line ---"
        unclosed = _problem("unclosed", "the front matter is never closed", path, 1, hint)
        return FrontMatter(body="\n".join(lines[1:]), body_line=2, problems=(unclosed,))
    values, key_lines, problems = _read_yaml("\n".join(lines[1:close]), path)
    body_start = close + 1
    while body_start < len(lines) - 1 and not lines[body_start].strip():
        body_start += 1
    return FrontMatter(values, key_lines, "\n".join(lines[body_start:]), body_start + 1, tuple(problems))


def _problem(code: str, message: str, path: str, line: int, hint: str, column: int = 0) -> Problem:
    return Problem(f"front-matter-{code}", message, Place(path, line, column), hint)


def _read_yaml(text: str, path: str) -> tuple[dict[str, Value], dict[str, int], list[Problem]]:
    """Return the mapping, the lines of its keys (the opening fence is line 1) and problems."""
    try:
        node = compose(text)
        if node is None:
            return {}, {}, []
        if not isinstance(node, yaml.MappingNode):
            hint = "write key: value, one a line"
            return {}, {}, [_problem("mapping", "the front matter is not a list of keys", path, 2, hint)]
        values = _mapping(node)
    except yaml.MarkedYAMLError as error:
        return {}, {}, [_yaml_problem(error, path)]
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 2
        hint = "remove the control character"
        return {}, {}, [_problem("yaml", "a character that YAML does not allow", path, line, hint)]
    lines = {str(key.value): key.start_mark.line + 2 for key, _ in node.value}
    return values, lines, []


def _yaml_problem(error: yaml.MarkedYAMLError, path: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 2, mark.column + 1) if mark else (2, 0)
    quoted = 'quote a value that holds : # [ { or begins with a sign: title: "…"'
    hint = error.hint if isinstance(error, YamlLimitError) else quoted
    return _problem(
        "yaml", f"the front matter is not YAML: {error.problem or error}"[:200], path, line, hint, column
    )


def _mapping(node: yaml.MappingNode) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.MarkedYAMLError(problem="a key is not a word", problem_mark=key.start_mark)
        if key.value in values:
            problem = f"the key “{key.value[:40]}” is there twice"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
        values[key.value] = _value(value)
    return values


def _value(node: yaml.Node) -> Value:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(each) for each in node.value]
    return None if node.tag == _NULL else str(node.value)


def as_text(value: Value) -> str | None:
    """Return a scalar's text with white space folded, an empty one for null, None for anything else."""
    if value is None:
        return ""
    return " ".join(value.split()) if isinstance(value, str) else None


def as_texts(value: Value) -> tuple[str, ...] | None:
    """Return a list's scalars (or a lone scalar as a list of one), or None for anything else."""
    several: Sequence[Value] = value if isinstance(value, list) else [value]
    texts = [as_text(each) for each in several]
    known = [text for text in texts if text is not None]
    return tuple(text for text in known if text) if len(known) == len(texts) else None
