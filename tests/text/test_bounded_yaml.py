"""YAML within bounds: what a few lines could become is refused before anything is built of them."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.config import read_config
from generator.curate.yaml_lists import with_added
from generator.readers.frontmatter import read_front_matter
from generator.text import bounded_yaml
from generator.text.bounded_yaml import LIMITS, YamlLimitError, YamlLimits, compose, construct

LAUGHS = "\n".join(["a0: &a0 [ha]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))])
BEYOND = {
    "billion laughs": (LAUGHS, "an alias (*name)", 2),
    "an alias to itself": ("title: &a [*a]", "an alias (*name)", 1),
    "brackets": ("title: " + "[" * 5_000, "nested deeper than 40", 1),
    "braces": ("title: " + "{a: " * 3_000, "nested deeper than 40", 1),
    "dashes": ("title:\n" + "- " * 5_000, "nested deeper than 40", 2),
    "indentation": (
        "\n".join(f"{' ' * depth}a:" for depth in range(200)),
        "nested deeper than 40",
        41,
    ),
    "values": ("title: [" + "a," * LIMITS.values + "]", "more than 100,000 values", 1),
    "length": ("title: " + "a" * LIMITS.length, "longer than 1,000,000 characters", 1),
}


@pytest.mark.parametrize("name", BEYOND)
def test_front_matter_beyond_a_bound_is_a_problem_with_its_line(name: str) -> None:
    text, message, line = BEYOND[name]
    front = read_front_matter(f"---\n{text}\n---\nThe body stays.\n", "bib/notes/a.md")
    (problem,) = front.problems
    assert problem.code == "front-matter-yaml"
    assert problem.message == f"the front matter is not YAML: {message}"
    assert problem.hint in ("write out what it stands for", "make it flat", "put less into one file")
    assert (problem.place.file, problem.place.line) == ("bib/notes/a.md", line + 1)
    assert (front.values, front.body) == ({}, "The body stays.\n")


@pytest.mark.parametrize("name", BEYOND)
def test_settings_beyond_a_bound_are_a_problem_and_keep_their_defaults(name: str) -> None:
    text, message, line = BEYOND[name]
    config, (problem,) = read_config(text, "bib/review.yml")
    assert (problem.code, problem.message, problem.place.line) == ("bad-settings", message, line)
    assert problem.hint in ("write out what it stands for", "make it flat", "put less into one file")
    assert config.title == read_config("", "")[0].title


@pytest.mark.parametrize("name", BEYOND)
def test_nothing_is_added_to_what_is_beyond_a_bound(name: str) -> None:
    with pytest.raises(YamlLimitError):
        with_added(BEYOND[name][0], "not_duplicates", ["[a, b]"])


@pytest.mark.parametrize(
    "tagged",
    [
        "!!python/object/apply:os.system ['touch pwned']",
        "!!python/name:os.system",
        "!!python/object/new:builtins.exec ['x']",
        "!!python/module:os",
        "!include /etc/passwd",
        "!ENV [HOME, x]",
    ],
)
def test_a_tag_makes_nothing(tagged: str) -> None:
    front = read_front_matter(f"---\ntldr: {tagged}\n---\n", "a.md")
    assert str(front.values.get("tldr")) in ("['touch pwned']", "['x']", "", "/etc/passwd", "['HOME', 'x']")
    config, problems = read_config(f"title: {tagged}", "review.yml")
    assert [problem.code for problem in problems] == ["bad-settings"]
    assert config.title == read_config("", "")[0].title


VALUES = st.recursive(
    st.text(max_size=8) | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_what_is_within_the_bounds_is_read_as_it_stands(value: object) -> None:
    node = compose(yaml.safe_dump(value))
    assert node is not None
    assert construct(node) == value


@given(st.text(alphabet="[]{}:-?,&*!|> \n\ta", max_size=60))
def test_any_text_is_read_or_refused_as_yaml(text: str) -> None:
    for exact in (False, True):
        try:
            compose(text, YamlLimits(length=50, depth=3, values=10), exact=exact)
        except yaml.YAMLError:
            continue


@given(st.text(alphabet="[]{}:-? \nab", max_size=40))
def test_what_is_taken_for_harmless_is_within_the_bounds(text: str) -> None:
    limits = YamlLimits(length=100, depth=4, values=100)
    try:
        node = compose(text, limits)
    except yaml.YAMLError:
        return
    assert depth(node) <= limits.depth


def depth(node: yaml.Node | None) -> int:
    if isinstance(node, yaml.MappingNode):
        return 1 + max((depth(part) for pair in node.value for part in pair), default=0)
    if isinstance(node, yaml.SequenceNode):
        return 1 + max(map(depth, node.value), default=0)
    return 0


def test_nobody_else_reads_yaml() -> None:
    reading = re.compile(r"yaml\.(?:\w*load|compose|parse|scan)\w*\(")
    package = Path(bounded_yaml.__file__).parents[1]
    found = {path.name for path in package.rglob("*.py") if reading.search(path.read_text(encoding="utf-8"))}
    assert found == {"bounded_yaml.py"}


@pytest.mark.parametrize(
    "deep",
    [
        "[[[[[1]]]]]",
        "{a: {a: {a: {a: {a: 1}}}}}",
        "- - - - - 1",
        "? ? ? ? ? 1",
        "-\n -\n  -\n   -\n    - 1",
        "a:\n b:\n  c:\n   d:\n    e: 1",
        "a:\n- b:\n  - c:\n    - 1",
    ],
)
def test_no_short_text_is_too_deep_unseen(deep: str) -> None:
    assert depth(yaml.compose(deep)) > 4
    with pytest.raises(YamlLimitError, match="nested deeper than 4"):
        compose(deep, YamlLimits(depth=4))
